import { seededRandom } from '../../core/shared/random.ts';
import { joinNetworks } from './bag-network.ts';
import { featureCounts, featureSpace, vectorise, weigh, type FeatureSpace } from './features.ts';
import type { IntentModel } from './model.ts';
import { consistentGradient, crossEntropyGradient } from './softmax.ts';
import { trainBag, type BagInput, type BagTraining, type LossGradient } from './train-bag.ts';

export interface Example {
  readonly text: string;
  readonly intent: string;
}

/** A sentence as it may arrive: misheard, mistyped, with words missing. */
export type Garble = (text: string, random: () => number) => string;

export interface TrainOptions extends Omit<BagTraining, 'looks'> {
  /** Size of the hashed feature space, and rows of each feature in it. */
  readonly dimensions: number;
  readonly places: FeatureSpace['places'];
  /** Share of the target spread over all intents: what keeps it from being sure of everything. */
  readonly labelSmoothing: number;
  /** How much two looks at one example must agree; 0 looks once. Doubles the time. */
  readonly consistency: number;
  /** Networks that differ by chance, whose outputs are averaged. */
  readonly committee: number;
  readonly garble?: Garble;
  /** Garbled forms of an example beside the sentence itself. */
  readonly garbled: number;
  /** Share of the examples that have garbled forms. */
  readonly garbledShare: number;
}

/** For a shop: thousands of short sentences, some thirty intents, seconds. */
export const TRAIN_DEFAULTS: TrainOptions = { dimensions: 2 ** 14, places: 1, hidden: 48, epochs: 5, batch: 256, learningRate: 2e-2, featureDropout: 0.25, hiddenDropout: 0.2, labelSmoothing: 0.06, consistency: 0, committee: 2, garbled: 1, garbledShare: 0.4, seed: 3 };

/** Few sentences are gone through more often, in smaller batches. */
const LEAST_PASSES = 15_000;
const MOST_BATCHES = 16;

/** An intent model from example sentences. */
export function trainIntents(examples: readonly Example[], options: Partial<TrainOptions> = {}): IntentModel {
  const { dimensions, places, labelSmoothing, consistency, committee, garble, garbled, garbledShare, ...training } = { ...TRAIN_DEFAULTS, ...options };
  const intents = [...new Set(examples.map(({ intent }) => intent))].sort();
  const counts = examples.map(({ text }) => featureCounts(text));
  const space = featureSpace(counts, dimensions, places);
  const classes = new Map(intents.map((intent, c) => [intent, c]));
  const labels = examples.map(({ intent }) => classes.get(intent)!);
  const random = seededRandom(training.seed);
  const inputs = examples.map(({ text }, i): BagInput => {
    const { vector } = weigh(counts[i]!, space);
    return garble && random() < garbledShare ? [vector, ...Array.from({ length: garbled }, () => vectorise(garble(text, random), space).vector)] : vector;
  });
  const loss: LossGradient = (i, [first, second]) => (second ? consistentGradient(first!, second, labels[i]!, labelSmoothing, consistency) : crossEntropyGradient(first!, labels[i]!, labelSmoothing));
  const fitted: BagTraining = { ...training, looks: consistency > 0 ? 2 : 1, epochs: Math.max(training.epochs, Math.ceil(LEAST_PASSES / examples.length)), batch: Math.min(training.batch, Math.max(4, Math.ceil(examples.length / MOST_BATCHES))) };
  return { intents, space, network: joinNetworks(Array.from({ length: committee }, (_, n) => trainBag(inputs, dimensions, intents.length, loss, { ...fitted, seed: training.seed + 1_000 * n }))) };
}
