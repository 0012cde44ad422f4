import { rms, toDb } from '../audio/level.ts';

/** What a voice tells beside its words. */
export interface VoiceSigns {
  /** How much louder than this visitor has spoken so far, in dB; 0 for a first utterance. */
  readonly raisedDb: number;
}

/** Follows how loudly a visitor speaks, utterance by utterance. */
export class VoiceLevel {
  #levels: number[] = [];
  #frames: number[] = [];

  /** @param pcm a frame with voice in it, [-1, 1] */
  push(pcm: Float32Array): void {
    this.#frames.push(toDb(rms(pcm)));
  }

  /** The utterance is over. */
  end(): VoiceSigns {
    if (this.#frames.length === 0) return { raisedDb: 0 };
    const level = median(this.#frames);
    const raisedDb = this.#levels.length > 0 ? level - median(this.#levels) : 0;
    this.#levels.push(level);
    this.#frames = [];
    return { raisedDb };
  }

  /** Drops an utterance that was begun. */
  drop(): void {
    this.#frames = [];
  }

  /** Somebody else will speak. */
  forget(): void {
    this.drop();
    this.#levels = [];
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
