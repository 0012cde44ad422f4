import type { SparseVector } from './features.ts';
import { layOut, ROW_UNIT, type Kernels } from './kernels/kernels.ts';

export interface BagShape {
  /** Size of the hashed feature space: rows of the embedding. */
  readonly dimensions: number;
  /** Numbers in a row of the embedding: a multiple of 16. */
  readonly hidden: number;
  readonly outputs: number;
}

/** Features that are summed at once; longer sentences take several turns. */
const CHUNK = 1_024;

/** An embedding bag with one hidden layer: outputs = W · relu(Σ value · E[index] + b) + c. All zero at first. */
export class BagNetwork implements BagShape {
  readonly dimensions: number;
  readonly hidden: number;
  readonly outputs: number;
  /** `dimensions` rows of `hidden`. */
  readonly embedding: Float32Array;
  readonly hiddenBias: Float32Array;
  /** `outputs` rows of `hidden`. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly #kernels: Kernels;
  readonly #active: Float32Array;
  readonly #scores: Float32Array;
  readonly #places: Int32Array;
  readonly #factors: Float32Array;

  /** @throws RangeError when `hidden` is no multiple of 16 */
  constructor({ dimensions, hidden, outputs }: BagShape) {
    if (hidden % ROW_UNIT !== 0) throw new RangeError(`hidden must be a multiple of ${ROW_UNIT}, not ${hidden}`);
    this.dimensions = dimensions;
    this.hidden = hidden;
    this.outputs = outputs;
    const { kernels, floats, ints } = layOut({ embedding: dimensions * hidden, hiddenBias: hidden, weights: outputs * hidden, bias: outputs, active: hidden, scores: outputs, factors: CHUNK }, { places: CHUNK });
    this.embedding = floats.embedding;
    this.hiddenBias = floats.hiddenBias;
    this.weights = floats.weights;
    this.bias = floats.bias;
    this.#kernels = kernels;
    this.#active = floats.active;
    this.#scores = floats.scores;
    this.#factors = floats.factors;
    this.#places = ints.places;
  }

  /** The hidden layer of a sentence; overwritten by the next. */
  hiddenOf({ indices, values }: SparseVector): Float32Array {
    const active = this.#active;
    active.set(this.hiddenBias);
    for (let start = 0; start < indices.length; start += CHUNK) {
      const part = indices.subarray(start, start + CHUNK);
      this.#places.set(part);
      this.#factors.set(values.subarray(start, start + CHUNK));
      this.#kernels.gather(active, this.embedding, this.#places, this.#factors, part.length);
    }
    for (let j = 0; j < active.length; j += 1) if (active[j]! < 0) active[j] = 0;
    return active;
  }

  /** Outputs of a sentence, in a fresh array. */
  outputsOf(features: SparseVector): Float32Array {
    this.#kernels.affine(this.#scores, this.weights, this.bias, this.outputs, this.hiddenOf(features));
    return this.#scores.slice();
  }
}

/** A committee, networks of one shape whose outputs are averaged, as one network with all their hidden units. */
export function joinNetworks(networks: readonly BagNetwork[]): BagNetwork {
  const [first] = networks;
  if (networks.length === 1) return first!;
  const { dimensions, hidden, outputs } = first!;
  const joined = new BagNetwork({ dimensions, hidden: hidden * networks.length, outputs });
  networks.forEach(({ embedding, hiddenBias, weights, bias }, n) => {
    const put = (target: Float32Array, row: number, part: Float32Array) => target.set(part, row * joined.hidden + n * hidden);
    for (let row = 0; row < dimensions; row += 1) put(joined.embedding, row, embedding.subarray(row * hidden, (row + 1) * hidden));
    put(joined.hiddenBias, 0, hiddenBias);
    for (let c = 0; c < outputs; c += 1) put(joined.weights, c, weights.subarray(c * hidden, (c + 1) * hidden).map((value) => value / networks.length));
    bias.forEach((value, c) => { joined.bias[c]! += value / networks.length; });
  });
  return joined;
}
