import type { PhoneEvent } from '../core/lip-sync/phone-event.ts';
import type { Language } from '../core/shared/language.ts';
import type { Engine } from './engine.ts';

export interface SpeechRequest {
  /** Words only, as they are to be spoken: no digits, no symbols (see core/speech-text). */
  readonly text: string;
}

export interface Speech {
  /** Mono, [-1, 1]. */
  readonly pcm: Float32Array;
  readonly sampleRateHz: number;
  /** What the mouth does, in order, without overlap; times from the first sample. */
  readonly phones: readonly PhoneEvent[];
}

export interface Voice extends Engine<SpeechRequest, Speech> {
  readonly language: Language;
}
