import type { Language } from '../core/shared/language.ts';
import type { Hypothesis } from '../core/understanding/hypotheses.ts';
import type { RunOptions } from './engine.ts';

export interface Transcript {
  readonly language: Language;
  readonly engine: string;
  /** What was heard, in the shop's spelling where a phrase of the shop matched; may be empty. */
  readonly text: string;
  /** The part of `text` that can be trusted: matched phrases only. Empty when nothing matched. */
  readonly understood: string;
  /** True when enough of the utterance matched to be answered. */
  readonly accepted: boolean;
  /** In [0, 1]. */
  readonly confidence: number;
  /** How surely `text` is what was said, word for word, whatever the shop says: in [0, 1], the geometric mean over its signs. 0 where the engine cannot tell. */
  readonly clarity: number;
  /** Other phrases it may have been, best first; at most five. */
  readonly alternatives: readonly Hypothesis[];
  /** What the sounds spell, whatever the shop says, best first; at most five. Only where nothing was accepted, and the engine can tell. */
  readonly nBest: readonly Hypothesis[];
}

/** One utterance while it is being spoken. Every promise settles also when the worker dies. */
export interface RecogniserStream {
  /**
   * Adds audio: mono, 16 kHz, [-1, 1]; the array is copied or transferred and must not be used afterwards.
   * Chunks pushed while the engine is busy are joined; beyond the engine's limit the stream fails with `overloaded`.
   */
  push(pcm: Float32Array): void;
  /** What it would be if it ended now; the utterance goes on. @throws Failure as `finish` does */
  peek(): Promise<Transcript>;
  /** Ends the utterance. @throws Failure (`aborted`, `worker-crashed`, `overloaded`, `run-failed`) */
  finish(): Promise<Transcript>;
  /** Drops the utterance; `finish` then rejects with `aborted`. Safe to call twice. */
  abort(): void;
}

export interface StreamOptions {
  /** So many samples at the beginning lie before the utterance: context for the ear, not to be written down. 0 by default. */
  readonly contextSamples?: number;
  /** Called with what can be shown so far (trusted part only), whenever it changes. */
  readonly onPartial?: (text: string) => void;
}

/** A streaming recogniser of one language. */
export interface Recogniser extends Disposable {
  readonly language: Language;
  load(options?: RunOptions): Promise<void>;
  open(options?: StreamOptions): RecogniserStream;
}
