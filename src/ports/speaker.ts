import type { Speech } from './voice.ts';

export interface PlaybackHandlers {
  /** The piece with this index began to sound. */
  readonly onPiece: (index: number) => void;
  /** All pieces were heard. Not called after `stop`. */
  readonly onEnd: () => void;
}

/** One answer being spoken: pieces are queued as they are synthesised. */
export interface Playback {
  /** Queues a piece right after the one before. @returns when it starts, in ms of the answer's time line */
  add(speech: Speech): number;
  /** No more pieces follow. */
  close(): void;
  /** Silence within one render quantum plus a 5 ms fade; nothing is called afterwards. */
  stop(): void;
  /** Position of what is audible now, in ms from the first sample of the answer; -1 before it. */
  positionMs(): number;
}

export interface Speaker extends Disposable {
  /** True when sound may play; false until the visitor has touched the page, where the browser wants that. */
  readonly unlocked: boolean;
  /** To be called from a touch or key handler. */
  unlock(): Promise<void>;
  play(handlers: PlaybackHandlers): Playback;
  /** What is audible now, in [0, 1] RMS over the last 20 ms; 0 when silent. */
  level(): number;
}
