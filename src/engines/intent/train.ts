import { seededRandom } from '../../core/shared/random.ts';
import { featureCounts, vectorise, type SparseVector } from './features.ts';
import type { IntentModel } from './model.ts';

export interface Example {
  readonly text: string;
  readonly intent: string;
}

export interface TrainOptions {
  /** Size of the hashed feature space. */
  readonly dimensions: number;
  readonly epochs: number;
  /** AdaGrad step at the start; it falls to 0 linearly. */
  readonly learningRate: number;
  /** Share of features left out at random in each step: what makes it robust to typing and hearing errors. */
  readonly featureDropout: number;
  readonly labelSmoothing: number;
  readonly seed: number;
}

export const TRAIN_DEFAULTS: TrainOptions = { dimensions: 2 ** 14, epochs: 12, learningRate: 1.2, featureDropout: 0.3, labelSmoothing: 0.06, seed: 1 };

/** Softmax regression on hashed n-grams, by AdaGrad (Duchi et al. 2011) with one step size a feature. Seconds for thousands of sentences. */
export function trainIntents(examples: readonly Example[], options: Partial<TrainOptions> = {}): IntentModel {
  const { dimensions, epochs, learningRate, featureDropout, labelSmoothing, seed } = { ...TRAIN_DEFAULTS, ...options };
  const intents = [...new Set(examples.map((example) => example.intent))].sort();
  const classes = intents.length;
  const idf = inverseDocumentFrequency(examples, dimensions);
  const vectors = examples.map((example) => vectorise(example.text, idf).vector);
  const labels = examples.map((example) => intents.indexOf(example.intent));
  // Every intent pulls equally, however many sentences were written for it; square root keeps rare ones from shouting.
  const sizes = intents.map((_, label) => labels.filter((other) => other === label).length);
  const mean = examples.length / classes;
  const weights = new Float32Array(dimensions * classes);
  const bias = new Float32Array(classes);
  const squares = new Float32Array(dimensions).fill(1e-3);
  let biasSquares = 1e-3;
  const random = seededRandom(seed);
  const scores = new Float32Array(classes);
  const order = vectors.map((_, i) => i);
  const kept: number[] = [];
  const steps = epochs * order.length;
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const i of order) {
      const rate = learningRate * (1 - step / steps) * Math.sqrt(mean / sizes[labels[i]!]!);
      step += 1;
      kept.length = 0;
      const { indices, values } = vectors[i]!;
      for (let k = 0; k < indices.length; k += 1) if (random() >= featureDropout) kept.push(k);
      forward(vectors[i]!, kept, 1 / (1 - featureDropout), weights, bias, scores);
      const loss = lossGradient(scores, labels[i]!, labelSmoothing);
      biasSquares += loss;
      const biasRate = (0.3 * rate) / Math.sqrt(biasSquares);
      for (let c = 0; c < classes; c += 1) bias[c]! -= biasRate * scores[c]!;
      for (const k of kept) {
        const row = indices[k]!;
        const value = values[k]! / (1 - featureDropout);
        squares[row]! += loss * value * value;
        const size = (rate * value) / Math.sqrt(squares[row]!);
        for (let c = 0; c < classes; c += 1) weights[row * classes + c]! -= size * scores[c]!;
      }
    }
  }
  return { intents, idf, weights, bias, temperature: 1 };
}

function inverseDocumentFrequency(examples: readonly Example[], dimensions: number): Float32Array {
  const documents = new Uint32Array(dimensions);
  for (const { text } of examples) for (const key of featureCounts(text, dimensions).keys()) documents[key]! += 1;
  return Float32Array.from(documents, (count) => (count === 0 ? 0 : Math.log((1 + examples.length) / (1 + count)) + 1));
}

function forward({ indices, values }: SparseVector, kept: readonly number[], gain: number, weights: Float32Array, bias: Float32Array, scores: Float32Array): void {
  scores.set(bias);
  const classes = bias.length;
  for (const k of kept) {
    const row = indices[k]! * classes;
    const value = values[k]! * gain;
    for (let c = 0; c < classes; c += 1) scores[c]! += value * weights[row + c]!;
  }
}

/** Turns logits into the gradient of the smoothed cross-entropy, in place. @returns its squared length */
function lossGradient(scores: Float32Array, label: number, smoothing: number): number {
  let highest = -Infinity;
  for (const score of scores) highest = Math.max(highest, score);
  let sum = 0;
  for (let c = 0; c < scores.length; c += 1) sum += scores[c] = Math.exp(scores[c]! - highest);
  let squared = 0;
  for (let c = 0; c < scores.length; c += 1) {
    scores[c] = scores[c]! / sum - (c === label ? 1 - smoothing : 0) - smoothing / scores.length;
    squared += scores[c]! * scores[c]!;
  }
  return squared;
}

function shuffle(items: number[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
}
