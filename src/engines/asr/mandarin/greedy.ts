/** Best token of each frame, repeats and blanks removed (Graves et al. 2006, best path decoding), as it comes in. */
export class GreedyDecoder {
  readonly #tokens: readonly string[];
  #previous = -1;
  #frame = 0;
  /** What was decoded so far, with the frame each token began at and its log-probability where it is surest. */
  readonly pieces: { readonly token: string; readonly frame: number; logProb: number }[] = [];

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
      if (best !== 0 && this.#frame >= this.#skip) {
        const logProb = logProbs[row + best]!;
        const last = this.pieces.at(-1);
        if (best !== this.#previous) this.pieces.push({ token: this.#tokens[best]!, frame: this.#frame, logProb });
        else if (last && logProb > last.logProb) last.logProb = logProb;
      }
      this.#previous = best;
      this.#frame += 1;
    }
  }

  /** Geometric mean of the probabilities of the tokens, [0, 1]; 0 for none. */
  get clarity(): number {
    const { pieces } = this;
    return pieces.length === 0 ? 0 : Math.exp(pieces.reduce((sum, { logProb }) => sum + logProb, 0) / pieces.length);
  }

  get text(): string {
    return this.pieces.map(({ token }) => token).join('');
  }
}
