/** The last seconds of the microphone, addressed by sample since it was opened. */
export class SampleRing {
  readonly #samples: Float32Array;
  #end = 0;

  /** @param capacity in samples */
  constructor(capacity: number) {
    this.#samples = new Float32Array(capacity);
  }

  /** Position after the newest sample. */
  get end(): number {
    return this.#end;
  }

  push(pcm: Float32Array): void {
    for (let i = 0; i < pcm.length; i += 1) this.#samples[(this.#end + i) % this.#samples.length] = pcm[i]!;
    this.#end += pcm.length;
  }

  /** A copy of the samples from `start` to the newest; what is no longer there is left out. */
  from(start: number): Float32Array {
    const first = Math.max(start, this.#end - this.#samples.length, 0);
    return Float32Array.from({ length: Math.max(0, this.#end - first) }, (_, i) => this.#samples[(first + i) % this.#samples.length]!);
  }

  /** First sample that is still there. */
  get start(): number {
    return Math.max(0, this.#end - this.#samples.length);
  }

  clear(): void {
    this.#samples.fill(0);
  }
}
