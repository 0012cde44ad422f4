import type { IntentScore } from './bands.ts';

/** One of several readings of the same thing. */
export interface Hypothesis {
  readonly text: string;
  /** Log-probability, in nats; higher is better, and only comparable within one list. */
  readonly score: number;
}

/** Sureness of an ear beside how sure it should be: its scores add up frames as if each were heard by itself. */
const TEMPERATURE = 3;

/**
 * What a list of hypotheses means as a whole: the mean of what each means, weighted by how likely each is. A word that the
 * likeliest got wrong counts less where the others have it right.
 * @param scores of each hypothesis, in their order, best intent first
 * @returns best first; probabilities sum to 1
 */
export function fuseHypotheses(hypotheses: readonly Hypothesis[], scores: readonly (readonly IntentScore[])[]): IntentScore[] {
  const best = Math.max(...hypotheses.map(({ score }) => score));
  const weights = hypotheses.map(({ score }) => Math.exp((score - best) / TEMPERATURE));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const fused = new Map<string, number>();
  scores.forEach((list, i) => {
    for (const { intent, probability } of list) fused.set(intent, (fused.get(intent) ?? 0) + (probability * weights[i]!) / total);
  });
  return [...fused].map(([intent, probability]) => ({ intent, probability })).sort((a, b) => b.probability - a.probability);
}
