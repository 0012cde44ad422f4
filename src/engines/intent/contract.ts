/** Types both sides of the intent worker share. */
import type { Outcome } from '../../core/shared/failure.ts';
import type { IntentScore } from '../../core/understanding/bands.ts';
import type { MoodScores } from '../../core/understanding/sentiment.ts';

export interface IntentRequest {
  /** Delexicalised sentence (core/understanding/mentions). */
  readonly text: string;
}

/** What the n-grams say of a sentence. */
export interface IntentReading {
  /** Of every intent, best first; probabilities sum to 1. */
  readonly scores: readonly IntentScore[];
  readonly moods: MoodScores;
}

/** Absolute addresses of encoded models. */
export interface IntentUrls {
  readonly intents: string;
  readonly moods: string;
}

export interface IntentWorkerApi {
  load(urls: IntentUrls): Promise<Outcome<void>>;
  run(request: IntentRequest): Promise<Outcome<IntentReading>>;
}
