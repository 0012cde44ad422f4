import type { ShopPhrase } from '../../../core/knowledge/shop-pack.ts';
import { logAdd } from '../../../core/shared/log-add.ts';
import { BLANK, type PhraseTrie } from './phrase-trie.ts';

export interface PhraseMatcherOptions {
  /** What a syllable of a phrase found inside other speech earns, in nats, and what the phrase costs once. */
  readonly syllableReward: number;
  readonly phraseCost: number;
}

export const PHRASE_MATCHER_DEFAULTS: PhraseMatcherOptions = { syllableReward: 3, phraseCost: 6 };

export interface PhraseScore {
  readonly phrase: ShopPhrase;
  /** log P(phrase | utterance) - log P(best path), in nats, at most about 0. */
  readonly score: number;
}

export interface PhraseHit {
  readonly phrase: ShopPhrase;
  /** First and last row of the phrase. */
  readonly start: number;
  readonly end: number;
}

const NEVER = -1e9;

/**
 * Matches an utterance with a list of phrases on syllables, row by row (CTC: Graves et al. 2006):
 * as a whole (Viterbi over all phrases, for the caption while it is being said and for the shortlist at the end), and
 * as phrases inside other speech (keyword-filler: the filler follows the best syllables and costs nothing; a phrase pays when
 * it is complete). Design and settings: measured for this project on real commands.
 */
export class PhraseMatcher {
  readonly #trie: PhraseTrie;
  readonly #options: PhraseMatcherOptions;
  readonly #rows: Float32Array[] = [];
  // The whole utterance: best path that ends in the node's syllable, or in the blank after it.
  readonly #wholeLabel: Float32Array;
  readonly #wholeBlank: Float32Array;
  // Inside other speech: the same, with the row each path entered at.
  readonly #label: Float32Array;
  readonly #blank: Float32Array;
  readonly #labelStart: Int32Array;
  readonly #blankStart: Int32Array;
  readonly #filler: number[] = [0];
  readonly #fillerNode: number[] = [-1];
  readonly #fillerStart: number[] = [0];

  constructor(trie: PhraseTrie, options: Partial<PhraseMatcherOptions> = {}) {
    this.#trie = trie;
    this.#options = { ...PHRASE_MATCHER_DEFAULTS, ...options };
    const size = trie.parents.length;
    this.#wholeLabel = new Float32Array(size).fill(NEVER);
    this.#wholeBlank = new Float32Array(size).fill(NEVER);
    this.#wholeBlank[0] = 0;
    this.#label = new Float32Array(size).fill(NEVER);
    this.#blank = new Float32Array(size).fill(NEVER);
    this.#labelStart = new Int32Array(size);
    this.#blankStart = new Int32Array(size);
  }

  /** @param row nats of each syllable below the best of its frame */
  push(row: Float32Array): void {
    this.#rows.push(row);
    this.#pushWhole(row);
    this.#pushInside(row);
  }

