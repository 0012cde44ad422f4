import { describe, expect, test } from 'vitest';
import { compileShop } from '../../src/shop/compile.ts';
import { PackError } from '../../src/shop/pack-problem.ts';
import { readShopFolder } from '../../src/tools/build-pack.ts';

const files = await readShopFolder('shops/demo');
const options = { version: 'test', pronounce: () => ['AH'] };

/** Compiles the demo shop with one file changed, and tells what was complained about. */
function complaint(file: string, change: (text: string) => string | undefined): string {
  const changed = new Map(files);
  const text = change(files.get(file)!);
  if (text === undefined) changed.delete(file);
  else changed.set(file, text);
  expect(text, 'the change changes nothing').not.toBe(files.get(file));
  try {
    compileShop(changed, options);
  } catch (error) {
    expect(error).toBeInstanceOf(PackError);
    return (error as PackError).message;
  }
  return '';
}

test('the demo shop is without mistakes: twelve products and more, all in both languages', () => {
  const { pack, hearing } = compileShop(files, options);
  expect(pack.products.length).toBeGreaterThanOrEqual(12);
  expect(pack.products.every(({ name, summary, care }) => [name, summary, care].every(({ zh, en }) => /\p{Script=Han}/u.test(zh) && /[a-z]/i.test(en)))).toBe(true);
  expect(hearing.zh.sentences.every(({ text, syllables }) => [...text.replace(/\{[a-z]+\}/g, 'x')].length === syllables.length)).toBe(true);
});

describe('a mistake is told with its file and line', () => {
  test.each<[string, string, (text: string) => string | undefined, RegExp]>([
    ['a missing file', 'products.csv', () => undefined, /products\.csv: the file is missing/],
    ['a missing field', 'products.csv', (text) => text.replace(',静音头戴耳机 H1,', ',,'), /products\.csv:2: name_zh: must not be empty/],
    ['a missing column', 'families.csv', (text) => text.replace(/,picture/, ',image'), /families\.csv:2: picture: is missing/],
    ['a price that is no number', 'products.csv', (text) => text.replace(',699,', ',六百,'), /products\.csv:2: price: must be a number/],
    ['a negative price', 'products.csv', (text) => text.replace(',699,', ',-699,'), /products\.csv:2: price: must not be negative/],
    ['a barcode with a wrong check digit', 'products.csv', (text) => text.replace(/(697000000011)\d/, (_, head: string) => `${head}0`), /products\.csv:2: barcode: is not a valid EAN-13/],
    ['a family that does not exist', 'products.csv', (text) => text.replace('h1,headphones,', 'h1,headfones,'), /products\.csv:2: family: "headfones" is not in families\.csv \(headphones/],
    ['the same id twice', 'products.csv', (text) => text.replace('\nh2,', '\nh1,'), /products\.csv:3: id: "h1" stands on line 2 already/],
    ['a row with too many cells', 'families.csv', (text) => text.replace('2,B3,kettle', '2,B3,kettle,extra'), /families\.csv:\d+: /],
    ['a quote that never ends', 'products.csv', (text) => text.replace('"Hold the power key', 'x"Hold the power key'), /products\.csv:\d+: /],
    ['broken YAML', 'shop.yaml', (text) => text.replace('name: {', 'name: ['), /shop\.yaml:\d+: /],
    ['a language that is missing', 'shop.yaml', (text) => text.replace('clerk: { zh: 小野, en: Noa }', 'clerk: { zh: 小野 }'), /shop\.yaml:\d+: clerk\.en: is missing/],
    ['a misspelt key', 'shop.yaml', (text) => text.replace('currency:', 'curency:'), /shop\.yaml:\d+: (currency: is missing|curency: )/],
    ['three suggestions', 'shop.yaml', (text) => text.replace(/\n {2}- \{ icon: person.*\n/, '\n'), /suggestions: there must be exactly four/],
    ['a slot that does not exist', 'answers.yaml', (text) => text.replaceAll('{product.price}', '{product.prise}'), /product-price\.product: \{product\.prise\} is not a slot that is known/],
    ['a fact that does not exist', 'answers.yaml', (text) => text.replaceAll('{facts.wifi}', '{facts.wlan}'), /\{facts\.wlan\} is not in the facts of shop\.yaml/],
    ['an answer without an intent', 'intents.yaml', (text) => text.replace('\ninvoice:', '\ninvoices:'), /invoice: there is no such intent/],
    ['an intent without an answer', 'answers.yaml', (text) => text.replace(/\ninvoice:\n.*\n/, '\n'), /intents\.yaml: invoice: has no answer/],
    ['an answer for nothing known is missing', 'answers.yaml', (text) => text.replace('deny:\n  none:', 'deny:\n  family:'), /deny: needs an answer for "none"/],
    ['a promotion for a product that is gone', 'promotions.csv', (text) => text.replace('v1|v2', 'v1|v9'), /promotions\.csv:3: products: "v9" is not in products\.csv/],
    ['a fault of an unknown family', 'faults.csv', (text) => text.replace(',kettles,E3', ',kettels,E3'), /faults\.csv:2: family: "kettels"/],
    ['a colour that is none', 'products.csv', (text) => text.replace('#2f3a44', 'dark'), /products\.csv:2: tint: must be a colour/],
  ])('%s', (_, file, change, expected) => {
    expect(complaint(file, change)).toMatch(expected);
  });

  test('and all of them at once, not one by one', () => {
    expect(complaint('products.csv', (text) => text.replace(',699,', ',x,').replace(',299,', ',y,')).split('\n')).toHaveLength(2);
  });
});

test('files from Excel, with a byte order mark and CRLF, are read', () => {
  const excel = new Map([...files].map(([name, text]) => [name, name.endsWith('.csv') ? `\ufeff${text.replaceAll('\n', '\r\n')}` : text]));
  expect(compileShop(excel, options).pack).toEqual(compileShop(files, options).pack);
});
