export interface GovernorOptions {
  /** Resolution steps, as shares of the stage's pixels a side, best first. */
  readonly scales: readonly number[];
  /** A frame dearer than this makes the next step down, in ms. */
  readonly dearMs: number;
  /** Frames cheaper than this for `calmMs` make a step up. */
  readonly cheapMs: number;
  readonly calmMs: number;
  /** Never more frames a second than this. */
  readonly maxFps: number;
  /** Frames at the beginning, and after a change of size, that pay for shaders and buffers and say nothing of the rest. */
  readonly settlingFrames: number;
}

export const GOVERNOR_DEFAULTS: GovernorOptions = { scales: [1, 0.75, 0.5, 0.4], dearMs: 40, cheapMs: 9, calmMs: 4000, maxFps: 60, settlingFrames: 3 };

/**
 * Decides when the next frame is drawn and how large. Where drawing is slow (software rendering takes 50-700 ms a frame)
 * it lowers the resolution and leaves pauses, so that hearing, thinking and speaking get their share of the machine.
 */
export class Governor {
  readonly #options: GovernorOptions;
  #step = 0;
  #costMs = 0;
  #calmMs = 0;
  #settling: number;
  #notBeforeMs = 0;
  /** Share of the time that drawing may take, in (0, 1]. */
  share = 0.6;

  constructor(options: Partial<GovernorOptions> = {}) {
    this.#options = { ...GOVERNOR_DEFAULTS, ...options };
    this.#settling = this.#options.settlingFrames;
  }

  get scale(): number {
    return this.#options.scales[this.#step]!;
  }

  /** Smoothed cost of a frame, in ms. */
  get costMs(): number {
    return this.#costMs;
  }

  /** No frame for this long, where frames are dear: one that falls between a question and its answer would delay the answer by its whole cost. */
  hold(nowMs: number, forMs: number): void {
    if (this.#costMs > this.#options.dearMs) this.#notBeforeMs = Math.max(this.#notBeforeMs, nowMs + forMs);
  }

  mayDraw(nowMs: number): boolean {
    return nowMs >= this.#notBeforeMs;
  }

  /**
   * To be told after every frame.
   * @returns true when `scale` changed
   */
  drawn(startMs: number, endMs: number): boolean {
    const cost = endMs - startMs;
    this.#notBeforeMs = startMs + Math.max(1000 / this.#options.maxFps - 2, cost / this.share);
    if (this.#settling > 0) {
      this.#settling -= 1;
      return false;
    }
    this.#costMs = this.#costMs === 0 ? cost : this.#costMs + (cost - this.#costMs) * 0.3;
    this.#notBeforeMs = startMs + Math.max(1000 / this.#options.maxFps - 2, cost / this.share);
    if (this.#costMs > this.#options.dearMs && this.#step < this.#options.scales.length - 1) return this.#move(1);
    this.#calmMs = this.#costMs < this.#options.cheapMs ? this.#calmMs + cost : 0;
    if (this.#calmMs > this.#options.calmMs && this.#step > 0) return this.#move(-1);
    return false;
  }

  #move(by: 1 | -1): true {
    this.#step += by;
    this.#costMs = 0;
    this.#calmMs = 0;
    this.#settling = this.#options.settlingFrames;
    return true;
  }
}
