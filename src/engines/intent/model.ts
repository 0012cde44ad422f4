import type { IntentScore } from '../../core/understanding/bands.ts';
import { vectorise } from './features.ts';

export interface IntentModel {
  /** Classes, in the order of the columns. */
  readonly intents: readonly string[];
  /** Weight of every feature; 0 for those never seen. */
  readonly idf: Float32Array;
  /** `idf.length` rows of `intents.length`. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  /** Divides the logits, so that probabilities mean what they say on sentences not trained on. */
  readonly temperature: number;
}

/** Scores of every intent, best first; probabilities sum to 1. @param text delexicalised (core/understanding/mentions) */
export function scoreIntents(model: IntentModel, text: string): IntentScore[] {
  const { vector: { indices, values }, knownShare } = vectorise(text, model.idf);
  const classes = model.intents.length;
  const logits = Float32Array.from(model.bias);
  for (let k = 0; k < indices.length; k += 1) {
    const row = indices[k]! * classes;
    for (let c = 0; c < classes; c += 1) logits[c]! += values[k]! * model.weights[row + c]!;
  }
  // A sentence made of strange words deserves less trust than its few known ones claim.
  const trust = Math.min(1, 0.35 + knownShare) / model.temperature;
  let highest = -Infinity;
  for (const logit of logits) highest = Math.max(highest, logit);
  let sum = 0;
  for (let c = 0; c < classes; c += 1) sum += logits[c] = Math.exp((logits[c]! - highest) * trust);
  return model.intents.map((intent, c) => ({ intent, probability: logits[c]! / sum })).sort((a, b) => b.probability - a.probability);
}
