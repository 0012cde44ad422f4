import { describe, expect, test } from 'vitest';
import { namedBy, printedFault, printedText, type PrintedWord } from '../../../src/core/looks/printed/printed-names.ts';

const THINGS = [
  { id: 'k1', names: ['云朵电热水壶 K1', 'Cloud Kettle K1', '云朵水壶', 'K1'] },
  { id: 'k2', names: ['恒温电热水壶 K2', 'Steady Kettle K2', 'K2'] },
  { id: 'v1', names: ['小星扫地机器人 V1', 'Little Star Robot V1', '小星扫地机器人', 'little star robot'] },
  { id: 'v2', names: ['小星扫地机器人 V2 自清洁版', 'Little Star Robot V2 Self-Clean', '自清洁版'] },
  { id: 'xm4', names: ['Sound One WH-1000XM4'] },
  { id: 'milk', names: ['Plain Oat Milk'] },
];

/** Lines as they are read: words apart, each read so well. */
const read = (lines: string, confidence = 0.9): PrintedWord[] => lines.split('\n').flatMap((line, i) => line.split(' ').map((text) => ({ text, confidence, line: i })));

describe('which thing is named', () => {
  test.each([
    ['a model that is called one', 'Model: K1\n220-240V~ 50Hz', ['k1'], true],
    ['… whose digit was taken for a letter', '产品 型 号 ：KI', ['k1'], true],
    ['a whole name', 'CLOUD KETTLE', ['k1'], true],
    ['… with a letter of each word misread', 'C1oud Kett1e', ['k1'], true],
    ['… but not with two', 'C1oad Kett1e', [], false],
    ['… nor with one of a short word', 'Plain Oar Milk', [], false],
    ['a name in Han that was cut anywhere', '云 朵 电热 水 壶', ['k1'], true],
    ['… with one of six misread', '云洒电热水壶', ['k1'], true],
    ['a sibling by its code', '小星 扫地 机器 人\n型号 V2', ['v2'], true],
    ['a name that siblings share says which of them it may be', '小星扫地机器人', ['v1', 'v2'], false],
    ['a long code says it alone', 'WH-1000XM4', ['xm4'], true],
    ['… in other letters', 'wh 1OOOXM4\nWH-1OOOXM4', ['xm4'], true],
    ['a short code that nothing introduces is asked about', 'K2', ['k2'], false],
    ['two models: both are asked about', 'K1\nK2', ['k1', 'k2'], false],
    ['a number is no code', 'S/N 51 11 2206', [], false],
    ['a code in a longer one is none', 'Model: K15', [], false],
    ['words that are not side by side are no name', 'Plain white bread\nOat\nMilk', [], false],
    ['side by side they are', 'Fresh plain oat milk 1 l', ['milk'], true],
    ['nothing', '', [], false],
  ] as const)('%s', (_, lines, ids, isSure) => {
    expect(namedBy(read(lines), THINGS)).toEqual({ ids, isSure });
  });

  test('what was guessed at counts for nothing', () => {
    expect(namedBy(read('Model: K1', 0.4), THINGS)).toEqual({ ids: [], isSure: false });
    expect(namedBy(read('K2', 0.7), THINGS)).toEqual({ ids: [], isSure: false });
  });

  test('hostile text ends in time', () => {
    const start = performance.now();
    expect(namedBy(read(Array.from({ length: 400 }, (_, i) => `${'a1'.repeat(200)} ${'云'.repeat(300)} ${i}`).join('\n')), THINGS).isSure).toBe(false);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

test('a fault that stands alone or is called one', () => {
  const codes = ['E3', 'E1', ''];
  expect(printedFault(read('E3'), codes)).toBe('E3');
  expect(printedFault(read('Error: e1!'), codes)).toBe('E1');
  expect(printedFault(read('故障 代码 E3'), codes)).toBe('E3');
  expect(printedFault(read('Series E3 kettle'), codes)).toBeUndefined();
  expect(printedFault(read('E3', 0.6), codes)).toBeUndefined();
});

test('what is told of text: lines that were read well, Han put together again', () => {
  expect(printedText([...read('云 朵 电热 水 壶\nModel: K1'), { text: '~~', confidence: 0.9, line: 7 }, { text: 'Iii', confidence: 0.2, line: 8 }])).toBe('云朵电热水壶\nModel: K1');
  expect(printedText([])).toBe('');
});
