import { Blocks, mixDown } from './blocks.ts';

declare const sampleRate: number;
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

/** Microphone through the audio graph -> blocks at 16 kHz, from the first sample the device delivers. */
class Capture extends AudioWorkletProcessor {
  readonly #blocks = new Blocks((block) => this.port.postMessage(block, [block.buffer]));
  #started = false;

  process([input]: Float32Array[][]): boolean {
    const mono = mixDown(input ?? []);
    if (!mono) return true;
    // Zeros before the device delivers are no sound: the time line begins with the first real sample.
    const first = this.#started ? 0 : mono.findIndex((sample) => sample !== 0);
    if (first < 0) return true;
    this.#started = true;
    this.#blocks.push(mono.subarray(first), Math.round(sampleRate));
    return true;
  }
}

registerProcessor('capture', Capture);
