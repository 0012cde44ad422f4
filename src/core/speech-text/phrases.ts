import type { Language } from '../shared/language.ts';
import { toSpeakable } from './speakable.ts';

/** A stretch of an answer that is synthesised, heard and marked in the caption as one. */
export interface SpokenPhrase {
  /** As it stands in the caption, with its punctuation and spaces. Joined, the phrases give the caption exactly. */
  readonly text: string;
  /** What the voice is given; empty when there is nothing to say. */
  readonly speakable: string;
}

const BREAK_AFTER: Readonly<Record<Language, RegExp>> = {
  zh: /[，。！？；：、…]+["”」』）)]*\s*|[,!?;]+\s+|\n+/g,
  en: /[,;:!?]+["”)]*\s+|[.]+["”)]*(?:\s+|$)|\s+[-–—]\s+|\n+/g,
};

/** Phrases shorter than this are joined with the next one: a voice needs some words to sound like a sentence. */
const LEAST_LENGTH: Readonly<Record<Language, number>> = { zh: 4, en: 12 };

/** Cuts an answer at its punctuation, so that the first words sound while the rest is still being synthesised. */
export function toPhrases(text: string, language: Language): SpokenPhrase[] {
  const cuts: number[] = [];
  for (const match of text.matchAll(BREAK_AFTER[language])) cuts.push(match.index + match[0].length);
  cuts.push(text.length);
  const phrases: SpokenPhrase[] = [];
  let start = 0;
  for (const cut of cuts) {
    const piece = text.slice(start, cut);
    const isLast = cut === text.length;
    if (piece === '' || (!isLast && piece.trim().length < LEAST_LENGTH[language])) continue;
    phrases.push({ text: piece, speakable: toSpeakable(piece, language) });
    start = cut;
  }
  return phrases;
}
