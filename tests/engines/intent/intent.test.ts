import { describe, expect, test } from 'vitest';
import { decodeBagModel, encodeBagModel } from '../../../src/engines/intent/codec.ts';
import { featureCounts, vectorise } from '../../../src/engines/intent/features.ts';
import { scoreIntents } from '../../../src/engines/intent/model.ts';
import { trainIntents } from '../../../src/engines/intent/train-intents.ts';

const examples = [
  ...['how much is it', 'what does it cost', 'what is the price', '多少钱', '什么价格', '怎么卖'].map((text) => ({ text, intent: 'price' })),
  ...['where is it', 'where can i find it', 'which aisle', '在哪里', '放在哪', '怎么走'].map((text) => ({ text, intent: 'place' })),
];

describe('training', () => {
  const model = trainIntents(examples);

  test('learns both languages, and words it has not seen by their pieces', () => {
    for (const [text, intent] of [['what is the prize', 'price'], ['这个多少钱呀', 'price'], ['where iz it', 'place'], ['请问在哪里', 'place']] as const) expect(scoreIntents(model, text)[0]!.intent, text).toBe(intent);
  });

  test('gives the same model every time', () => {
    expect(trainIntents(examples).network.weights).toEqual(model.network.weights);
  });

  test('probabilities sum to one, and strange words lower the best', () => {
    expect(scoreIntents(model, 'how much').reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
    expect(scoreIntents(model, 'quantum zebra xylophone')[0]!.probability).toBeLessThan(scoreIntents(model, 'how much is it')[0]!.probability);
  });

  test('survives being packed, to a hundredth', () => {
    const again = decodeBagModel(encodeBagModel(model));
    for (const { text } of examples) expect(scoreIntents(again, text)[0]!.probability).toBeCloseTo(scoreIntents(model, text)[0]!.probability, 2);
  });

  test.each([['nothing', new Uint8Array(0)], ['another file', new Uint8Array(100)], ['a part of it', encodeBagModel(model).slice(0, -20)]])('%s is refused', (_, bytes) => {
    expect(() => decodeBagModel(bytes)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });
});

test('a sentence without words has no features, and vectors have unit length', () => {
  expect(featureCounts('😀 …').size).toBe(0);
  const { vector } = vectorise('how much is it', { idf: new Float32Array(1024).fill(1), places: 1 });
  expect(vector.values.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
});
