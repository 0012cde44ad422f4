import type { CallLine, LineEvents } from '../ports/call-line.ts';

const code = () => import('../handover/livekit-line.ts');

/** Gets the line ready before a call needs it. */
export function fetchLine(): void {
  void code().then(({ LivekitLine }) => LivekitLine.warmUp()).catch(() => {});
}

export async function createLine(events: LineEvents): Promise<CallLine> {
  return new (await code()).LivekitLine(events);
}
