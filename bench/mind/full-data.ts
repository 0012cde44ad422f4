import { seededRandom } from '../../src/core/shared/random.ts';
import { decodeBagModel, encodeBagModel } from '../../src/engines/intent/codec.ts';
import { vectorise } from '../../src/engines/intent/features.ts';
import type { IntentModel } from '../../src/engines/intent/model.ts';
import { softmax } from '../../src/engines/intent/softmax.ts';
import { trainIntents, type TrainOptions } from '../../src/engines/intent/train-intents.ts';
import { mistype } from '../../src/shop/garble.ts';
import type { Labelled } from './data.ts';
import { linearLogits } from './linear.ts';
import { trainLinear } from './train-linear.ts';
import { argmax, dense, dot, meanOfBest } from './vectors.ts';

/** Log-probabilities of every label for a sentence. */
export type Classifier = (text: string) => Float32Array;

export interface Trained {
  readonly labels: readonly string[];
  readonly classify: Classifier;
}

/** Share of the characters that a garbled form of a training sentence has wrong. */
const GARBLED_CHARACTERS = 0.06;

/** The first stage for large sets: three networks with more hidden units and epochs than a shop needs. Chosen on CLINC150's validation rows. */
export const FULL_DATA: Partial<TrainOptions> = {
  dimensions: 11_000, places: 2, hidden: 256, epochs: 20, batch: 64, learningRate: 2e-3, featureDropout: 0.35, hiddenDropout: 0.4, labelSmoothing: 0.02,
  consistency: 2, committee: 3, garble: (text, random) => mistype(text, GARBLED_CHARACTERS, random), garbled: 2, garbledShare: 0.25,
};

export interface FirstStage extends Trained {
  readonly model: IntentModel;
  /** As it is shipped: half a byte a value. */
  readonly bytes: number;
  /** Highest logit. */
  readonly strength: (text: string) => number;
}

/** First stage: hashed n-grams -> embedding bags, as they come out of their file. Labels in alphabetical order. */
export function trainFirstStage(train: readonly Labelled[], options: Partial<TrainOptions>): FirstStage {
  const file = encodeBagModel(trainIntents(train.map(([text, intent]) => ({ text, intent })), { ...FULL_DATA, ...options }), { bits: 4 });
  const model = decodeBagModel(file);
  const outputs = (text: string) => model.network.outputsOf(vectorise(text, model.space).vector);
  return { model, labels: model.intents, bytes: file.length, strength: (text) => Math.max(...outputs(text)), classify: (text) => logs(outputs(text)) };
}

/** Second stage: softmax regression on frozen sentence vectors. */
export function trainSecondStage(train: readonly Labelled[], vectorOf: (text: string) => Float32Array, seed: number): Trained {
  const labels = [...new Set(train.map(([, label]) => label))].sort();
  const places = new Map(labels.map((label, c) => [label, c]));
  const model = trainLinear(train.map(([text]) => dense(vectorOf(text), GAIN)), train.map(([, label]) => places.get(label)!), vectorOf(train[0]![0]).length, labels.length, { epochs: 20, learningRate: 0.5, featureDropout: 0.1, labelSmoothing: 0.05, seed });
  return { labels, classify: (text) => logs(linearLogits(model, dense(vectorOf(text), GAIN))) };
}

/** Length the unit vectors are given before the softmax. */
const GAIN = 8;

/** Half the sum of both stages' log-probabilities. */
export function lateFusion(first: Trained, second: Trained): Trained {
  return { labels: first.labels, classify: (text) => logs(sumOf(first.classify(text), second.classify(text))) };
}

function sumOf(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, c) => 0.5 * (value + b[c]!));
}

/** Log of the softmax, in place. */
function logs(scores: Float32Array): Float32Array {
  softmax(scores);
  for (let c = 0; c < scores.length; c += 1) scores[c] = Math.log(scores[c]! + 1e-12);
  return scores;
}

export function accuracy({ labels, classify }: Trained, rows: readonly Labelled[], onCase: (text: string, expected: string, got: string) => void = () => {}): number {
  let right = 0;
  for (const [text, label] of rows) {
    const got = labels[argmax(classify(text))]!;
    if (got === label) right += 1;
    onCase(text, label, got);
  }
  return right / rows.length;
}

/** Highest probability. */
export function confidence({ classify }: Trained): (text: string) => number {
  return (text) => Math.exp(Math.max(...classify(text)));
}

/** Mean cosine to the five nearest training sentences; remembered, for it is the same with every seed. */
export function nearnessTo(train: readonly Labelled[], vectorOf: (text: string) => Float32Array): (text: string) => number {
  const vectors = train.map(([text]) => vectorOf(text));
  const cosines = new Float32Array(vectors.length);
  const known = new Map<string, number>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const vector = vectorOf(text);
    vectors.forEach((each, i) => { cosines[i] = dot(vector, each); });
    const nearness = meanOfBest(cosines, 5);
    known.set(text, nearness);
    return nearness;
  };
}

/** Sentences with 5 % of their characters mistyped, the same every time. */
export function noisy(rows: readonly Labelled[], share: number): Labelled[] {
  const random = seededRandom(5);
  return rows.map(([text, label]) => [mistype(text, share, random), label]);
}
