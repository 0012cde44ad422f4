/** Best token of each frame, repeats and blanks removed (Graves et al. 2006, best path decoding), as it comes in. */
export class GreedyDecoder {
  readonly #tokens: readonly string[];
  #previous = -1;
  #frame = 0;
  /** What was decoded so far, with the frame each token began at. */
  readonly pieces: { readonly token: string; readonly frame: number }[] = [];

  readonly #skip: number;

  /** @param tokens the first one is the blank @param skip frames at the beginning that are context only */
  constructor(tokens: readonly string[], skip = 0) {
    this.#tokens = tokens;
    this.#skip = skip;
  }

  push(logProbs: Float32Array): void {
    const width = this.#tokens.length;
    for (let row = 0; row < logProbs.length; row += width) {
      let best = 0;
      for (let token = 1; token < width; token += 1) if (logProbs[row + token]! > logProbs[row + best]!) best = token;
      if (best !== this.#previous && best !== 0 && this.#frame >= this.#skip) this.pieces.push({ token: this.#tokens[best]!, frame: this.#frame });
      this.#previous = best;
      this.#frame += 1;
    }
  }

  get text(): string {
    return this.pieces.map(({ token }) => token).join('');
  }
}
