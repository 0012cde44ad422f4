import { Fbank, MEL_BINS, STEP, WINDOW } from './fbank.ts';

const CONTEXT = 2;
const STRIDE = 3;
/** Values of one spliced frame: five neighbouring log-mel frames. */
export const SPLICED = MEL_BINS * (2 * CONTEXT + 1);

/**
 * From samples to what the network reads: every third frame with its two neighbours on each side (edges repeated),
 * one row of SPLICED values for each 30 ms.
 */
export class SplicedFeatures {
  readonly #fbank = new Fbank();
  #samples = new Float32Array(WINDOW * 8);
  #sampleCount = 0;
  /** Log-mel frames still needed, the first of which is frame `#firstFrame`. */
  #frames = new Float32Array(MEL_BINS * 64);
  #firstFrame = 0;
  #frameCount = 0;
  #next = 0;

  /** @param pcm mono, 16 kHz, [-1, 1] @returns new rows, one after another; may be empty */
  push(pcm: Float32Array): Float32Array {
    this.#append(pcm);
    let at = 0;
    for (; at + WINDOW <= this.#sampleCount; at += STEP) this.#addFrame(at);
    this.#samples.copyWithin(0, at, this.#sampleCount);
    this.#sampleCount -= at;
    return this.#rows((total) => (this.#next * STRIDE + CONTEXT < total ? 1 : 0));
  }

  /** The last rows, with the last frame repeated where the future is missing. */
  finish(): Float32Array {
    return this.#rows((total) => (this.#next * STRIDE < total ? 1 : 0));
  }

  #append(pcm: Float32Array): void {
    const needed = this.#sampleCount + pcm.length;
    if (needed > this.#samples.length) {
      const larger = new Float32Array(needed * 2);
      larger.set(this.#samples.subarray(0, this.#sampleCount));
      this.#samples = larger;
    }
    this.#samples.set(pcm, this.#sampleCount);
    this.#sampleCount = needed;
  }

  #addFrame(at: number): void {
    const needed = (this.#frameCount + 1) * MEL_BINS;
    if (needed > this.#frames.length) {
      const larger = new Float32Array(needed * 2);
      larger.set(this.#frames);
      this.#frames = larger;
    }
    this.#fbank.frame(this.#samples, at, this.#frames, this.#frameCount * MEL_BINS);
    this.#frameCount += 1;
  }

  #rows(isNext: (total: number) => number): Float32Array {
    const rows: number[] = [];
    const total = this.#firstFrame + this.#frameCount;
    while (isNext(total)) {
      rows.push(this.#next * STRIDE);
      this.#next += 1;
    }
    const out = new Float32Array(rows.length * SPLICED);
    rows.forEach((centre, row) => {
      for (let k = -CONTEXT; k <= CONTEXT; k += 1) {
        const frame = Math.min(total - 1, Math.max(0, centre + k)) - this.#firstFrame;
        out.set(this.#frames.subarray(frame * MEL_BINS, (frame + 1) * MEL_BINS), row * SPLICED + (k + CONTEXT) * MEL_BINS);
      }
    });
    this.#drop(Math.max(0, this.#next * STRIDE - CONTEXT));
    return out;
  }

  /** Forgets frames before `frame`, but never the last one. */
  #drop(frame: number): void {
    const count = Math.min(frame - this.#firstFrame, this.#frameCount - 1);
    if (count <= 0) return;
    this.#frames.copyWithin(0, count * MEL_BINS, this.#frameCount * MEL_BINS);
    this.#firstFrame += count;
    this.#frameCount -= count;
  }
}
