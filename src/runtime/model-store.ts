import { Failure } from '../core/shared/failure.ts';
import type { LoadProgress, RunOptions } from '../ports/engine.ts';
import { concat, request } from './fetch-with-progress.ts';

/** One file of the manifest, as the page asks for it. */
export interface ModelFile {
  /** Absolute address on our own origin: `/models/<id>/<file>`. */
  readonly url: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

const CACHE = 'yingbin-models-1';
const PARTIAL = '?partial';

/**
 * Fetches model files once and keeps them in Cache Storage: progress in bytes, a broken download goes on where it stopped, and
 * nothing is used that does not have the hash of the manifest. Without Cache Storage it fetches every time.
 */
export class ModelStore {
  /** Several files with one progress over all their bytes. @throws Failure as `fetch` does */
  async fetchAll(files: readonly ModelFile[], onProgress: (progress: LoadProgress) => void, options: RunOptions = {}): Promise<Uint8Array[]> {
    const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const results: Uint8Array[] = [];
    let before = 0;
    for (const file of files) {
      results.push(await this.fetch(file, (loaded) => onProgress({ stage: 'download', loadedBytes: before + loaded, totalBytes }), options));
      before += file.bytes;
    }
    return results;
  }

  /**
   * @param onBytes called with the bytes that are here so far; never goes down
   * @throws Failure `offline` | `not-found` | `hash-mismatch` | `quota-exceeded` | `aborted`
   */
  async fetch(file: ModelFile, onBytes: (loaded: number) => void = () => {}, { signal }: RunOptions = {}): Promise<Uint8Array> {
    const cache = await openCache();
    const known = await cache?.match(file.url);
    if (known) {
      const bytes = new Uint8Array(await known.arrayBuffer());
      if (await isWhole(bytes, file)) {
        onBytes(bytes.length);
        return bytes;
      }
      await cache?.delete(file.url);
    }
    const bytes = await this.#download(file, cache, onBytes, signal);
    await cache?.delete(file.url + PARTIAL);
    if (!(await isWhole(bytes, file))) throw new Failure('hash-mismatch', `${file.url} has ${bytes.length} bytes that are not those of the manifest`, { retryable: true });
    await keep(cache, file.url, bytes);
    return bytes;
  }

  async #download({ url, bytes: expected }: ModelFile, cache: Cache | undefined, onBytes: (loaded: number) => void, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const partial = await cache?.match(url + PARTIAL);
    let start = partial ? new Uint8Array(await partial.arrayBuffer()) : new Uint8Array(0);
    if (start.length >= expected) start = new Uint8Array(0);
    const response = await request(url, signal, start.length > 0 ? { range: `bytes=${start.length}-` } : {});
    if (response.status !== 206) start = new Uint8Array(0);
    const chunks: Uint8Array[] = [start];
    let loaded = start.length;
    const reader = response.body!.getReader();
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        chunks.push(part.value);
        loaded += part.value.length;
        if (loaded > expected) throw new Failure('hash-mismatch', `${url} is longer than the manifest says`, { retryable: true });
        onBytes(loaded);
      }
    } catch (error) {
      if (error instanceof Failure) throw error;
      // Keep what came: the next try asks for the rest.
      await keep(cache, url + PARTIAL, concat(chunks, loaded));
      throw new Failure(signal?.aborted ? 'aborted' : 'offline', `the connection broke at byte ${loaded} of ${url}`, { cause: error, retryable: true });
    }
    return concat(chunks, loaded);
  }
}

async function openCache(): Promise<Cache | undefined> {
  try {
    return await caches.open(CACHE);
  } catch {
    return undefined; // plain http, private mode, Node
  }
}

async function keep(cache: Cache | undefined, url: string, bytes: Uint8Array): Promise<void> {
  try {
    await cache?.put(url, new Response(bytes as BufferSource));
  } catch (error) {
    // A full disk does not take the model away: it is in memory already.
    if ((error as DOMException).name !== 'QuotaExceededError') throw error;
  }
}

async function isWhole(bytes: Uint8Array, { bytes: expected, sha256 }: ModelFile): Promise<boolean> {
  if (bytes.length !== expected) return false;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}
