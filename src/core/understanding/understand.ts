import { colorsIn } from '../knowledge/catalogue.ts';
import type { Fault, ShopPack } from '../knowledge/shop-pack.ts';
import { detectLanguage, type Language } from '../shared/language.ts';
import { longestWordIn, wordAt } from '../shared/word-match.ts';
import { readCues, type Cues } from './cues.ts';
import { isDangerous } from './danger.ts';
import { delexicalise, type Mention, type MentionFinder } from './mentions.ts';
import { cleanText } from './normalise.ts';
import { readSentiment, type Sentiment } from './sentiment.ts';

/** A sentence read as far as it goes without a model. */
export interface Reading {
  readonly text: string;
  readonly language: Language;
  /** When it was said, in ms since 1970. */
  readonly nowMs: number;
  /** What the intent model is asked. */
  readonly delexicalised: string;
  readonly mentions: readonly Mention[];
  readonly colors: readonly string[];
  readonly cues: Cues;
  readonly sentiment: Sentiment;
  readonly isDangerous: boolean;
}

export interface ReadOptions {
  /** Language of a sentence without letters. */
  readonly fallback: Language;
  /** Ms since 1970. */
  readonly nowMs: number;
}

export function readSentence(raw: string, pack: ShopPack, finder: MentionFinder, { fallback, nowMs }: ReadOptions): Reading {
  const text = cleanText(raw);
  const mentions = finder.find(text);
  return {
    text, nowMs, mentions,
    language: detectLanguage(text, fallback),
    delexicalised: delexicalise(text, mentions),
    colors: colorsIn(text),
    cues: readCues(text, pack, nowMs),
    sentiment: readSentiment(text),
    isDangerous: isDangerous(text, pack),
  };
}

/** The fault whose words occur, among those of these families; a display code counts without a family too. */
export function findFault(text: string, families: ReadonlySet<string>, pack: Pick<ShopPack, 'faults'>): Fault | undefined {
  const lower = text.toLowerCase();
  const candidates = pack.faults.filter((fault) => families.has(fault.family) || (families.size === 0 && fault.code !== '' && wordAt(lower, fault.code) >= 0));
  const ranked = candidates.map((fault) => ({ fault, length: longestWordIn(lower, [...fault.words.zh, ...fault.words.en]) })).filter(({ length }) => length > 0);
  return ranked.sort((a, b) => b.length - a.length)[0]?.fault;
}
