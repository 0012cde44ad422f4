import type { IntentScore } from '../../core/understanding/bands.ts';
import { bagOutputs, type BagNetwork } from './bag-network.ts';
import { vectorise } from './features.ts';
import { softmax } from './softmax.ts';

export interface IntentModel {
  /** Classes, in the order of the outputs. */
  readonly intents: readonly string[];
  /** Weight of every feature; 0 for those never seen. */
  readonly idf: Float32Array;
  readonly network: BagNetwork;
}

/** Scores of every intent, best first; probabilities sum to 1. @param text delexicalised (core/understanding/mentions) */
export function scoreIntents({ intents, idf, network }: IntentModel, text: string): IntentScore[] {
  const { vector, knownShare } = vectorise(text, idf);
  const scores = bagOutputs(network, vector);
  // A sentence made of strange words deserves less trust than its few known ones claim.
  softmax(scores, Math.min(1, 0.35 + knownShare));
  return intents.map((intent, c) => ({ intent, probability: scores[c]! })).sort((a, b) => b.probability - a.probability);
}
