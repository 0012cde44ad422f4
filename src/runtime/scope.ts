/** Owns what is created in one place and disposes it there, newest first. */
export class Scope implements Disposable {
  readonly #owned: (() => void)[] = [];
  #disposed = false;

  /** Takes over a disposable and gives it back. A scope already disposed disposes it at once. */
  own<T extends Disposable>(resource: T): T {
    this.defer(() => resource[Symbol.dispose]());
    return resource;
  }

  /** Runs `release` when the scope ends. */
  defer(release: () => void): void {
    if (this.#disposed) release();
    else this.#owned.push(release);
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    for (let release = this.#owned.pop(); release; release = this.#owned.pop()) release();
  }
}
