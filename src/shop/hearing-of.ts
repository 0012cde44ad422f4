import { pinyin } from 'pinyin-pro';
import type { EnglishGrammar, Family, HearingPack, MandarinPhrases, Product, ShopPack, ShopPhrase } from '../core/knowledge/shop-pack.ts';
import type { ShopSource } from './read-files.ts';

/** What the ears listen for: the sentences and names of a shop. @param pronounce ARPAbet of an English word, one string a pronunciation */
export function hearingOf(source: ShopSource, pack: ShopPack, pronounce: (word: string) => readonly string[]): HearingPack {
  return { version: pack.version, zh: mandarinPhrases(source, pack), en: englishGrammar(source, pack, pronounce) };
}

function mandarinPhrases({ intents }: ShopSource, pack: ShopPack): MandarinPhrases {
  const phrase = (text: string, meaning: string): ShopPhrase => ({ text, meaning, syllables: syllablesOf(text) });
  const names = (entries: readonly (Product | Family)[]) => entries.flatMap(({ id, name, aliases }) => hanOnly([name.zh.replace(/\s*[A-Z]\d.*$/, ''), ...aliases.zh]).map((text) => phrase(text, id)));
  const sentences = Object.entries(intents).flatMap(([intent, { zh }]) => hanOnly(zh).filter((text) => (text.match(/\{/g)?.length ?? 0) < 2).map((text) => phrase(text, intent)));
  return { sentences, classes: { product: names(pack.products), family: names(pack.families) } };
}

/** Texts of Han characters only, each once; the recogniser writes nothing else. */
function hanOnly(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.replace(/[，。？！、\s]/g, '')))].filter((text) => /^(?:\p{Script=Han}|\{[a-z]+\})+$/u.test(text));
}

/** Syllables of a text with phrase-level readings (目的地 di, 便宜 pian); `{class}` stays as it is. */
export function syllablesOf(text: string): string[] {
  return text.split(/(\{[a-z]+\})/).filter(Boolean).flatMap((part) => (part.startsWith('{') ? [part] : pinyin(part, { toneType: 'none', type: 'array', v: true, nonZh: 'removed' })));
}

function englishGrammar({ intents }: ShopSource, pack: ShopPack, pronounce: (word: string) => readonly string[]): EnglishGrammar {
  const names = (entries: readonly (Product | Family)[]) => spoken(entries.flatMap(({ name, aliases }) => [name.en.replace(/\s+[A-Z]\d.*$/, ''), ...aliases.en]));
  const classes = { product: names(pack.products), family: names(pack.families) };
  // One-syllable commands are not told apart from noise: what is heard must be a phrase.
  const sentences = spoken(Object.values(intents).flatMap(({ en }) => en)).filter((text) => text.replace(/\s/g, '').length >= 6 && (text.match(/\{/g)?.length ?? 0) < 3);
  const words = new Set([...sentences, ...classes.product, ...classes.family].flatMap((text) => text.replace(/\{[a-z]+\}/g, ' ').split(' ').filter(Boolean)));
  return { sentences, classes, pronunciations: Object.fromEntries([...words].sort().map((word) => [word, pronounce(word)])) };
}

/** Lower case, words only; what holds digits or no letters cannot be spoken by the grammar and is left out. */
function spoken(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.toLowerCase().replace(/[?!.,:]/g, '').replace(/-/g, ' ').replace(/\s+/g, ' ').trim()))].filter((text) => /^[a-z' {}]+$/.test(text) && /[a-z]/.test(text));
}
