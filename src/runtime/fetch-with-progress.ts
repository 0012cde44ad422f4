import { Failure } from '../core/shared/failure.ts';
import type { LoadProgress, RunOptions } from '../ports/engine.ts';

/**
 * Reads a whole file of our own origin.
 * @param onProgress called with stage `download` for every chunk
 * @throws Failure `offline` | `not-found` | `load-failed` | `aborted`
 */
export async function fetchWithProgress(url: string, onProgress: (progress: LoadProgress) => void, { signal }: RunOptions = {}): Promise<Uint8Array> {
  const response = await request(url, signal);
  const totalBytes = Number(response.headers.get('content-length')) || null;
  const chunks: Uint8Array[] = [];
  let loadedBytes = 0;
  const reader = response.body!.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw new Failure(signal?.aborted ? 'aborted' : 'offline', `the connection broke while reading ${url}`, { cause: error, retryable: true });
    });
    if (done) break;
    chunks.push(value);
    loadedBytes += value.length;
    onProgress({ stage: 'download', loadedBytes, totalBytes });
  }
  return concat(chunks, loadedBytes);
}

/** A successful response with a body. @throws Failure as above */
export async function request(url: string, signal: AbortSignal | undefined, headers: Record<string, string> = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { signal: signal ?? null, headers });
  } catch (error) {
    throw new Failure(signal?.aborted ? 'aborted' : 'offline', `could not reach ${url}`, { cause: error, retryable: true });
  }
  if (response.ok && response.body) return response;
  // 503: our server is there, but cannot reach what it was asked for.
  throw new Failure(response.status === 404 ? 'not-found' : response.status === 503 ? 'offline' : 'load-failed', `${url}: ${response.status} ${response.statusText}`, { retryable: response.status >= 500 });
}

export function concat(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
