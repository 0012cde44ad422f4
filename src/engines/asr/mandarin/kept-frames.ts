import { BLANK } from './phrase-trie.ts';

/** Of several frames that are almost surely blank, only the first is kept: it separates two of the same, the rest change nothing. */
const SURE_BLANK = Math.log(0.98);

/** Which frames of a CTC network's answer say something. */
export class KeptFrames {
  readonly #width: number;
  readonly #skip: number;
  #frame = 0;
  #wasBlank = false;

  /** @param width tokens of a frame @param skip frames at the beginning that are context only */
  constructor(width: number, skip = 0) {
    this.#width = width;
    this.#skip = skip;
  }

  /** @param logProbs the next frames, row by row @returns the row of each kept one (a view), and its number in the utterance */
  * of(logProbs: Float32Array): Generator<{ readonly row: Float32Array; readonly frame: number }> {
    for (let at = 0; at < logProbs.length; at += this.#width) {
      const frame = this.#frame;
      const isBlank = logProbs[at + BLANK]! > SURE_BLANK;
      const isRepeated = isBlank && this.#wasBlank;
      this.#frame += 1;
      this.#wasBlank = isBlank && frame >= this.#skip;
      if (frame >= this.#skip && !isRepeated) yield { row: logProbs.subarray(at, at + this.#width), frame };
    }
  }
}
