import { expect, test } from 'vitest';
import { enNumber, zhNumber } from '../../../src/core/speech-text/numbers.ts';
import { toPhrases } from '../../../src/core/speech-text/phrases.ts';
import { toSpeakable } from '../../../src/core/speech-text/speakable.ts';

test.each([[0, '零'], [10, '十'], [12, '十二'], [105, '一百零五'], [110, '一百一十'], [1299, '一千二百九十九'], [2000, '二千'], [10_010, '一万零一十'], [100_001, '十万零一']])('%i in Chinese', (value, words) => {
  expect(zhNumber(value)).toBe(words);
});

test.each([[0, 'zero'], [19, 'nineteen'], [129, 'one hundred twenty nine'], [2000, 'two thousand'], [1_000_001, 'one million one']])('%i in English', (value, words) => {
  expect(enNumber(value)).toBe(words);
});

test.each([
  ['云朵壶¥129，容量1.7L', 'zh', '云朵壶一百二十九元,容量一点七升'],
  ['营业时间10:00-21:30', 'zh', '营业时间十点到二十一点半'],
  ['电话 021-5555-0188', 'zh', '电话 零二幺，五五五五，零幺八八'],
  ['打折20%', 'zh', '打折百分之二十'],
  ['It costs ¥1,299.', 'en', 'It costs one thousand two hundred ninety nine yuan.'],
  ['Open 10:00-21:30', 'en', 'Open ten A M to nine thirty P M'],
  ['The K1 holds 1.7 L', 'en', 'The K one holds one point seven liters'],
] as const)('%s is spoken as words', (text, language, words) => {
  expect(toSpeakable(text, language)).toBe(words);
});

test('no digit, emoji or angle bracket reaches a voice', () => {
  for (const text of ['<b>价格¥3</b>😀 K1-2024', '12345678901234567890', '３５０Ｗ']) for (const language of ['zh', 'en'] as const) expect(toSpeakable(text, language)).not.toMatch(/[0-9<>]|\p{Extended_Pictographic}/u);
});

test.each([['欢迎光临！我是小野，星野的 AI 店员。想找什么？', 'zh'], ['Hello. The K1 is ¥129, on floor 2; ask me.', 'en'], ['no punctuation', 'en'], ['', 'zh']] as const)('phrases of "%s" joined give the text again', (text, language) => {
  expect(toPhrases(text, language).map((phrase) => phrase.text).join('')).toBe(text);
});
