import { Resampler } from '../core/audio/resampler.ts';

/** Samples of one block handed to the page: 32 ms at 16 kHz, the frame of the voice detector. */
const BLOCK = 512;
const TARGET_HZ = 16_000;

declare const sampleRate: number;
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

/** Microphone at any rate and any number of channels -> blocks of mono at 16 kHz, from the first sample the device delivers. */
class Capture extends AudioWorkletProcessor {
  readonly #resampler = new Resampler(Math.round(sampleRate), TARGET_HZ);
  #block = new Float32Array(BLOCK);
  #filled = 0;
  #started = false;

  process([input]: Float32Array[][]): boolean {
    const mono = mixDown(input ?? []);
    if (mono) this.#push(mono);
    return true;
  }

  #push(mono: Float32Array): void {
    // Zeros before the device delivers are no sound: the time line begins with the first real sample.
    let samples = mono;
    if (!this.#started) {
      const first = mono.findIndex((sample) => sample !== 0);
      if (first < 0) return;
      this.#started = true;
      samples = mono.subarray(first);
    }
    const resampled = this.#resampler.push(samples);
    for (let at = 0; at < resampled.length; ) {
      const count = Math.min(BLOCK - this.#filled, resampled.length - at);
      this.#block.set(resampled.subarray(at, at + count), this.#filled);
      this.#filled += count;
      at += count;
      if (this.#filled < BLOCK) continue;
      this.port.postMessage(this.#block, [this.#block.buffer]);
      this.#block = new Float32Array(BLOCK);
      this.#filled = 0;
    }
  }
}

function mixDown(channels: readonly Float32Array[]): Float32Array | undefined {
  const [first, ...others] = channels;
  if (!first || others.length === 0) return first;
  const mono = first.slice();
  for (const channel of others) for (let i = 0; i < mono.length; i += 1) mono[i]! += channel[i]!;
  for (let i = 0; i < mono.length; i += 1) mono[i]! /= channels.length;
  return mono;
}

registerProcessor('capture', Capture);
