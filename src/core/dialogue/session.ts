import type { Language } from '../shared/language.ts';

/** What is remembered of one visit; wiped with it. */
export interface Session {
  readonly language: Language;
  readonly lastIntent?: string;
  readonly lastProduct?: string;
  readonly lastFamily?: string;
  /** The answer that "say that again" repeats. */
  readonly lastText?: string;
  /** How often each answer was given, so that variants rotate. */
  readonly given: Readonly<Record<string, number>>;
  /** Misunderstandings in a row. */
  readonly unclearCount: number;
}

export function newSession(language: Language): Session {
  return { language, given: {}, unclearCount: 0 };
}
