import { factorise, solve } from '../../../core/shared/cholesky.ts';
import type { IntentScore } from '../../../core/understanding/bands.ts';
import { softmax } from '../softmax.ts';

/** A sentence's vector and what it means. */
export interface HeadExample {
  /** Unit length; all of one size. */
  readonly vector: Float32Array;
  readonly intent: string;
}

/** A linear classifier on sentence vectors. */
export interface IntentHead {
  readonly intents: readonly string[];
  /** A row for each intent. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** How far the scatter within intents is drawn towards that of a ball: without it, few examples would decide every direction. */
const SHRINKAGE = 0.5;
/** Sharpness of the discriminant; beside the first stage's probabilities this one does best on held-out sentences. */
const SHARPNESS = 0.25;

/**
 * Linear discriminant analysis with a shrunk scatter (Friedman 1989), every intent equally likely: no iterations, half a second for two
 * thousand sentences. @throws RangeError without examples
 */
export function fitIntentHead(examples: readonly HeadExample[]): IntentHead {
  const size = examples[0]?.vector.length ?? 0;
  if (size === 0) throw new RangeError('an intent head needs examples');
  const intents = [...new Set(examples.map(({ intent }) => intent))].sort();
  const means = meansOf(examples, intents, size);
  const scatter = scatterOf(examples, intents, means, size);
  factorise(scatter, size);
  const weights = new Float32Array(intents.length * size);
  const bias = new Float32Array(intents.length);
  means.forEach((mean, c) => {
    const row = mean.slice();
    solve(scatter, row);
    weights.set(row, c * size);
    bias[c] = -0.5 * row.reduce((sum, value, j) => sum + value * mean[j]!, 0);
  });
  return { intents, weights, bias };
}

/** Scores of every intent, best first; probabilities sum to 1. */
export function scoreByHead({ intents, weights, bias }: IntentHead, vector: Float32Array): IntentScore[] {
  const scores = bias.map((value, c) => vector.reduce((sum, x, j) => sum + x * weights[c * vector.length + j]!, value));
  softmax(scores, SHARPNESS);
  return intents.map((intent, c) => ({ intent, probability: scores[c]! })).sort((a, b) => b.probability - a.probability);
}

function meansOf(examples: readonly HeadExample[], intents: readonly string[], size: number): Float64Array[] {
  const means = intents.map(() => new Float64Array(size));
  const counts = new Uint32Array(intents.length);
  for (const { vector, intent } of examples) {
    const c = intents.indexOf(intent);
    counts[c]! += 1;
    const mean = means[c]!;
    for (let j = 0; j < size; j += 1) mean[j]! += vector[j]!;
  }
  means.forEach((mean, c) => mean.forEach((value, j) => { mean[j] = value / counts[c]!; }));
  return means;
}

/** Shrunk scatter within intents; the lower triangle only. */
function scatterOf(examples: readonly HeadExample[], intents: readonly string[], means: readonly Float64Array[], size: number): Float64Array {
  const scatter = new Float64Array(size * size);
  const centred = new Float64Array(size);
  for (const { vector, intent } of examples) {
    const mean = means[intents.indexOf(intent)]!;
    for (let j = 0; j < size; j += 1) centred[j] = vector[j]! - mean[j]!;
    for (let a = 0; a < size; a += 1) {
      const value = centred[a]!;
      for (let b = 0; b <= a; b += 1) scatter[a * size + b]! += value * centred[b]!;
    }
  }
  let trace = 0;
  for (let j = 0; j < size; j += 1) trace += scatter[j * size + j]!;
  const level = trace / (size * examples.length) || 1;
  for (let a = 0; a < size; a += 1) for (let b = 0; b <= a; b += 1) scatter[a * size + b] = (1 - SHRINKAGE) * (scatter[a * size + b]! / examples.length) + (a === b ? SHRINKAGE * level : 0);
  return scatter;
}
