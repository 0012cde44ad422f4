import type { Context } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import type { StoreChange, TicketStore } from './ticket-store.ts';

/** Lines without content that keep proxies from closing the stream, and tell a dead one, in ms. */
const HEARTBEAT_MS = 10_000;
/** The first change after a silence is told at once; those within this after it are told together, in ms. */
const GATHER_MS = 40;

export interface EventStreamOptions {
  /** Changes that are told at once; the others with the next second. All by default. */
  readonly concerns?: (change: StoreChange) => boolean;
  /** Called at first with nothing, then with what changed; also every second with nothing, as waits grow. */
  readonly tell: (stream: SSEStreamingApi, changes: readonly StoreChange[]) => Promise<void>;
  readonly onHeartbeat?: () => Promise<void>;
}

/** Server-sent events of a store's changes. What is told is the present state, so that nothing is lost when the stream is opened again. */
export function eventStream(context: Context, store: TicketStore, { concerns = () => true, tell, onHeartbeat }: EventStreamOptions): Response {
  context.header('cache-control', 'no-store');
  context.header('x-accel-buffering', 'no');
  return streamSSE(context, async (stream) => {
    let pending: StoreChange[] = [];
    let wake = () => {};
    const stop = store.watch((change) => {
      if (!concerns(change)) return;
      pending.push(change);
      wake();
    });
    stream.onAbort(() => wake());
    try {
      await tell(stream, []);
      let beatMs = Date.now();
      let toldMs = -Infinity;
      while (!stream.aborted) {
        if (pending.length === 0) await until(1_000, (now) => { wake = now; });
        const restMs = toldMs + GATHER_MS - Date.now();
        if (pending.length > 0 && restMs > 0) await stream.sleep(restMs);
        if (stream.aborted) break;
        const changes = pending;
        pending = [];
        toldMs = Date.now();
        await tell(stream, changes);
        if (Date.now() - beatMs < HEARTBEAT_MS) continue;
        beatMs = Date.now();
        await stream.writeSSE({ event: 'beat', data: '' });
        await onHeartbeat?.();
      }
    } finally {
      stop();
    }
  });
}

/** Resolves after this time, or when `early` is called. */
function until(ms: number, give: (early: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    give(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