  /** The phrase being said, as far as it was said; empty when nothing fits well enough. */
  partial(leastPerSyllable: number): string {
    const { depths, through } = this.#trie;
    let best = 0;
    let bestScore = this.#wholeBlank[0]!;
    for (let node = 1; node < depths.length; node += 1) {
      const score = Math.max(this.#wholeLabel[node]!, this.#wholeBlank[node]!);
      if (score > bestScore) {
        bestScore = score;
        best = node;
      }
    }
    const depth = depths[best]!;
    return depth > 0 && bestScore / depth > leastPerSyllable ? [...(through[best]?.text ?? '')].slice(0, depth).join('') : '';
  }

  /** The phrases that fit the whole utterance best, best first; exact scores (sum over all paths). */
  whole(count: number): PhraseScore[] {
    const { endNodes, ends } = this.#trie;
    const nodes = [...endNodes].sort((a, b) => this.#wholeScore(b) - this.#wholeScore(a)).slice(0, count);
    return nodes.flatMap((node) => {
      const score = this.#forward(node);
      return ends.get(node)!.map((phrase) => ({ phrase, score }));
    }).sort((a, b) => b.score - a.score);
  }

  /** Phrases inside other speech, in order. */
  inside(): PhraseHit[] {
    const hits: PhraseHit[] = [];
    for (let row = this.#rows.length; row > 0; ) {
      const node = this.#fillerNode[row]!;
      if (node < 0) {
        row -= 1;
        continue;
      }
      const start = this.#fillerStart[row]!;
      hits.push({ phrase: this.#trie.ends.get(node)![0]!, start, end: row - 1 });
      row = start;
    }
    return hits.reverse();
  }

  #wholeScore(node: number): number {
    return Math.max(this.#wholeLabel[node]!, this.#wholeBlank[node]!);
  }

  #pushWhole(row: Float32Array): void {
    const { parents, syllables } = this.#trie;
    const label = this.#wholeLabel;
    const blank = this.#wholeBlank;
    const blankCost = row[BLANK]!;
    // Children come after their parents, so going down every parent still holds its value of the row before.
    for (let node = parents.length - 1; node > 0; node -= 1) {
      const parent = parents[node]!;
      const syllable = syllables[node]!;
      let best = Math.max(label[node]!, blank[parent]!);
      if (syllables[parent] !== syllable) best = Math.max(best, label[parent]!);
      blank[node] = Math.max(blank[node]!, label[node]!) + blankCost;
      label[node] = best + row[syllable]!;
    }
    blank[0]! += blankCost;
  }

  #pushInside(row: Float32Array): void {
    const { parents, syllables, depths, ends } = this.#trie;
    const { syllableReward, phraseCost } = this.#options;
    const label = this.#label;
    const blank = this.#blank;
    const labelStart = this.#labelStart;
    const blankStart = this.#blankStart;
    const now = this.#filler.length - 1;
    const filler = this.#filler[now]!;
    const blankCost = row[BLANK]!;
    let bestScore = filler;
    let bestNode = -1;
    let bestStart = 0;
    for (let node = parents.length - 1; node > 0; node -= 1) {
      const parent = parents[node]!;
      const syllable = syllables[node]!;
      let score = label[node]!;
      let start = labelStart[node]!;
      if (parent === 0) {
        if (filler > score) {
          score = filler;
          start = now;
        }
      } else {
        if (blank[parent]! > score) {
          score = blank[parent]!;
          start = blankStart[parent]!;
        }
        if (syllables[parent] !== syllable && label[parent]! > score) {
          score = label[parent]!;
          start = labelStart[parent]!;
        }
      }
      if (label[node]! > blank[node]!) {
        blank[node] = label[node]!;
        blankStart[node] = labelStart[node]!;
      }
      blank[node]! += blankCost;
      label[node] = score + row[syllable]!;
      labelStart[node] = start;
      const paid = label[node]! + syllableReward * depths[node]! - phraseCost;
      if (paid > bestScore && ends.has(node)) {
        bestScore = paid;
        bestNode = node;
        bestStart = start;
      }
    }
    this.#filler.push(bestScore);
    this.#fillerNode.push(bestNode);
    this.#fillerStart.push(bestStart);
  }

  /** log of the sum over all CTC paths of one phrase, minus the best path of anything. */
  #forward(node: number): number {
    const { parents, syllables } = this.#trie;
    const ids: number[] = [];
    for (let at = node; at > 0; at = parents[at]!) ids.unshift(syllables[at]!);
    const states = 2 * ids.length + 1;
    let current = new Float64Array(states);
    let next = new Float64Array(states);
    this.#rows.forEach((row, t) => {
      for (let s = 0; s < states; s += 1) {
        const id = s % 2 ? ids[(s - 1) / 2]! : BLANK;
        let sum = t > 0 ? current[s]! : s < 2 ? 0 : -Infinity;
        if (t > 0) {
          if (s > 0) sum = logAdd(sum, current[s - 1]!);
          if (s > 1 && s % 2 && id !== ids[(s - 3) / 2]!) sum = logAdd(sum, current[s - 2]!);
        }
        next[s] = sum + row[id]!;
      }
      [current, next] = [next, current];
    });
    return logAdd(current[states - 1]!, current[states - 2]!);
  }
}
