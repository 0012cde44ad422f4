import { OUT_OF_SCOPE } from './intents.ts';

export interface IntentScore {
  readonly intent: string;
  /** Calibrated probability, in [0, 1]; all scores of one sentence sum to 1. */
  readonly probability: number;
}

/** What to do with an understanding: answer it, offer two or three buttons, or say that it is not understood. */
export type Band = 'answer' | 'offer' | 'unclear';

export interface BandOptions {
  /** At and above this probability she answers. */
  readonly answerFrom: number;
  /** At and above this she offers choices; below it she says she does not know. */
  readonly offerFrom: number;
}

export const BAND_DEFAULTS: BandOptions = { answerFrom: 0.4, offerFrom: 0.25 };

/** @param scores best first */
export function bandOf(scores: readonly IntentScore[], { answerFrom, offerFrom }: BandOptions = BAND_DEFAULTS): Band {
  const best = scores[0];
  if (!best || best.intent === OUT_OF_SCOPE) return 'unclear';
  return best.probability >= answerFrom ? 'answer' : best.probability >= offerFrom ? 'offer' : 'unclear';
}
