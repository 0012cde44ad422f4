/** Moments of the loop, for benchmarks and tests. Off unless the page's address asks for it: they hold what was heard. */
export type TraceEvent =
  | { readonly type: 'usable' | 'body' | 'first-frame' | 'speech-started' | 'endpoint' | 'final' | 'reply' | 'first-sound' | 'silenced' | 'wiped' | 'ears-ready' | 'barge-in' }
  | { readonly type: 'frame'; readonly mouth: number; readonly level: number; readonly costMs: number; readonly updateMs: number }
  | { readonly type: 'presence'; readonly event: string }
  /** A moment of an agent who plays her arrived: so long after the camera saw it, by the clocks of both. */
  | { readonly type: 'puppet'; readonly lateMs: number; readonly bytes: number }
  | { readonly type: 'heard'; readonly text: string; readonly raw: string; readonly accepted: boolean; readonly language: string };

export type Trace = (event: TraceEvent) => void;

/** Sends every moment as a DOM event `yingbin-trace` with the time of the page's clock. */
export function createTrace(target: EventTarget): Trace {
  return (event) => void target.dispatchEvent(new CustomEvent('yingbin-trace', { detail: { ...event, atMs: performance.now() } }));
}

export const noTrace: Trace = () => {};
