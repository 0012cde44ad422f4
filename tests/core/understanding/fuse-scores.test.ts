import { expect, test } from 'vitest';
import { fuseScores, isUncertain } from '../../../src/core/understanding/fuse-scores.ts';

const scores = (...all: readonly (readonly [string, number])[]) => all.map(([intent, probability]) => ({ intent, probability }));

test('two opinions that agree are surer than either; two that differ are less sure', () => {
  const agreeing = fuseScores(scores(['price', 0.6], ['place', 0.4]), scores(['price', 0.9], ['place', 0.1]));
  expect(agreeing[0]).toMatchObject({ intent: 'price' });
  expect(agreeing[0]!.probability).toBeGreaterThan(0.65);
  const differing = fuseScores(scores(['price', 0.6], ['place', 0.4]), scores(['place', 0.7], ['price', 0.3]));
  expect(differing[0]!.probability).toBeLessThan(0.6);
});

test('probabilities sum to one, and an intent that only the first stage knows is kept', () => {
  const fused = fuseScores(scores(['own', 0.5], ['price', 0.5]), scores(['price', 1]));
  expect(fused.map(({ intent }) => intent)).toEqual(['price', 'own']);
  expect(fused.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 6);
});

test('a sure answer needs no second opinion', () => {
  expect(isUncertain(scores(['price', 0.95], ['place', 0.05]))).toBe(false);
  expect(isUncertain(scores(['price', 0.7], ['place', 0.3]))).toBe(true);
  expect(isUncertain(scores(['out-of-scope', 0.99]))).toBe(false);
  expect(isUncertain([])).toBe(true);
});
