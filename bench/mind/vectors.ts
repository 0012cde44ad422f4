import type { SparseVector } from '../../src/engines/intent/features.ts';

/** Scalar product of two vectors of one length; the cosine where both are of unit length. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j += 1) sum += a[j]! * b[j]!;
  return sum;
}

/** A dense vector times `gain`, behind `offset` other features. */
export function dense(vector: Float32Array, gain: number, offset = 0): SparseVector {
  return { indices: Int32Array.from(vector, (_, j) => offset + j), values: Float32Array.from(vector, (value) => value * gain) };
}

/** Features of a sentence with a frozen vector beside them. */
export function beside(features: SparseVector, vector: Float32Array, gain: number, dimensions: number): SparseVector {
  const { indices, values } = dense(vector, gain, dimensions);
  return { indices: Int32Array.of(...features.indices, ...indices), values: Float32Array.of(...features.values, ...values) };
}

/** Mean of the `count` highest. */
export function meanOfBest(values: Float32Array, count: number): number {
  const best: number[] = [];
  for (const value of values) {
    if (best.length === count && value <= best[0]!) continue;
    // Ascending: the least of the best goes first.
    if (best.length === count) best.shift();
    let at = best.length;
    while (at > 0 && best[at - 1]! > value) at -= 1;
    best.splice(at, 0, value);
  }
  return best.reduce((sum, value) => sum + value, 0) / best.length;
}

export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let c = 1; c < values.length; c += 1) if (values[c]! > values[best]!) best = c;
  return best;
}
