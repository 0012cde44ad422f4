import { describe, expect, test } from 'vitest';
import { readOrderNumber, readPhone } from '../../../src/core/understanding/slots/codes.ts';
import { readPeople, readQuantity } from '../../../src/core/understanding/slots/counts.ts';
import { figures } from '../../../src/core/understanding/slots/number-words.ts';
import { readPriceRange } from '../../../src/core/understanding/slots/price-range.ts';
import { readWhen } from '../../../src/core/understanding/slots/when.ts';

/** Saturday, noon. */
const nowMs = new Date('2026-11-21T12:00:00').getTime();

test.each([
  ['一千五以内', '1500以内'], ['两百块', '200块'], ['两千三百五十', '2350'], ['一万二', '12000'], ['幺三八零零一三八零零零', '13800138000'], ['下午三点', '下午3点'], ['便宜一点', '便宜一点'], ['第一次', '第一次'],
  ['five hundred', '500'], ['a thousand five hundred', '1500'], ['one three eight double zero', '13800'], ['half past two', '2:30'], ['the second one', 'the second one'], ['1,299 yuan', '1299 yuan'], ['twenty five', '25'],
])('%s is %s', (spoken, written) => {
  expect(figures(spoken)).toBe(written);
});

test.each([
  ['五百以内', { max: 500 }], ['不超过一千二', { max: 1200 }], ['三百到五百', { min: 300, max: 500 }], ['一千以上', { min: 1000 }], ['两百左右', { min: 160, max: 240 }], ['预算五百块', { max: 500 }], ['¥300', { max: 300 }],
  ['under 500', { max: 500 }], ['between two and three hundred', { min: 200, max: 300 }], ['around 1000 yuan', { min: 800, max: 1200 }], ['my budget is 800', { max: 800 }], ['五升以上', undefined], ['三口人', undefined], ['at 3 pm', undefined], ['多少钱', undefined],
])('the price of "%s"', (text, expected) => {
  expect(readPriceRange(figures(text))).toEqual(expected);
});

describe('days and times', () => {
  test.each([
    ['明天下午三点', { date: '2026-11-22', time: '15:00' }], ['下周六上午十点', { date: '2026-11-28', time: '10:00' }], ['后天', { date: '2026-11-23' }], ['下午四点半', { time: '16:30' }], ['十一月二十五号', { date: '2026-11-25' }],
    ['tomorrow at three', { date: '2026-11-22', time: '15:00' }], ['next monday at 10 am', { date: '2026-11-23', time: '10:00' }], ['the 25th at 2:30 pm', { date: '2026-11-25', time: '14:30' }], ['三台', undefined], ['hello', undefined],
  ])('ahead: %s', (text, expected) => {
    expect(readWhen(figures(text), { nowMs, looks: 'forward' })).toEqual(expected);
  });

  test.each([['昨天', '2026-11-20'], ['上周二', '2026-11-10'], ['十天前', '2026-11-11'], ['上个月一号', '2026-10-01'], ['一个星期前', '2026-11-14'], ['yesterday', '2026-11-20'], ['two weeks ago', '2026-11-07'], ['last tuesday', '2026-11-17'], ['on March 3rd', '2026-03-03']])('behind: %s', (text, date) => {
    expect(readWhen(figures(text), { nowMs, looks: 'back' })?.date).toBe(date);
  });
});

test('order numbers by the pattern of the shop, telephones by the rules of telephones', () => {
  const pattern = '(?:HS)?\\d{8}';
  expect(readOrderNumber('订单号hs20260012谢谢', pattern)).toBe('HS20260012');
  expect(readOrderNumber('it is 2026 0012', pattern)).toBe('20260012');
  expect(readOrderNumber('12345678901', pattern)).toBeUndefined();
  expect(readPhone('打 138 0013 8000 给我')).toBe('+8613800138000');
  expect(readPhone('021-5555-0188')).toBe('+862155550188');
  expect(readPhone('订单 20260012')).toBeUndefined();
});

test('for how many, and how many pieces', () => {
  expect([readPeople(figures('三口之家')), readPeople(figures('a family of four')), readPeople(figures('两个人用')), readPeople('it is 5')]).toEqual([3, 4, 2, undefined]);
  expect([readQuantity(figures('我要两台')), readQuantity(figures('I want 3 of them')), readQuantity(figures('一个星期')), readQuantity(figures('第二个'))]).toEqual([2, 3, undefined, undefined]);
});
