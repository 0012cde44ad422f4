import type { Language } from '../core/shared/language.ts';

/** Puts a sentence of hers into other words. */
export interface Rephraser {
  /** @returns undefined where there is no answer in time */
  rephrase(text: string, language: Language, signal: AbortSignal): Promise<string | undefined>;
}
