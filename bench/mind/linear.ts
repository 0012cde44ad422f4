import type { SparseVector } from '../../src/engines/intent/features.ts';

/** One weight a feature and class. */
export interface LinearModel {
  readonly classes: number;
  /** A row of `classes` for every feature. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** Logits of one input. */
export function linearLogits({ classes, weights, bias }: LinearModel, { indices, values }: SparseVector): Float32Array {
  const scores = Float32Array.from(bias);
  for (let k = 0; k < indices.length; k += 1) {
    const row = indices[k]! * classes;
    for (let c = 0; c < classes; c += 1) scores[c]! += values[k]! * weights[row + c]!;
  }
  return scores;
}
