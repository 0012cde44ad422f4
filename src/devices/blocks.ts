import { Resampler } from '../core/audio/resampler.ts';

/** Samples of one block handed to the page: 32 ms at 16 kHz, the frame of the voice detector. */
const BLOCK = 512;
const TARGET_HZ = 16_000;

/** Sound at a device's rate -> blocks of 512 samples at 16 kHz. */
export class Blocks {
  readonly #emit: (block: Float32Array<ArrayBuffer>) => void;
  #resampler: Resampler | undefined;
  #fromHz = 0;
  #block = new Float32Array(BLOCK);
  #filled = 0;

  /** @param emit is given each full block, which is then its own */
  constructor(emit: (block: Float32Array<ArrayBuffer>) => void) {
    this.#emit = emit;
  }

  /** @param mono any number of samples, [-1, 1] @param rateHz may change when the device does */
  push(mono: Float32Array, rateHz: number): void {
    if (!this.#resampler || rateHz !== this.#fromHz) {
      this.#resampler = new Resampler(rateHz, TARGET_HZ);
      this.#fromHz = rateHz;
    }
    const resampled = this.#resampler.push(mono);
    for (let at = 0; at < resampled.length; ) {
      const count = Math.min(BLOCK - this.#filled, resampled.length - at);
      this.#block.set(resampled.subarray(at, at + count), this.#filled);
      this.#filled += count;
      at += count;
      if (this.#filled < BLOCK) continue;
      this.#emit(this.#block);
      this.#block = new Float32Array(BLOCK);
      this.#filled = 0;
    }
  }
}

/** The mean of the channels; a single one is returned as it is. */
export function mixDown(channels: readonly Float32Array[]): Float32Array | undefined {
  const [first, ...others] = channels;
  if (!first || others.length === 0) return first;
  const mono = first.slice();
  for (const channel of others) for (let i = 0; i < mono.length; i += 1) mono[i]! += channel[i]!;
  for (let i = 0; i < mono.length; i += 1) mono[i]! /= channels.length;
  return mono;
}
