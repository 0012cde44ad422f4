export interface RateLimit {
  /** Tries that may come at once. */
  readonly burst: number;
  /** Time after which one more is had, in ms. */
  readonly refillMs: number;
}

/** More keys than this are not kept apart. */
const MOST_KEYS = 10_000;

/** A token bucket for each key (an address, a device, an account). */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #now: () => number;
  readonly #buckets = new Map<string, { left: number; atMs: number }>();

  constructor(limit: RateLimit, now: () => number = Date.now) {
    this.#limit = limit;
    this.#now = now;
  }

  /** @returns false when it was tried too often */
  take(key: string): boolean {
    const { burst, refillMs } = this.#limit;
    const nowMs = this.#now();
    const bucket = this.#buckets.get(key) ?? { left: burst, atMs: nowMs };
    const left = Math.min(burst, bucket.left + (nowMs - bucket.atMs) / refillMs);
    if (this.#buckets.size >= MOST_KEYS && !this.#buckets.has(key)) this.#buckets.clear();
    this.#buckets.set(key, { left: Math.max(0, left - (left >= 1 ? 1 : 0)), atMs: nowMs });
    return left >= 1;
  }

  /** Forgets a key: what it was kept from is allowed again. */
  forgive(key: string): void {
    this.#buckets.delete(key);
  }
}
