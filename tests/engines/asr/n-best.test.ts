import { describe, expect, test } from 'vitest';
import { NBest } from '../../../src/engines/asr/mandarin/n-best.ts';

const TOKENS = ['', '在', '哪', '那', '里'];

/** Frames by the probability of each token; the rest is shared. */
function frames(...rows: Record<string, number>[]): Float32Array {
  return Float32Array.from(rows.flatMap((row) => {
    const rest = (1 - Object.values(row).reduce((sum, value) => sum + value, 0)) / (TOKENS.length - Object.keys(row).length);
    return TOKENS.map((token) => Math.log(Math.max(1e-9, row[token] ?? rest)));
  }));
}

describe('the likeliest texts', () => {
  test('best first, each with the probability of all its ways', () => {
    const nBest = new NBest(TOKENS);
    nBest.push(frames({ 在: 0.99 }, { '': 0.995 }, { 哪: 0.55, 那: 0.44 }, { '': 0.995 }, { 里: 0.99 }));
    const [first, second] = nBest.best(5);
    expect([first!.text, second!.text]).toEqual(['在哪里', '在那里']);
    expect(first!.score - second!.score).toBeCloseTo(Math.log(0.55 / 0.44), 1);
  });

  test('a text whose ways are many beats the one best way', () => {
    // Best path: blank, blank (0.36); but 哪 has three ways: 0.4 * 0.6 + 0.6 * 0.4 + 0.4 * 0.4 = 0.64.
    const nBest = new NBest(TOKENS);
    nBest.push(frames({ '': 0.6, 哪: 0.3999 }, { '': 0.6, 哪: 0.3999 }));
    expect(nBest.best(2).map(({ text }) => text)).toEqual(['哪', '']);
  });

  test('the same twice needs a blank between; a long held one is one', () => {
    const held = new NBest(TOKENS);
    held.push(frames({ 在: 0.99 }, { 在: 0.99 }, { 在: 0.99 }));
    expect(held.best(1)[0]!.text).toBe('在');
    const twice = new NBest(TOKENS);
    twice.push(frames({ 在: 0.99 }, { '': 0.995 }, { '': 0.995 }, { 在: 0.99 }));
    expect(twice.best(1)[0]!.text).toBe('在在');
  });

  test('frames of the context are not written down', () => {
    const nBest = new NBest(TOKENS, 2);
    nBest.push(frames({ 在: 0.99 }, { '': 0.995 }, { 哪: 0.99 }));
    expect(nBest.best(1)[0]!.text).toBe('哪');
    expect(new NBest(TOKENS).best(3)).toEqual([{ text: '', score: 0 }]);
  });
});
