import { BLANK, type SyllableTable } from './phrase-trie.ts';

/** Tokens less likely than e^-14 add nothing. */
const NEGLIGIBLE = -14;
/** No syllable counts as more than this much less likely than the best of its frame, in nats. */
const FLOOR = -12;
/** Of several frames that are almost surely blank, only the first is kept. */
const SURE_BLANK = Math.log(0.98);

/**
 * Token probabilities as syllables: characters that sound alike are added up, because the recogniser cannot write every
 * character of a shop but hears its syllable. Values are nats below the best syllable of the frame, at least FLOOR.
 */
export class SyllableFrames {
  readonly #table: SyllableTable;
  readonly #sums: Float64Array;
  readonly #probabilities: Float64Array;
  #wasBlank = false;
  #frame = 0;
  /** Rows kept so far, and the frame of the utterance each stands for. */
  readonly rows: Float32Array[] = [];
  readonly frames: number[] = [];

  readonly #skip: number;

  /** @param skip frames at the beginning that are context only */
  constructor(table: SyllableTable, tokens: number, skip = 0) {
    this.#table = table;
    this.#skip = skip;
    this.#sums = new Float64Array(table.size);
    this.#probabilities = new Float64Array(tokens);
  }

  push(logProbs: Float32Array): void {
    const width = this.#probabilities.length;
    for (let at = 0; at < logProbs.length; at += width) {
      const isBlank = logProbs[at + BLANK]! > SURE_BLANK;
      if (this.#frame >= this.#skip && (!isBlank || !this.#wasBlank)) {
        this.rows.push(this.#project(logProbs, at));
        this.frames.push(this.#frame);
      }
      this.#wasBlank = isBlank && this.#frame >= this.#skip;
      this.#frame += 1;
    }
  }

  #project(logProbs: Float32Array, at: number): Float32Array {
    const sums = this.#sums;
    const probabilities = this.#probabilities;
    const { readingTokens, readingSyllables, size } = this.#table;
    sums.fill(0);
    for (let token = 0; token < probabilities.length; token += 1) {
      const value = logProbs[at + token]!;
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
