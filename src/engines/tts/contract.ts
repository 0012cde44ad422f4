/** Types both sides of a voice worker share. */
import type { Outcome } from '../../core/shared/failure.ts';
import type { LoadProgress } from '../../ports/engine.ts';
import type { Speech, SpeechRequest } from '../../ports/voice.ts';

/** What a voice worker exposes through Comlink. */
export interface VoiceWorkerApi {
  load(onProgress: (progress: LoadProgress) => void): Promise<Outcome<void>>;
  /** The audio of the result is transferred. */
  run(request: SpeechRequest): Promise<Outcome<Speech>>;
}

/** A synthesiser without thread or transport: what the worker and the command line both run. */
export interface Synthesiser {
  /** @throws Failure `run-failed` when the text cannot be spoken */
  speak(request: SpeechRequest): Speech;
}
