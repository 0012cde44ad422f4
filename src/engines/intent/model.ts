import type { IntentScore } from '../../core/understanding/bands.ts';
import { bagOutputs, type BagNetwork } from './bag-network.ts';
import { vectorise, type FeatureSpace, type SparseVector } from './features.ts';
import { softmax } from './softmax.ts';

export interface BagModel {
  readonly space: FeatureSpace;
  /** One, or a committee: networks that differ by chance, whose outputs are averaged. */
  readonly networks: readonly BagNetwork[];
}

export interface IntentModel extends BagModel {
  /** Classes, in the order of the outputs. */
  readonly intents: readonly string[];
}

/** Outputs of a sentence's features, in a fresh array. */
export function modelOutputs({ networks }: BagModel, features: SparseVector): Float32Array {
  const outputs = bagOutputs(networks[0]!, features);
  if (networks.length === 1) return outputs;
  for (const network of networks.slice(1)) bagOutputs(network, features).forEach((value, c) => { outputs[c]! += value; });
  return outputs.map((value) => value / networks.length);
}

/** Scores of every intent, best first; probabilities sum to 1. @param text delexicalised (core/understanding/mentions) */
export function scoreIntents(model: IntentModel, text: string): IntentScore[] {
  const { vector, knownShare } = vectorise(text, model.space);
  const scores = modelOutputs(model, vector);
  // A sentence made of strange words deserves less trust than its few known ones claim.
  softmax(scores, Math.min(1, 0.35 + knownShare));
  return model.intents.map((intent, c) => ({ intent, probability: scores[c]! })).sort((a, b) => b.probability - a.probability);
}
