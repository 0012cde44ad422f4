import { describe, expect, test } from 'vitest';
import type { ShopPhrase } from '../../../src/core/knowledge/shop-pack.ts';
import { PhraseMatcher } from '../../../src/engines/asr/mandarin/phrase-matcher.ts';
import { buildTrie, expandPhrases, SyllableTable } from '../../../src/engines/asr/mandarin/phrase-trie.ts';

const names = ['er', 'ji', 'zai', 'na', 'li', 'shui', 'hu', 'duo', 'shao', 'qian'];
const table = new SyllableTable([[], [], ...names.map((name) => [name])]);
const phrase = (text: string, ...syllables: string[]): ShopPhrase => ({ text, syllables, meaning: text });
const where = phrase('耳机在哪里', 'er', 'ji', 'zai', 'na', 'li');
const price = phrase('水壶多少钱', 'shui', 'hu', 'duo', 'shao', 'qian');

/** Rows in which each named syllable is sure, with blanks between. */
function rows(...said: string[]): Float32Array[] {
  return said.flatMap((name) => [name, '']).map((name) => {
    const row = new Float32Array(table.size).fill(-12);
    row[name === '' ? 0 : table.idsOf([name])![0]!] = 0;
    return row;
  });
}
function match(phrases: readonly ShopPhrase[], ...said: string[]) {
  const matcher = new PhraseMatcher(buildTrie(phrases, table));
  for (const row of rows(...said)) matcher.push(row);
  return matcher;
}

describe('a whole utterance', () => {
  test('is the phrase that was said', () => {
    const [best, second] = match([where, price], 'er', 'ji', 'zai', 'na', 'li').whole(2);
    expect(best!.phrase.text).toBe('耳机在哪里');
    expect(best!.score).toBeCloseTo(0, 3);
    expect(second!.score).toBeLessThan(-20);
  });

  test('shows as much of a phrase as was said', () => {
    expect(match([where, price], 'er', 'ji', 'zai').partial(-3)).toBe('耳机在');
    expect(match([where, price], 'qian', 'qian').partial(-3)).toBe('');
  });
});

describe('inside other speech', () => {
  test('a complete phrase is found, in its place', () => {
    const hits = match([price], 'na', 'na', 'shui', 'hu', 'duo', 'shao', 'qian', 'li').inside();
    expect(hits.map(({ phrase: { text }, start, end }) => [text, start, end])).toEqual([['水壶多少钱', 4, 12]]);
  });

  test('two phrases are found in order; a short one earns nothing', () => {
    expect(match([price, where, phrase('耳机', 'er', 'ji')], 'shui', 'hu', 'duo', 'shao', 'qian', 'er', 'ji', 'zai', 'na', 'li').inside().map((hit) => hit.phrase.text)).toEqual(['水壶多少钱', '耳机在哪里']);
    expect(match([phrase('耳机', 'er', 'ji')], 'na', 'er', 'ji', 'li').inside()).toEqual([]);
  });

  test('nothing is found where nothing was said', () => {
    expect(match([where, price], 'na', 'qian', 'na').inside()).toEqual([]);
  });
});

test('sentences take every name of their class, and unknown syllables are left out', () => {
  const phrases = expandPhrases({ sentences: [{ text: '{family}在哪里', syllables: ['{family}', 'zai', 'na', 'li'], meaning: 'find' }], classes: { family: [phrase('耳机', 'er', 'ji'), phrase('飞机', 'fei', 'ji')] } });
  expect(phrases.map(({ text }) => text)).toEqual(['耳机在哪里', '飞机在哪里', '耳机', '飞机']);
  expect([...buildTrie(phrases, table).ends.values()].flat().map(({ text }) => text).sort()).toEqual(['耳机', '耳机在哪里']);
});
