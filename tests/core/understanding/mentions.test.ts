import { describe, expect, test } from 'vitest';
import { isDangerous } from '../../../src/core/understanding/danger.ts';
import { delexicalise, MentionFinder } from '../../../src/core/understanding/mentions.ts';
import { cleanText } from '../../../src/core/understanding/normalise.ts';
import { demoMind } from '../../helpers/demo-mind.ts';

const { shop } = await demoMind();
const finder = new MentionFinder(shop.pack);
const ids = (text: string) => finder.find(text).map(({ id }) => id);

describe('names of goods', () => {
  test.each([['云朵水壶多少钱', ['k1']], ['compare K1 with the steady kettle', ['k1', 'k2']], ['蓝牙耳机在哪', ['headphones']], ['any kettles?', ['kettles']], ['a kettel please', ['kettles']], ['two ketttles', ['kettles']], ['two ketles', ['kettles']], ['two bettles', ['kettles']], ['two ketlets', []], ['two bottles', []], ['明天下雨吗', []], ['k12 and xk1', []]])('%s', (text, expected) => {
    expect(ids(text)).toEqual(expected);
  });

  test('are replaced by what they are', () => {
    expect(delexicalise('云朵水壶多少钱', finder.find('云朵水壶多少钱'))).toBe('xproductx 多少钱');
  });
});

describe('danger', () => {
  test.each([['我的水壶冒烟了', true], ['the kettle gave me an electric shock', true], ['smoke comes out', true], ['没有冒烟', false], ['is it smokeless', true], ['水壶多少钱', false]])('%s: %s', (text, expected) => {
    expect(isDangerous(text, shop.pack)).toBe(expected);
  });
});

test('invisible characters do not get through', () => {
  expect(cleanText('a\u0000b\u202ec\u200bd\n\n e\ufeff')).toBe('abcd e');
});
