import { KeptFrames } from './kept-frames.ts';
import type { SyllableTable } from './phrase-trie.ts';

/** Tokens less likely than e^-14 add nothing. */
const NEGLIGIBLE = -14;
/** No syllable counts as more than this much less likely than the best of its frame, in nats. */
const FLOOR = -12;

/**
 * Token probabilities as syllables: characters that sound alike are added up, because the recogniser cannot write every
 * character of a shop but hears its syllable. Values are nats below the best syllable of the frame, at least FLOOR.
 */
export class SyllableFrames {
  readonly #table: SyllableTable;
  readonly #sums: Float64Array;
  readonly #probabilities: Float64Array;
  readonly #kept: KeptFrames;
  /** Rows kept so far, and the frame of the utterance each stands for. */
  readonly rows: Float32Array[] = [];
  readonly frames: number[] = [];

  /** @param skip frames at the beginning that are context only */
  constructor(table: SyllableTable, tokens: number, skip = 0) {
    this.#table = table;
    this.#kept = new KeptFrames(tokens, skip);
    this.#sums = new Float64Array(table.size);
    this.#probabilities = new Float64Array(tokens);
  }

  push(logProbs: Float32Array): void {
    for (const { row, frame } of this.#kept.of(logProbs)) {
      this.rows.push(this.#project(row));
      this.frames.push(frame);
    }
  }

  #project(logProbs: Float32Array): Float32Array {
    const sums = this.#sums;
    const probabilities = this.#probabilities;
    const { readingTokens, readingSyllables, size } = this.#table;
    sums.fill(0);
    for (let token = 0; token < probabilities.length; token += 1) {
      const value = logProbs[token]!;
      probabilities[token] = value > NEGLIGIBLE ? Math.exp(value) : 0;
    }
    for (let i = 0; i < readingTokens.length; i += 1) sums[readingSyllables[i]!]! += probabilities[readingTokens[i]!]!;
    let best = 0;
    for (let s = 0; s < size; s += 1) if (sums[s]! > best) best = sums[s]!;
    const row = new Float32Array(size);
    for (let s = 0; s < size; s += 1) row[s] = Math.max(FLOOR, Math.log((sums[s]! + 1e-10) / best));
    return row;
  }
}
