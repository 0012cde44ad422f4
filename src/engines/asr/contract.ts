/** Types both sides of a recogniser's worker share. */
import type { Outcome } from '../../core/shared/failure.ts';
import type { LoadProgress } from '../../ports/engine.ts';
import type { Transcript } from '../../ports/recogniser.ts';

/** Number of an utterance within one worker. */
export type StreamId = number;

export interface AsrWorkerApi<Setup> {
  load(setup: Setup, onProgress: (progress: LoadProgress) => void): Promise<Outcome<void>>;
  open(stream: StreamId, contextSamples: number): Promise<Outcome<void>>;
  /** Mono, 16 kHz, [-1, 1]; transferred. @returns what can be shown so far */
  push(stream: StreamId, pcm: Float32Array): Promise<Outcome<string>>;
  /** What it would be if it ended now. */
  peek(stream: StreamId): Promise<Outcome<Transcript>>;
  finish(stream: StreamId): Promise<Outcome<Transcript>>;
  /** Drops the utterance. */
  abort(stream: StreamId): Promise<Outcome<void>>;
}

/** One utterance without thread or transport. */
export interface Hearing {
  push(pcm: Float32Array): Promise<string> | string;
  peek(): Transcript;
  finish(): Promise<Transcript> | Transcript;
  /** Frees what the utterance holds; safe to call after `finish`. */
  close?(): void;
}
