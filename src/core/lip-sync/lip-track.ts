import type { PhoneEvent } from './phone-event.ts';
import { shapesOf } from './mouth-shapes.ts';
import { CLOSED, VISEME_COUNT, type MouthShape } from './viseme.ts';

export interface LipTrackOptions {
  /** How long the mouth takes from one shape to the next, in ms (20-150). The move is centred on the boundary. */
  readonly transitionMs: number;
  /** Share of a shape kept in speech at talking speed, in (0, 1]. */
  readonly strength: number;
}

export const LIP_TRACK_DEFAULTS: LipTrackOptions = { transitionMs: 70, strength: 0.9 };

/**
 * What the mouth does over one answer. Key shapes lie at the start and end of each phone, pulled inwards by half a
 * transition (a quarter of the phone at most), and are joined by a cosine ease: the mouth begins to move before the sound,
 * as mouths do, and a short vowel is still reached.
 */
export class LipTrack {
  readonly #times: number[] = [];
  readonly #shapes: MouthShape[] = [];
  readonly #options: LipTrackOptions;
  #cursor = 0;

  constructor(options: Partial<LipTrackOptions> = {}) {
    this.#options = { ...LIP_TRACK_DEFAULTS, ...options };
    const { transitionMs, strength } = this.#options;
    if (!(transitionMs > 0) || !(strength > 0 && strength <= 1)) throw new RangeError('transitionMs must be above 0 and strength in (0, 1]');
  }

  /** Appends the phones of one piece of audio that starts at `offsetMs` of the answer. */
  append(phones: readonly PhoneEvent[], offsetMs: number): void {
    for (const { phone, startMs, endMs } of phones) {
      const length = endMs - startMs;
      if (!(length > 0)) continue;
      const [first, last] = shapesOf(phone);
      const inset = Math.min(this.#options.transitionMs / 2, length / 4);
      this.#key(offsetMs + startMs + inset, first);
      this.#key(offsetMs + endMs - inset, last);
    }
    const end = phones.at(-1);
    if (end) this.#key(offsetMs + end.endMs + this.#options.transitionMs / 2, CLOSED);
  }

  /**
   * Writes the weights at a time into `out` (VISEME_COUNT values). Allocates nothing.
   * @param atMs position in the answer, in ms; before the first and after the last phone the mouth is closed
   */
  sample(atMs: number, out: Float32Array): void {
    const times = this.#times;
    if (times.length === 0 || atMs < times[0]! - this.#options.transitionMs || atMs >= times[times.length - 1]!) {
      out.fill(0);
      return;
    }
    if (this.#cursor >= times.length || times[this.#cursor]! > atMs) this.#cursor = 0;
    while (this.#cursor + 1 < times.length && times[this.#cursor + 1]! <= atMs) this.#cursor += 1;
    const before = times[this.#cursor]! <= atMs ? this.#shapes[this.#cursor]! : CLOSED;
    const fromMs = times[this.#cursor]! <= atMs ? times[this.#cursor]! : times[0]! - this.#options.transitionMs;
    const next = times[this.#cursor]! <= atMs ? this.#cursor + 1 : 0;
    const after = this.#shapes[next] ?? CLOSED;
    const span = (times[next] ?? fromMs) - fromMs;
    const t = span > 0 ? Math.min(1, Math.max(0, (atMs - fromMs) / span)) : 1;
    const eased = (1 - Math.cos(Math.PI * t)) / 2;
    for (let i = 0; i < VISEME_COUNT; i += 1) out[i] = (before[i]! + (after[i]! - before[i]!) * eased) * this.#options.strength;
  }

  /** End of the last phone, in ms; 0 when empty. */
  get endMs(): number {
    return this.#times.at(-1) ?? 0;
  }

  #key(atMs: number, shape: MouthShape): void {
    const last = this.#times.at(-1);
    this.#times.push(last === undefined ? atMs : Math.max(atMs, last + 0.01));
    this.#shapes.push(shape);
  }
}
