import type { IntentScore } from '../../core/understanding/bands.ts';
import type { BagNetwork } from './bag-network.ts';
import { vectorise, type FeatureSpace } from './features.ts';
import { softmax } from './softmax.ts';

export interface BagModel {
  readonly space: FeatureSpace;
  readonly network: BagNetwork;
}

export interface IntentModel extends BagModel {
  /** Classes, in the order of the outputs. */
  readonly intents: readonly string[];
}

/** Scores of every intent, best first; probabilities sum to 1. @param text delexicalised (core/understanding/mentions) */
export function scoreIntents(model: IntentModel, text: string): IntentScore[] {
  const { vector, knownShare } = vectorise(text, model.space);
  const scores = model.network.outputsOf(vector);
  // A sentence made of strange words deserves less trust than its few known ones claim.
  softmax(scores, Math.min(1, 0.35 + knownShare));
  return model.intents.map((intent, c) => ({ intent, probability: scores[c]! })).sort((a, b) => b.probability - a.probability);
}
