import type { ShopPack } from '../knowledge/shop-pack.ts';
import { isWordChar } from '../shared/word-match.ts';

export interface Mention {
  readonly kind: 'product' | 'family';
  readonly id: string;
  /** Place in the lower-cased text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

interface Name {
  readonly text: string;
  readonly kind: Mention['kind'];
  readonly id: string;
  readonly isLatin: boolean;
}

/** A Latin name this long may be mistyped by one letter. */
const LEAST_FUZZY_LENGTH = 6;

/** Finds the names of a shop's goods in a sentence: longest first, whole words in English, one typing error allowed. */
export class MentionFinder {
  readonly #names: readonly Name[];
  /** Those that may be mistyped, with their number of words. */
  readonly #fuzzy: readonly (Name & { readonly count: number })[];

  constructor(pack: Pick<ShopPack, 'products' | 'families'>) {
    const names: Name[] = [];
    const seen = new Set<string>();
    const add = (text: string, kind: Mention['kind'], id: string) => {
      const key = text.toLowerCase();
      if (key === '' || seen.has(key)) return;
      seen.add(key);
      names.push({ text: key, kind, id, isLatin: /^[\x20-\x7e]+$/.test(key) });
    };
    for (const [kind, entries] of [['product', pack.products], ['family', pack.families]] as const) {
      for (const { id, name, aliases } of entries) {
        for (const text of [name.zh, name.en, ...aliases.zh, ...aliases.en]) {
          add(text, kind, id);
          if (/[a-z]s$/i.test(text)) add(text.slice(0, -1), kind, id);
          else if (/[a-z]$/i.test(text)) add(`${text}s`, kind, id);
        }
      }
    }
    this.#names = names.sort((a, b) => b.text.length - a.text.length);
    // "A three" is how A3 is said; "at three" is no slip of it.
    this.#fuzzy = this.#names.flatMap((name) => (name.isLatin && name.text.length >= LEAST_FUZZY_LENGTH && !/^[a-z] /.test(name.text) ? [{ ...name, count: name.text.split(' ').length }] : []));
  }

  find(text: string): Mention[] {
    const lower = text.toLowerCase();
    const found: Mention[] = [];
    const isFree = (start: number, end: number) => found.every((mention) => end <= mention.start || start >= mention.end);
    for (const name of this.#names) {
      for (let start = lower.indexOf(name.text); start >= 0; start = lower.indexOf(name.text, start + 1)) {
        const end = start + name.text.length;
        if (name.isLatin && (isWordChar(lower[start - 1]) || isWordChar(lower[end]))) continue;
        if (isFree(start, end)) found.push({ kind: name.kind, id: name.id, start, end });
      }
    }
    this.#findMistyped(lower, found, isFree);
    return found.sort((a, b) => a.start - b.start);
  }

  #findMistyped(lower: string, found: Mention[], isFree: (start: number, end: number) => boolean): void {
    const words = [...lower.matchAll(/[a-z0-9]+/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
    for (const { text, count, kind, id } of this.#fuzzy) {
      for (let i = 0; i + count <= words.length; i += 1) {
        const { start } = words[i]!;
        const { end } = words[i + count - 1]!;
        if (Math.abs(end - start - text.length) <= 1 && isOneSlip(lower.slice(start, end), text) && isFree(start, end)) found.push({ kind, id, start, end });
      }
    }
  }
}

/** The sentence with every name replaced by the kind of thing it names, and long numbers by the word that stands for them: what the intent model is trained on and asked. */
export function delexicalise(text: string, mentions: readonly Mention[]): string {
  let out = '';
  let at = 0;
  for (const { kind, start, end } of mentions) {
    out += `${text.slice(at, start)} ${kind === 'product' ? 'xproductx' : 'xfamilyx'} `;
    at = end;
  }
  return (out + text.slice(at)).replace(/(?<![A-Za-z0-9])[A-Za-z]{0,3}\d{5,}/g, ' xcodex ').replace(/\s+/g, ' ').trim();
}

/** What stands for names and numbers, as words of the language: what a model of language can read. */
export function inPlainWords(delexicalised: string): string {
  const [product, family] = /\p{Script=Han}/u.test(delexicalised) ? ['水壶', '耳机'] : ['kettle', 'headphones'];
  return delexicalised.replaceAll('xproductx', product).replaceAll('xfamilyx', family).replaceAll('xcodex', '20260012');
}

/** One letter wrong, missing or too many, or two neighbours swapped. */
function isOneSlip(typed: string, name: string): boolean {
  const least = Math.min(typed.length, name.length);
  let same = 0;
  while (same < least && typed[same] === name[same]) same += 1;
  let sameEnd = 0;
  while (sameEnd < least - same && typed.at(-1 - sameEnd) === name.at(-1 - sameEnd)) sameEnd += 1;
  const rest = least - same - sameEnd;
  if (typed.length !== name.length) return rest === 0;
  return rest === 1 || (rest === 2 && typed[same] === name[same + 1] && typed[same + 1] === name[same]);
}
