/** Types both sides of the intent worker share. */
import type { Outcome } from '../../core/shared/failure.ts';
import type { IntentScore } from '../../core/understanding/bands.ts';

export interface IntentRequest {
  /** Delexicalised sentence (core/understanding/mentions). */
  readonly text: string;
}

export interface IntentWorkerApi {
  /** @param url absolute url of an encoded model */
  load(url: string): Promise<Outcome<void>>;
  run(request: IntentRequest): Promise<Outcome<readonly IntentScore[]>>;
}
