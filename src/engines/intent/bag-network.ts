import type { SparseVector } from './features.ts';

/** An embedding bag with one hidden layer: outputs = W · relu(Σ value · E[index] + b) + c. */
export interface BagNetwork {
  /** Size of the hashed feature space: rows of `embedding`. */
  readonly dimensions: number;
  readonly hidden: number;
  readonly outputs: number;
  /** `dimensions` rows of `hidden`. */
  readonly embedding: Float32Array;
  readonly hiddenBias: Float32Array;
  /** `outputs` rows of `hidden`. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** The hidden layer of one sentence, written into `out` (`hidden` values). */
export function hiddenLayer({ embedding, hiddenBias, hidden }: BagNetwork, { indices, values }: SparseVector, out: Float32Array): void {
  out.set(hiddenBias);
  for (let k = 0; k < indices.length; k += 1) addScaled(out, embedding, indices[k]! * hidden, values[k]!);
  for (let j = 0; j < hidden; j += 1) if (out[j]! < 0) out[j] = 0;
}

/** The output layer, written into `out` (`outputs` values). @param active the hidden layer */
export function outputLayer({ weights, bias, hidden, outputs }: BagNetwork, active: Float32Array, out: Float32Array): void {
  for (let c = 0; c < outputs; c += 1) out[c] = bias[c]! + dotAt(weights, c * hidden, active);
}

/** `target` += `factor` times the row of `rows` that begins at `offset`. */
export function addScaled(target: Float32Array, rows: Float32Array, offset: number, factor: number): void {
  const length = target.length;
  for (let j = 0; j < length; j += 1) target[j] = target[j]! + factor * rows[offset + j]!;
}

/** Scalar product of `vector` with the row of `rows` that begins at `offset`. */
export function dotAt(rows: Float32Array, offset: number, vector: Float32Array): number {
  // Four sums at once: the compiler keeps them in registers.
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const length = vector.length;
  let j = 0;
  for (; j + 3 < length; j += 4) {
    a += rows[offset + j]! * vector[j]!;
    b += rows[offset + j + 1]! * vector[j + 1]!;
    c += rows[offset + j + 2]! * vector[j + 2]!;
    d += rows[offset + j + 3]! * vector[j + 3]!;
  }
  for (; j < length; j += 1) a += rows[offset + j]! * vector[j]!;
  return a + b + c + d;
}

/** Outputs of one sentence, in a fresh array. */
export function bagOutputs(network: BagNetwork, features: SparseVector): Float32Array {
  const hidden = new Float32Array(network.hidden);
  const outputs = new Float32Array(network.outputs);
  hiddenLayer(network, features, hidden);
  outputLayer(network, hidden, outputs);
  return outputs;
}
