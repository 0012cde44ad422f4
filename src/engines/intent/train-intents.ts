import { inverseDocumentFrequency, vectorise } from './features.ts';
import type { IntentModel } from './model.ts';
import { crossEntropyGradient } from './softmax.ts';
import { trainBag, type BagTraining } from './train-bag.ts';

export interface Example {
  readonly text: string;
  readonly intent: string;
}

export interface TrainOptions extends BagTraining {
  /** Size of the hashed feature space. */
  readonly dimensions: number;
  /** Share of the target spread over all intents: what keeps it from being sure of everything. */
  readonly labelSmoothing: number;
}

/** For a shop: thousands of short sentences, some thirty intents, seconds. */
export const TRAIN_DEFAULTS: TrainOptions = { dimensions: 2 ** 14, hidden: 48, epochs: 5, batch: 256, learningRate: 2e-2, featureDropout: 0.25, hiddenDropout: 0.2, labelSmoothing: 0.06, seed: 1 };

/** Few sentences are gone through more often, in smaller batches. */
const LEAST_PASSES = 15_000;
const MOST_BATCHES = 16;

/** An intent model from example sentences. */
export function trainIntents(examples: readonly Example[], options: Partial<TrainOptions> = {}): IntentModel {
  const { dimensions, labelSmoothing, ...training } = { ...TRAIN_DEFAULTS, ...options };
  const intents = [...new Set(examples.map(({ intent }) => intent))].sort();
  const idf = inverseDocumentFrequency(examples.map(({ text }) => text), dimensions);
  const places = new Map(intents.map((intent, c) => [intent, c]));
  const labels = examples.map(({ intent }) => places.get(intent)!);
  const inputs = examples.map(({ text }) => vectorise(text, idf).vector);
  const fitted = { ...training, epochs: Math.max(training.epochs, Math.ceil(LEAST_PASSES / examples.length)), batch: Math.min(training.batch, Math.max(4, Math.ceil(examples.length / MOST_BATCHES))) };
  return { intents, idf, network: trainBag(inputs, dimensions, intents.length, (i, outputs) => crossEntropyGradient(outputs, labels[i]!, labelSmoothing), fitted) };
}
