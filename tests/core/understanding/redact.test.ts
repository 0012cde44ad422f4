import { describe, expect, test } from 'vitest';
import { redact } from '../../../src/core/understanding/redact.ts';
import { seededRandom } from '../../../src/core/shared/random.ts';

const random = seededRandom(3);
const digit = () => String(Math.floor(random() * 10));
const digits = (count: number) => Array.from({ length: count }, digit).join('');
const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)]!;
const spokenZh = (number: string) => [...number].map((each) => (each === '1' && random() < 0.5 ? '幺' : '零一二三四五六七八九'[Number(each)])).join('');
const spokenEn = (number: string) => [...number].map((each) => ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][Number(each)]).join(' ');
const grouped = (number: string, size: number) => number.replace(new RegExp(`(.{${size}})(?=.)`, 'g'), '$1 ');

function mobile(): string {
  return `1${pick(['38', '59', '86', '77', '91'])}${digits(8)}`;
}

function identityCard(): string {
  const body = `${pick(['110105', '310104', '440305'])}${1950 + Math.floor(random() * 60)}${String(1 + Math.floor(random() * 12)).padStart(2, '0')}${String(1 + Math.floor(random() * 28)).padStart(2, '0')}${digits(3)}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return body + '10X98765432'[weights.reduce((sum, weight, i) => sum + weight * Number(body[i]), 0) % 11];
}

function bankCard(): string {
  const body = pick(['622202', '4', '52']) + digits(12);
  for (let check = 0; ; check += 1) {
    const number = body + check;
    const sum = [...number].reverse().reduce((total, each, i) => total + (i % 2 === 0 ? Number(each) : Number(each) > 4 ? Number(each) * 2 - 9 : Number(each) * 2), 0);
    if (sum % 10 === 0) return number;
  }
}

describe('personal data is masked', () => {
  test.each<[string, string, () => string]>([
    ['a mobile number', 'PHONE', () => `我的电话是${mobile()}，坏了帮我登记`], ['in groups', 'PHONE', () => `电话 ${mobile().replace(/^(...)(....)/, '$1 $2 ')}`], ['spoken in Chinese', 'PHONE', () => `打给我，${spokenZh(mobile())}`],
    ['spoken in English', 'PHONE', () => `call me on ${spokenEn(mobile())}`], ['a landline', 'PHONE', () => `座机010-${2 + Math.floor(random() * 7)}${digits(7)}`], ['an American number', 'PHONE', () => `my number is (415) ${200 + Math.floor(random() * 700)}-${digits(4)}`],
    ['an identity card', 'ID', () => `身份证${identityCard()}`], ['an identity card in groups', 'ID', () => `ID is ${grouped(identityCard(), 6)}`], ['a bank card', 'CARD', () => `卡号${bankCard()}`], ['a bank card in groups', 'CARD', () => `my card ${grouped(bankCard(), 4)}`],
    ['a mail address', 'EMAIL', () => `邮箱${pick(['li.wei', 'zhang_01', 'amy'])}@${pick(['qq.com', '163.com', 'example.com'])}`], ['a Chinese address', 'ADDRESS', () => `送到北京市朝阳区建国${pick(['路', '街'])}${1 + Math.floor(random() * 200)}号${1 + Math.floor(random() * 9)}单元${100 + Math.floor(random() * 900)}室`],
    ['an English address', 'ADDRESS', () => `I live at ${1 + Math.floor(random() * 999)} ${pick(['Oak', 'Pine', 'Market'])} Street`], ['a name', 'NAME', () => `我叫${pick(['王小明', '李丽', '张伟'])}，想退货`], ['an order number', 'ORDER', () => `订单号 HS${digits(8)}`],
  ])('%s', (_, kind, make) => {
    for (let i = 0; i < 100; i += 1) {
      const line = make();
      const { kinds, text } = redact(line);
      expect(kinds, line).toContain(kind);
      expect(text, line).toContain(`[${kind}]`);
      // Nothing is left that would be found again.
      expect(redact(text).kinds, text).toEqual([]);
    }
  });
});

describe('what is no personal data stays', () => {
  test.each<[string, () => string]>([
    ['a price', () => `价格是${Math.floor(random() * 9999)}元`], ['a model and its code', () => `型号 X${digits(4)}-${digits(3)}报E0${digit()}`], ['a barcode', () => `条码690${digits(10)}`], ['counted things', () => '我要买一二三四件'],
    ['years', () => '保修期三年零六个月'], ['an amount in words', () => 'it costs one hundred twenty five dollars'], ['a date', () => `2026年${1 + Math.floor(random() * 12)}月${1 + Math.floor(random() * 28)}日买的`], ['a place in the shop', () => `第${Math.floor(random() * 100)}号柜台在三楼`],
    ['technical figures', () => `电池容量${1000 + Math.floor(random() * 9000)}毫安时，功率${Math.floor(random() * 2000)}瓦`], ['a serial number', () => `序列号SN${digits(12)}`], ['opening hours', () => '营业时间是九点到二十一点'], ['a way', () => '走南京路怎么去'],
  ])('%s', (_, make) => {
    for (let i = 0; i < 100; i += 1) {
      const line = make();
      expect(redact(line).text).toBe(line);
    }
  });
});

test('the words around a find stay as they were, full-width and all', () => {
  expect(redact('我叫王小明，手机１３８００１３８０００，谢谢！').text).toBe('我叫[NAME]，手机[PHONE]，谢谢！');
  expect(redact('打给我 幺三八 零零一三 八零零零 好吗').text).toBe('打给我 [PHONE] 好吗');
});
