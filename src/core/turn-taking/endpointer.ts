export interface EndpointerOptions {
  /** Speech begins at this probability of voice, and goes on above the lower one. */
  readonly startProbability: number;
  readonly goOnProbability: number;
  /** So much voice is needed before the visitor counts as speaking, in ms; shorter sounds are dropped. */
  readonly confirmMs: number;
  /** Silence after which it may be over, in ms: time to prepare an answer. Shorter than `endSilenceMs`. */
  readonly pauseMs: number;
  /** Silence that ends an utterance, in ms. */
  readonly endSilenceMs: number;
  /** An utterance is cut here, in ms. */
  readonly longestMs: number;
  /** Length of a frame, in ms. */
  readonly frameMs: number;
}

export const ENDPOINTER_DEFAULTS: EndpointerOptions = { startProbability: 0.5, goOnProbability: 0.35, confirmMs: 160, pauseMs: 256, endSilenceMs: 600, longestMs: 20_000, frameMs: 32 };

export type EndpointEvent =
  /** `frame`: index of the first frame with voice. */
  | { readonly type: 'started'; readonly frame: number }
  /** The visitor may have finished; told once for each silence. */
  | { readonly type: 'paused'; readonly frame: number }
  /** `frame`: index after the last frame of the utterance, its silence included. */
  | { readonly type: 'ended'; readonly frame: number; readonly isCut: boolean };

/** Finds utterances in a stream of voice probabilities. Pure: the n-th call is frame n. */
export class Endpointer {
  readonly #options: EndpointerOptions;
  #frame = -1;
  #firstVoice = -1;
  #voiced = 0;
  #silent = 0;
  #speaking = false;

  constructor(options: Partial<EndpointerOptions> = {}) {
    this.#options = { ...ENDPOINTER_DEFAULTS, ...options };
    const { startProbability, goOnProbability, frameMs } = this.#options;
    if (!(goOnProbability <= startProbability) || !(frameMs > 0)) throw new RangeError('goOnProbability must not be above startProbability, and frameMs above 0');
  }

  /** @param probability of voice, in [0, 1]; 0 for a frame that is known to be something else */
  push(probability: number): EndpointEvent | undefined {
    const { startProbability, goOnProbability, confirmMs, pauseMs, endSilenceMs, longestMs, frameMs } = this.#options;
    this.#frame += 1;
    const isVoice = probability >= (this.#firstVoice >= 0 ? goOnProbability : startProbability);
    if (isVoice) {
      if (this.#firstVoice < 0) this.#firstVoice = this.#frame;
      this.#voiced += 1;
      this.#silent = 0;
    } else this.#silent += 1;
    if (!this.#speaking) {
      if (this.#voiced * frameMs >= confirmMs) {
        this.#speaking = true;
        return { type: 'started', frame: this.#firstVoice };
      }
      // A click or a cough: forget it after a short silence.
      if (!isVoice && this.#silent * frameMs >= confirmMs) this.#rest();
      return undefined;
    }
    const isCut = (this.#frame - this.#firstVoice) * frameMs >= longestMs;
    if (this.#silent * frameMs < endSilenceMs && !isCut) {
      const silentMs = this.#silent * frameMs;
      return silentMs >= pauseMs && silentMs < pauseMs + frameMs ? { type: 'paused', frame: this.#frame } : undefined;
    }
    this.#rest();
    return { type: 'ended', frame: this.#frame + 1, isCut };
  }

  /** Drops an utterance that was begun. */
  reset(): void {
    this.#rest();
  }

  #rest(): void {
    this.#firstVoice = -1;
    this.#voiced = 0;
    this.#silent = 0;
    this.#speaking = false;
  }
}
