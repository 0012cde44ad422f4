import { colorsIn } from '../knowledge/catalogue.ts';
import type { Fault, ShopPack } from '../knowledge/shop-pack.ts';
import { detectLanguage, type Language } from '../shared/language.ts';
import { isDangerous } from './danger.ts';
import { delexicalise, type Mention, type MentionFinder } from './mentions.ts';
import { cleanText } from './normalise.ts';

/** A sentence read as far as it goes without a model. */
export interface Reading {
  readonly text: string;
  readonly language: Language;
  /** What the intent model is asked. */
  readonly delexicalised: string;
  readonly mentions: readonly Mention[];
  readonly colors: readonly string[];
  readonly fault: Fault | undefined;
  readonly isDangerous: boolean;
}

export function readSentence(raw: string, pack: ShopPack, finder: MentionFinder, fallback: Language): Reading {
  const text = cleanText(raw);
  const mentions = finder.find(text);
  return {
    text,
    language: detectLanguage(text, fallback),
    delexicalised: delexicalise(text, mentions),
    mentions,
    colors: colorsIn(text),
    fault: findFault(text, mentions, pack),
    isDangerous: isDangerous(text, pack),
  };
}

/** The fault whose words occur, among those of the family that is named; a display code counts without a name too. */
function findFault(text: string, mentions: readonly Mention[], pack: ShopPack): Fault | undefined {
  const lower = text.toLowerCase();
  const families = new Set(mentions.map(({ kind, id }) => (kind === 'family' ? id : pack.products.find((product) => product.id === id)?.family)));
  const candidates = pack.faults.filter((fault) => families.has(fault.family) || (families.size === 0 && fault.code !== '' && new RegExp(`\\b${fault.code}\\b`, 'i').test(text)));
  const hits = (fault: Fault) => [...fault.words.zh, ...fault.words.en].reduce((most, word) => (lower.includes(word.toLowerCase()) ? Math.max(most, word.length) : most), 0);
  return candidates.filter((fault) => hits(fault) > 0).sort((a, b) => hits(b) - hits(a))[0];
}
