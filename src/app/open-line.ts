import type { CallLine, LineEvents } from '../ports/call-line.ts';

const code = () => import('../handover/livekit-line.ts');

/** Fetches the line's code before a call needs it. */
export function fetchLine(): void {
  void code().catch(() => {});
}

export async function createLine(events: LineEvents): Promise<CallLine> {
  return new (await code()).LivekitLine(events);
}
