export interface ServerEventsOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly onEvent: (name: string, data: string) => void;
  /** The stream is open (again), or broke and is tried again. */
  readonly onLink?: (isOpen: boolean) => void;
  /** The server wants no more of this: 401, 403, 410. */
  readonly onEnd?: (status: number) => void;
}

const RETRY_MS = [500, 1_000, 2_000, 4_000] as const;
/** Beats come every 10 s; a stream without any is dead, in ms. */
const SILENCE_MS = 25_000;

/** Server-sent events (HTML standard, section 9.2) by fetch, which may carry headers; opened again whenever they break. */
export function watchServerEvents(url: string, { headers = {}, onEvent, onLink, onEnd }: ServerEventsOptions): Disposable {
  const stop = new AbortController();
  let tries = 0;
  void (async () => {
    while (!stop.signal.aborted) {
      const status = await readOnce(url, headers, stop.signal, onEvent, () => {
        tries = 0;
        onLink?.(true);
      }).catch(() => 0);
      if (stop.signal.aborted) return;
      if (status === 401 || status === 403 || status === 410) return onEnd?.(status);
      onLink?.(false);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS[tries] ?? RETRY_MS.at(-1)));
      tries += 1;
    }
  })();
  return { [Symbol.dispose]: () => stop.abort() };
}

/** Reads a stream to its end. @returns the status */
async function readOnce(url: string, headers: Readonly<Record<string, string>>, signal: AbortSignal, onEvent: (name: string, data: string) => void, onOpen: () => void): Promise<number> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: AbortSignal.any([signal, silence.signal]), cache: 'no-store' });
    if (!response.ok || !response.body) return response.status;
    onOpen();
    let rest = '';
    for await (const chunk of chunksOf(response.body)) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) {
        const field = (name: string) => block.split('\n').filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trimStart()).join('\n');
        onEvent(field('event'), field('data'));
      }
    }
    return response.status;
  } finally {
    clearTimeout(timer);
  }
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield decoder.decode(read.value, { stream: true });
  } finally {
    reader.releaseLock();
  }
}
