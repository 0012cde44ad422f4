const CACHE = 'yingbin-vectors-1';

/** Vectors of a shop's own example sentences, kept in Cache Storage for the next start; nothing of a visitor. */
export class VectorMemo {
  readonly #network: string;
  readonly #texts: readonly string[];

  /** @param network hash of the network that made them */
  constructor(network: string, texts: readonly string[]) {
    this.#network = network;
    this.#texts = texts;
  }

  /** All of them, or none where these sentences were not read by this network before. */
  async read(): Promise<Float32Array[]> {
    const cache = await openCache();
    const kept = await cache?.match(await this.#url());
    const values = kept ? new Float32Array(await kept.arrayBuffer()) : new Float32Array(0);
    const size = values.length / this.#texts.length;
    return values.length > 0 && Number.isInteger(size) ? this.#texts.map((_, i) => values.slice(i * size, (i + 1) * size)) : [];
  }

  /** Keeps these instead of any kept before. */
  async keep(vectors: readonly Float32Array[]): Promise<void> {
    const cache = await openCache();
    if (!cache) return;
    const size = vectors[0]?.length ?? 0;
    const values = new Float32Array(vectors.length * size);
    vectors.forEach((vector, i) => values.set(vector, i * size));
    await Promise.all((await cache.keys()).map((request) => cache.delete(request)));
    // Without room they are read again next time.
    await cache.put(await this.#url(), new Response(values)).catch(() => {});
  }

  async #url(): Promise<string> {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode([this.#network, ...this.#texts].join('\n')));
    return `/vectors/${[...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  }
}

/** Undefined where the browser gives no storage (a private window, an insecure page). */
function openCache(): Promise<Cache | undefined> {
  return Promise.resolve(globalThis.caches?.open(CACHE)).catch(() => undefined);
}
