import type { MandarinPhrases, ShopPhrase } from '../../../core/knowledge/shop-pack.ts';

/** Syllable ids: 0 is the blank, 1 everything that is no Han character. */
export const BLANK = 0;
export const OTHER = 1;

/** Names of syllables to ids, from the recogniser's own tokens. */
export class SyllableTable {
  readonly #ids = new Map<string, number>();
  readonly size: number;
  /** For every (token, reading): the token, and its syllable. A polyphone counts for each of its readings. */
  readonly readingTokens: Uint16Array;
  readonly readingSyllables: Uint16Array;

  /** @param readings toneless readings of each token; none for the blank (token 0) and all that is no Han character */
  constructor(readings: readonly (readonly string[])[]) {
    const names = [...new Set(readings.flat())].sort();
    names.forEach((name, i) => this.#ids.set(name, i + 2));
    this.size = names.length + 2;
    const pairs = readings.flatMap((list, token) => (token === 0 ? [[token, BLANK]] : list.length === 0 ? [[token, OTHER]] : list.map((name) => [token, this.#ids.get(name)!])));
    this.readingTokens = Uint16Array.from(pairs, ([token]) => token!);
    this.readingSyllables = Uint16Array.from(pairs, ([, syllable]) => syllable!);
  }

  /** Ids of a phrase, or undefined when the recogniser knows no character of some syllable. */
  idsOf(syllables: readonly string[]): number[] | undefined {
    const ids = syllables.map((name) => this.#ids.get(name));
    return ids.length > 0 && ids.every((id) => id !== undefined) ? (ids as number[]) : undefined;
  }
}

/** All phrases of a shop as one prefix tree over syllables; node 0 is the root, parents come before children. */
export interface PhraseTrie {
  readonly parents: Int32Array;
  readonly syllables: Uint16Array;
  readonly depths: Uint8Array;
  /** Phrases that end at a node. */
  readonly ends: ReadonlyMap<number, readonly ShopPhrase[]>;
  /** Nodes where phrases end, ascending. */
  readonly endNodes: Int32Array;
  /** One phrase that goes through each node, for showing what has been said of it. */
  readonly through: readonly (ShopPhrase | undefined)[];
}

/** Longest phrase that is listened for, in syllables. */
const LONGEST = 40;

export function buildTrie(phrases: readonly ShopPhrase[], table: SyllableTable): PhraseTrie {
  const parents = [-1];
  const syllables = [BLANK];
  const depths = [0];
  const through: (ShopPhrase | undefined)[] = [undefined];
  const children: Map<number, number>[] = [new Map()];
  const ends = new Map<number, ShopPhrase[]>();
  for (const phrase of phrases) {
    const ids = table.idsOf(phrase.syllables);
    if (!ids || ids.length > LONGEST) continue;
    let node = 0;
    for (const id of ids) {
      let next = children[node]!.get(id);
      if (next === undefined) {
        next = parents.length;
        parents.push(node);
        syllables.push(id);
        depths.push(depths[node]! + 1);
        through.push(phrase);
        children.push(new Map());
        children[node]!.set(id, next);
      }
      node = next;
    }
    const there = ends.get(node);
    if (!there) ends.set(node, [phrase]);
    else if (there.every((other) => other.text !== phrase.text)) there.push(phrase);
  }
  return { parents: Int32Array.from(parents), syllables: Uint16Array.from(syllables), depths: Uint8Array.from(depths), ends, endNodes: Int32Array.from([...ends.keys()].sort((a, b) => a - b)), through };
}

/** Every sentence with every name put in, and the names alone. */
export function expandPhrases({ sentences, classes }: MandarinPhrases): ShopPhrase[] {
  const names = Object.values(classes).flat();
  return [...sentences.flatMap((sentence) => expand(sentence, classes)), ...names];
}

function expand(sentence: ShopPhrase, classes: MandarinPhrases['classes']): ShopPhrase[] {
  const slot = sentence.syllables.findIndex((syllable) => syllable.startsWith('{'));
  if (slot < 0) return [sentence];
  const placeholder = sentence.syllables[slot]!;
  return (classes[placeholder.slice(1, -1)] ?? []).map((name) => ({
    text: sentence.text.replace(placeholder, name.text),
    syllables: sentence.syllables.toSpliced(slot, 1, ...name.syllables),
    meaning: `${sentence.meaning}/${name.meaning}`,
  }));
}
