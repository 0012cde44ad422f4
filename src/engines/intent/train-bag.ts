import { seededRandom } from '../../core/shared/random.ts';
import { BagNetwork } from './bag-network.ts';
import type { SparseVector } from './features.ts';
import { layOut, rowLength, type Parameter } from './kernels/kernels.ts';
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

/** One look at an example. */
interface View {
  readonly active: Float32Array;
  readonly scores: Float32Array;
  /** Rows, places of their gradients and values of the features that were not left out. */
  readonly rows: Int32Array;
  readonly slots: Int32Array;
  readonly factors: Float32Array;
  kept: number;
}

/**
 * Trains a bag network with Adam (Kingma & Ba 2015); rows of the embedding that a batch does not touch are left as they are (lazy Adam).
 * A second for thousands of sentences, in a browser too.
 */
export function trainBag(inputs: readonly BagInput[], dimensions: number, outputs: number, loss: LossGradient, options: BagTraining): BagNetwork {
  const { hidden, epochs, batch, learningRate, featureDropout, hiddenDropout, looks = 1, seed } = options;
  const random = seededRandom(seed);
  const longest = inputs.reduce((most, input) => Math.max(most, ...formsOf(input).map(({ indices }) => indices.length)), 0);
  const { kernels, floats, ints } = layOut(
    { ...lengthsOf('embedding', dimensions * hidden), ...lengthsOf('weights', outputs * hidden), ...lengthsOf('hiddenBias', hidden), ...lengthsOf('bias', rowLength(outputs)), back: hidden, active: looks * hidden, scores: looks * rowLength(outputs), factors: looks * rowLength(longest) },
    { rows: looks * rowLength(longest), slots: looks * rowLength(longest), touched: dimensions, everyOutput: outputs },
  );
  const embedding = parameterOf(floats, 'embedding');
  const weights = parameterOf(floats, 'weights');
  const hiddenBias = parameterOf(floats, 'hiddenBias');
  const bias = parameterOf(floats, 'bias');
  const { back } = floats;
  const { touched, everyOutput } = ints;
  const views = Array.from({ length: looks }, (_, n): View => {
    const part = <A extends Float32Array | Int32Array>(array: A, length: number) => array.subarray(n * rowLength(length), n * rowLength(length) + length) as A;
    return { active: part(floats.active, hidden), scores: part(floats.scores, outputs), rows: part(ints.rows, longest), slots: part(ints.slots, longest), factors: part(floats.factors, longest), kept: 0 };
  });
  const allScores = views.map(({ scores }) => scores);
  everyOutput.forEach((_, c) => { everyOutput[c] = c; });
  gaussian(embedding.values, 0.1, random);
  gaussian(weights.values, Math.sqrt(1 / hidden), random);
  /** Place of a row's gradient in this batch, or -1. */
  const slotOf = new Int32Array(dimensions).fill(-1);
  let touchedRows = 0;
  const gain = 1 / (1 - featureDropout);
  const order = inputs.map((_, i) => i);
  const steps = epochs * Math.ceil(order.length / batch);
  let step = 0;

  const look = (view: View, { indices, values }: SparseVector) => {
    const { active, rows, slots, factors } = view;
    view.kept = 0;
    for (let k = 0; k < indices.length; k += 1) {
      if (random() < featureDropout) continue;
      const row = indices[k]!;
      if (slotOf[row]! < 0) {
        slotOf[row] = touchedRows;
        touched[touchedRows] = row;
        touchedRows += 1;
      }
      rows[view.kept] = row;
      slots[view.kept] = slotOf[row]!;
      factors[view.kept] = values[k]! * gain;
      view.kept += 1;
    }
    active.set(hiddenBias.values);
    kernels.gather(active, embedding.values, rows, factors, view.kept);
    for (let j = 0; j < hidden; j += 1) active[j] = active[j]! > 0 && random() >= hiddenDropout ? active[j]! / (1 - hiddenDropout) : 0;
    kernels.affine(view.scores, weights.values, bias.values, outputs, active);
  };

  const learn = ({ active, scores, slots, factors, kept }: View, share: number) => {
    for (let c = 0; c < outputs; c += 1) {
      scores[c]! *= share;
      bias.gradients[c]! += scores[c]!;
    }
    back.fill(0);
    kernels.gather(back, weights.values, everyOutput, scores, outputs);
    kernels.scatter(weights.gradients, everyOutput, scores, outputs, active);
    for (let j = 0; j < hidden; j += 1) {
      back[j] = active[j]! > 0 ? back[j]! / (1 - hiddenDropout) : 0;
      hiddenBias.gradients[j]! += back[j]!;
    }
    kernels.scatter(embedding.gradients, slots, factors, kept, back);
  };

  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (let start = 0; start < order.length; start += batch) {
      const end = Math.min(start + batch, order.length);
      const share = 1 / (end - start) / looks;
      for (let position = start; position < end; position += 1) {
        const i = order[position]!;
        for (const view of views) look(view, pick(inputs[i]!, random));
        loss(i, allScores);
        for (const view of views) learn(view, share);
      }
      step += 1;
      const size = (learningRate * (1 - (step - 1) / steps) * Math.sqrt(1 - BETA2 ** step)) / (1 - BETA1 ** step);
      kernels.adam(embedding, hidden, touched, touchedRows, size);
      kernels.adam(weights, hidden, everyOutput, outputs, size);
      kernels.adam(hiddenBias, hidden, everyOutput, 1, size);
      kernels.adam(bias, bias.values.length, everyOutput, 1, size);
      for (let k = 0; k < touchedRows; k += 1) slotOf[touched[k]!] = -1;
      touchedRows = 0;
    }
  }
  const network = new BagNetwork({ dimensions, hidden, outputs });
  network.embedding.set(embedding.values);
  network.hiddenBias.set(hiddenBias.values);
  network.weights.set(weights.values);
  network.bias.set(bias.values.subarray(0, outputs));
  return network;
}

function formsOf(input: BagInput): readonly SparseVector[] {
  return 'indices' in input ? [input] : input;
}

function pick(input: BagInput, random: () => number): SparseVector {
  return 'indices' in input ? input : input[Math.floor(random() * input.length)]!;
}

type PartsOf<N extends string> = `${N} ${keyof Parameter}`;

/** Lengths of the arrays of a parameter, by its name and theirs. */
function lengthsOf<N extends string>(name: N, length: number): Record<PartsOf<N>, number> {
  return { [`${name} values`]: length, [`${name} gradients`]: length, [`${name} means`]: length, [`${name} squares`]: length } as Record<PartsOf<N>, number>;
}

function parameterOf<N extends string>(floats: Readonly<Record<PartsOf<N>, Float32Array>>, name: N): Parameter {
  return { values: floats[`${name} values`], gradients: floats[`${name} gradients`], means: floats[`${name} means`], squares: floats[`${name} squares`] };
}

/** Fills with normally distributed values of this deviation (Box & Muller 1958). */
function gaussian(values: Float32Array, deviation: number, random: () => number): void {
  for (let i = 0; i < values.length; i += 1) values[i] = deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
