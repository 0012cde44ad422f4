import { describe, expect, test } from 'vitest';
import { compileShop } from '../../src/shop/compile.ts';
import { readShopFolder } from '../../src/tools/build-pack.ts';
import { complaintAbout, MISTAKES } from '../helpers/pack-mistakes.ts';

const files = await readShopFolder('shops/demo');
const options = { version: 'test', pronounce: () => ['AH'] };

test('the demo shop is without mistakes: twelve products and more, all in both languages', () => {
  const { pack, hearing } = compileShop(files, options);
  expect(pack.products.length).toBeGreaterThanOrEqual(12);
  expect(pack.products.every(({ name, summary, care }) => [name, summary, care].every(({ zh, en }) => /\p{Script=Han}/u.test(zh) && /[a-z]/i.test(en)))).toBe(true);
  expect(hearing.zh.sentences.every(({ text, syllables }) => [...text.replace(/\{[a-z]+\}/g, 'x')].length === syllables.length)).toBe(true);
});

describe('a mistake is told with its file and line', () => {
  test.each(MISTAKES)('%s', (_, file, change, expected) => {
    expect(complaintAbout(files, file, change)).toMatch(expected);
  });

  test('there are thirty and more of them', () => {
    expect(MISTAKES.length).toBeGreaterThanOrEqual(30);
  });

  test('and all of them at once, not one by one', () => {
    expect(complaintAbout(files, 'products.csv', (text) => text.replace(',699,', ',x,').replace(',299,', ',y,')).split('\n')).toHaveLength(2);
  });
});

test('files from Excel, with a byte order mark and CRLF, are read', () => {
  const excel = new Map([...files].map(([name, text]) => [name, name.endsWith('.csv') ? `\ufeff${text.replaceAll('\n', '\r\n')}` : text]));
  expect(compileShop(excel, options).pack).toEqual(compileShop(files, options).pack);
});

test('headings may be Chinese, and cells parted by semicolons or tabs', () => {
  const chinese = new Map(files);
  chinese.set('families.csv', files.get('families.csv')!.replace('id,name_zh,name_en,aliases_zh,aliases_en,floor,aisle,picture', '编号,中文名,英文名,中文别名,英文别名,楼层,货架,图片').replaceAll(',', ';'));
  expect(compileShop(chinese, options).pack).toEqual(compileShop(files, options).pack);
});

describe('faq.csv', () => {
  const HEAD = 'id,questions_zh,questions_en,answer_zh,answer_en';
  const withRows = (...rows: readonly string[]) => new Map([...files, ['faq.csv', [HEAD, ...rows].join('\n')]]);

  test('a row is an intent of the shop, with its questions to learn from and its answer', () => {
    const { pack, hearing, examples } = compileShop(withRows('parcel,能寄存包裹吗|可以放一下行李吗,,可以，放在服务台。,"Yes, at the service desk."'), options);
    expect(pack.answers['faq-parcel']?.[0]?.variants).toEqual({ zh: ['可以，放在服务台。'], en: ['Yes, at the service desk.'] });
    expect(examples.filter(({ intent }) => intent === 'faq-parcel').map(({ text }) => text)).toContain('请问能寄存包裹吗');
    expect(hearing.zh.sentences.filter(({ meaning }) => meaning === 'faq-parcel').map(({ text }) => text)).toEqual(['能寄存包裹吗', '可以放一下行李吗']);
    expect(pack.samples['faq-parcel']?.zh).toBe('能寄存包裹吗');
  });

  test('may be left out', () => {
    expect(compileShop(new Map([...files].filter(([name]) => name !== 'faq.csv')), options).pack.answers).not.toHaveProperty('faq-try-out');
  });

  test.each([
    ['without a question', 'parcel,,,可以。,Yes.', /faq\.csv:2.*needs a question/],
    ['without an answer in one language', 'parcel,能寄存吗,,可以。,', /faq\.csv:2.*answer_en/],
    ['twice', 'parcel,能寄存吗,,可以。,Yes.\nparcel,能放吗,,可以。,Yes.', /faq\.csv:3.*"parcel" stands on line 2/],
  ])('a row %s is told', (_, rows, expected) => {
    expect(() => compileShop(withRows(rows), options)).toThrow(expected);
  });
});
