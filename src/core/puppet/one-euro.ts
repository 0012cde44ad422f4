/**
 * The 1 € filter over many values: still where they rest, quick where they move.
 * @see Casiez, Roussel, Vogel 2012, "1 € filter", CHI
 */
export class OneEuro {
  readonly #values: Float32Array;
  readonly #speeds: Float32Array;
  readonly #minCutoffHz: number;
  readonly #beta: number;
  #hasValues = false;

  /** @param minCutoffHz smoothing at rest @param beta how much of a speed (units a second) is added to it */
  constructor(count: number, minCutoffHz: number, beta: number) {
    this.#values = new Float32Array(count);
    this.#speeds = new Float32Array(count);
    this.#minCutoffHz = minCutoffHz;
    this.#beta = beta;
  }

  /** The next begins afresh. */
  restart(): void {
    this.#hasValues = false;
    this.#speeds.fill(0);
  }

  /** Smooths in place. @param deltaMs since the last call */
  apply(values: Float32Array, deltaMs: number): void {
    const seconds = Math.max(deltaMs, 1) / 1_000;
    const slow = share(1, seconds);
    for (let i = 0; i < this.#values.length; i += 1) {
      if (!this.#hasValues) {
        this.#values[i] = values[i]!;
        continue;
      }
      const speed = (values[i]! - this.#values[i]!) / seconds;
      this.#speeds[i] = this.#speeds[i]! + (speed - this.#speeds[i]!) * slow;
      this.#values[i] = this.#values[i]! + (values[i]! - this.#values[i]!) * share(this.#minCutoffHz + this.#beta * Math.abs(this.#speeds[i]!), seconds);
      values[i] = this.#values[i]!;
    }
    this.#hasValues = true;
  }
}

/** Share of the way that a low pass of this cutoff goes in so many seconds. */
function share(cutoffHz: number, seconds: number): number {
  const r = 2 * Math.PI * cutoffHz * seconds;
  return r / (r + 1);
}
