import { readWav } from '../../../core/audio/wav.ts';
import type { PhoneEvent } from '../../../core/lip-sync/phone-event.ts';
import { Failure } from '../../../core/shared/failure.ts';
import type { SpeechRequest } from '../../../ports/voice.ts';
import type { Synthesiser } from '../contract.ts';
import { finishSpeech } from '../finish.ts';
import { runCommand } from './wasi.ts';

export interface FliteOptions {
  /** Built-in voice: `slt` is the only female one. */
  readonly voice: 'slt' | 'rms' | 'awb' | 'kal16';
}

export const FLITE_DEFAULTS: FliteOptions = { voice: 'slt' };

/** English by CMU Flite (a WASI command): whole sentences, with the exact time of every phone. */
export class Flite implements Synthesiser {
  readonly #module: WebAssembly.Module;
  readonly #options: FliteOptions;

  constructor(module: WebAssembly.Module, options: Partial<FliteOptions> = {}) {
    this.#module = module;
    this.#options = { ...FLITE_DEFAULTS, ...options };
  }

  speak({ text }: SpeechRequest) {
    const { output, files } = runCommand(this.#module, ['flite', '-voice', this.#options.voice, '-psdur', '-t', text, '-o', 'o.wav']);
    const wav = files.get('o.wav');
    if (!wav) throw new Failure('run-failed', 'flite wrote no audio');
    return finishSpeech({ ...readWav(wav), phones: parsePhones(output) });
  }

  /** Pronunciation of a word as ARPAbet in upper case: flite's letter-to-sound rules, a guess for names. */
  pronounce(word: string): string[] {
    const { output } = runCommand(this.#module, ['flite', '-voice', 'kal16', '-ps', '-t', word, '-o', 'none']);
    return output.trim().split(/\s+/).filter((phone) => phone !== 'pau').map((phone) => (phone === 'ax' ? 'AH' : phone.toUpperCase()));
  }
}

/** `hh:0.255 ax:0.304 ...`: end times in seconds. */
function parsePhones(output: string): PhoneEvent[] {
  let startMs = 0;
  const phones: PhoneEvent[] = [];
  for (const [, phone, end] of output.matchAll(/([a-z]+):([\d.]+)/g)) {
    const endMs = Number(end) * 1000;
    phones.push({ phone: phone!, startMs, endMs });
    startMs = endMs;
  }
  return phones;
}
