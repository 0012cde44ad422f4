import { ARKIT_COUNT } from './arkit.ts';
import type { PuppetFrame } from './packet.ts';
import { between, invert, multiply } from './rotation.ts';

/** Frames with a face that make a resting face, about a second. */
const FRAMES = 30;
/** A weight that rests higher than this is not trusted as rest: nobody smiles that much doing nothing. */
const HIGHEST_REST = 0.5;

/** Learns how an agent's face rests and how the head is held, and takes both away. */
export class Calibration {
  readonly #sums = new Float32Array(ARKIT_COUNT);
  readonly #rest = new Float32Array(ARKIT_COUNT);
  readonly #head = Float32Array.of(0, 0, 0, 1);
  readonly #back = Float32Array.of(0, 0, 0, 1);
  #count = 0;

  /** Share of the resting face that was seen, [0, 1]. */
  get progress(): number {
    return this.#count / FRAMES;
  }

  restart(): void {
    this.#count = 0;
    this.#sums.fill(0);
  }

  /** Changes a frame in place; one without a face is left alone. */
  apply({ hasFace, weights, rotations }: PuppetFrame): void {
    if (!hasFace) return;
    if (this.#count < FRAMES) this.#learn(weights, rotations);
    for (let i = 0; i < ARKIT_COUNT; i += 1) weights[i] = Math.max(0, (weights[i]! - this.#rest[i]!) / (1 - this.#rest[i]!));
    multiply(this.#back, 0, rotations, 0, rotations, 0);
  }

  #learn(weights: Float32Array, rotations: Float32Array): void {
    this.#count += 1;
    for (let i = 0; i < ARKIT_COUNT; i += 1) {
      this.#sums[i] = this.#sums[i]! + weights[i]!;
      this.#rest[i] = Math.min(HIGHEST_REST, this.#sums[i]! / this.#count);
    }
    between(this.#head, 0, rotations, 0, this.#count === 1 ? 1 : 1 / this.#count, this.#head);
    invert(this.#head, 0, this.#back);
  }
}
