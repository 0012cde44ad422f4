import { seededRandom } from '../../core/shared/random.ts';
import { addScaled, dotAt, type BagNetwork } from './bag-network.ts';
import type { SparseVector } from './features.ts';
import { shuffle } from './shuffle.ts';

export interface BagTraining {
  readonly hidden: number;
  readonly epochs: number;
  readonly batch: number;
  /** Step of Adam at the start; it falls to 0 linearly. */
  readonly learningRate: number;
  /** Share of input features left out at random: what makes it robust to errors of typing and hearing. */
  readonly featureDropout: number;
  /** Share of hidden units left out at random. */
  readonly hiddenDropout: number;
  /** Times that an example is looked at before its loss is known, each time with other parts left out: 1, or 2 for losses that compare them. */
  readonly looks?: 1 | 2;
  readonly seed: number;
}

/** Turns the outputs of the looks at example `i` into the gradients of its loss, in place. */
export type LossGradient = (i: number, outputs: readonly Float32Array[]) => void;

/** Features of an example: one vector, or several of which each look takes one by chance (the sentence, misheard, mistyped). */
export type BagInput = SparseVector | readonly SparseVector[];

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/**
 * Trains a bag network with Adam (Kingma & Ba 2015); rows of the embedding that a batch does not touch are left as they are (lazy Adam).
 * Seconds for thousands of sentences, in a browser too.
 */
export function trainBag(inputs: readonly BagInput[], dimensions: number, outputs: number, loss: LossGradient, options: BagTraining): BagNetwork {
  const { hidden, epochs, batch, learningRate, featureDropout, hiddenDropout, looks = 1, seed } = options;
  const random = seededRandom(seed);
  const network: BagNetwork = {
    dimensions, hidden, outputs,
    embedding: gaussian(dimensions * hidden, 0.1, random), hiddenBias: new Float32Array(hidden),
    weights: gaussian(outputs * hidden, Math.sqrt(1 / hidden), random), bias: new Float32Array(outputs),
  };
  // Locals, because the inner loops below run a hundred million times.
  const { embedding, hiddenBias, weights, bias } = network;
  const rows = new RowAdam(embedding, hidden);
  const dense = [hiddenBias, weights, bias].map((values) => new RowAdam(values, values.length));
  const [hiddenBiasGradient, weightsGradient, biasGradient] = dense.map((adam) => adam.gradientOf(0)) as [Float32Array, Float32Array, Float32Array];
  const views = Array.from({ length: looks }, () => ({ vector: NOTHING, active: new Float32Array(hidden), scores: new Float32Array(outputs), kept: [] as number[] }));
  const allScores = views.map(({ scores }) => scores);
  const back = new Float32Array(hidden);
  const gain = 1 / (1 - featureDropout);
  const order = inputs.map((_, i) => i);
  const steps = epochs * Math.ceil(order.length / batch);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (let start = 0; start < order.length; start += batch) {
      const end = Math.min(start + batch, order.length);
      const share = 1 / (end - start) / looks;
      for (let position = start; position < end; position += 1) {
        const i = order[position]!;
        for (const view of views) {
          const { active, scores, kept } = view;
          view.vector = pick(inputs[i]!, random);
          const { indices, values } = view.vector;
          kept.length = 0;
          active.set(hiddenBias);
          for (let k = 0; k < indices.length; k += 1) {
            if (random() < featureDropout) continue;
            kept.push(k);
            addScaled(active, embedding, indices[k]! * hidden, values[k]! * gain);
          }
          for (let j = 0; j < hidden; j += 1) active[j] = active[j]! > 0 && random() >= hiddenDropout ? active[j]! / (1 - hiddenDropout) : 0;
          for (let c = 0; c < outputs; c += 1) scores[c] = bias[c]! + dotAt(weights, c * hidden, active);
        }
        loss(i, allScores);
        for (const { vector: { indices, values }, active, scores, kept } of views) {
          back.fill(0);
          for (let c = 0; c < outputs; c += 1) {
            const slope = scores[c]! * share;
            if (slope === 0) continue;
            biasGradient[c]! += slope;
            const row = c * hidden;
            for (let j = 0; j < hidden; j += 1) {
              weightsGradient[row + j] = weightsGradient[row + j]! + slope * active[j]!;
              back[j] = back[j]! + slope * weights[row + j]!;
            }
          }
          for (let j = 0; j < hidden; j += 1) back[j] = active[j]! > 0 ? back[j]! / (1 - hiddenDropout) : 0;
          addScaled(hiddenBiasGradient, back, 0, 1);
          for (const k of kept) addScaled(rows.gradientOf(indices[k]!), back, 0, values[k]! * gain);
        }
      }
      const rate = learningRate * (1 - step / steps);
      step += 1;
      rows.apply(rate, step);
      for (const adam of dense) {
        adam.gradientOf(0);
        adam.apply(rate, step);
      }
    }
  }
  return network;
}

const NOTHING: SparseVector = { indices: new Int32Array(0), values: new Float32Array(0) };

function pick(input: BagInput, random: () => number): SparseVector {
  return 'indices' in input ? input : input[Math.floor(random() * input.length)]!;
}

/** Adam over the rows of a matrix; only rows whose gradient was asked for are moved. */
class RowAdam {
  readonly #values: Float32Array;
  readonly #width: number;
  readonly #mean: Float32Array;
  readonly #square: Float32Array;
  readonly #gradients: Float32Array[] = [];
  /** Place of a row's gradient in `#gradients`, or -1. */
  readonly #slots: Int32Array;
  readonly #touched: number[] = [];

  constructor(values: Float32Array, width: number) {
    this.#values = values;
    this.#width = width;
    this.#mean = new Float32Array(values.length);
    this.#square = new Float32Array(values.length);
    this.#slots = new Int32Array(values.length / width).fill(-1);
  }

  /** The gradient of a row in this batch, zeros at first; to be added to. */
  gradientOf(row: number): Float32Array {
    let slot = this.#slots[row]!;
    if (slot < 0) {
      slot = this.#touched.push(row) - 1;
      this.#slots[row] = slot;
      if (slot === this.#gradients.length) this.#gradients.push(new Float32Array(this.#width));
    }
    return this.#gradients[slot]!;
  }

  apply(rate: number, step: number): void {
    const size = (rate * Math.sqrt(1 - BETA2 ** step)) / (1 - BETA1 ** step);
    const values = this.#values;
    const mean = this.#mean;
    const square = this.#square;
    const width = this.#width;
    for (let slot = 0; slot < this.#touched.length; slot += 1) {
      const row = this.#touched[slot]!;
      const gradient = this.#gradients[slot]!;
      const start = row * width;
      for (let j = 0; j < width; j += 1) {
        const g = gradient[j]!;
        const m = BETA1 * mean[start + j]! + (1 - BETA1) * g;
        const s = BETA2 * square[start + j]! + (1 - BETA2) * g * g;
        mean[start + j] = m;
        square[start + j] = s;
        values[start + j] = values[start + j]! - (size * m) / (Math.sqrt(s) + EPSILON);
        gradient[j] = 0;
      }
      this.#slots[row] = -1;
    }
    this.#touched.length = 0;
  }
}

/** Normally distributed values of this deviation (Box & Muller 1958). */
function gaussian(length: number, deviation: number, random: () => number): Float32Array {
  return Float32Array.from({ length }, () => deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
}
