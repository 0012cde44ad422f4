import { describe, expect, test } from 'vitest';
import { fuseHypotheses } from '../../../src/core/understanding/hypotheses.ts';
import { feel, readSentiment } from '../../../src/core/understanding/sentiment.ts';

describe('a list of hypotheses', () => {
  const price = [{ intent: 'product-price', probability: 0.5 }, { intent: 'delivery', probability: 0.5 }];
  const delivery = [{ intent: 'delivery', probability: 0.8 }, { intent: 'product-price', probability: 0.2 }];

  test('means what most of it means, and probabilities sum to one', () => {
    const fused = fuseHypotheses([{ text: 'a', score: -1 }, { text: 'b', score: -1.2 }, { text: 'c', score: -1.4 }], [price, delivery, delivery]);
    expect(fused[0]!.intent).toBe('delivery');
    expect(fused.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1);
  });

  test('what is far less likely hardly counts; nothing heard means nothing', () => {
    expect(fuseHypotheses([{ text: 'a', score: 0 }, { text: 'b', score: -60 }], [[{ intent: 'x', probability: 1 }], [{ intent: 'y', probability: 1 }]])[0]!.probability).toBeGreaterThan(0.99);
    expect(fuseHypotheses([], [])).toEqual([]);
  });
});

describe('a raised voice', () => {
  const moods = { positive: 0.02, neutral: 0.2, negative: 0.6, angry: 0.1 };

  test('makes bad words worse, and changes nothing that is not bad', () => {
    const words = readSentiment('我对质量很失望');
    expect(feel(words, moods).isAngry).toBe(false);
    expect(feel(words, moods, { raisedDb: 3 })).toEqual(feel(words, moods));
    expect(feel(words, moods, { raisedDb: 12 }).isAngry).toBe(true);
    const calm = { positive: 0.1, neutral: 0.88, negative: 0.01, angry: 0.01 };
    expect(feel(readSentiment('耳机在哪里'), calm, { raisedDb: 15 })).toEqual(feel(readSentiment('耳机在哪里'), calm));
  });
});
