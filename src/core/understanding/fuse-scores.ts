import type { IntentScore } from './bands.ts';

/** At and above this the first stage has the last word. */
const SURE = 0.9;
/** Weight of the second stage: it knows what sentences mean, but not what a shop does not do. Chosen on bench/sets/shop-sentences.yaml. */
const SECOND_WEIGHT = 0.3;
/** What an intent has that one of the stages does not know. */
const LEAST = 1e-4;

/** True when a second opinion may change the answer. @param scores best first */
export function isUncertain(scores: readonly IntentScore[]): boolean {
  return (scores[0]?.probability ?? 0) < SURE;
}

/** Two opinions as one: the weighted mean of their log-probabilities, best first; probabilities sum to 1. */
export function fuseScores(first: readonly IntentScore[], second: readonly IntentScore[]): IntentScore[] {
  const others = new Map(second.map(({ intent, probability }) => [intent, probability]));
  const fused = first.map(({ intent, probability }) => ({ intent, probability: Math.max(probability, LEAST) ** (1 - SECOND_WEIGHT) * Math.max(others.get(intent) ?? 0, LEAST) ** SECOND_WEIGHT }));
  const sum = fused.reduce((total, { probability }) => total + probability, 0);
  return fused.map(({ intent, probability }) => ({ intent, probability: probability / sum })).sort((a, b) => b.probability - a.probability);
}
