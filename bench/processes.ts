/** What /proc says of processes. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

export function processIds(): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
}

/** CPU seconds of every thread of these processes that Chromium calls a dedicated worker. @see proc(5): fields 14 and 15 of stat, in hundredths */
export function workerSeconds(pids: readonly string[]): number {
  let ticks = 0;
  for (const pid of pids) {
    try {
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
        if (!stat.includes('(DedicatedWorker')) continue;
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        ticks += Number(fields[11]) + Number(fields[12]);
      }
    } catch {
      // a process that has ended
    }
  }
  return ticks / 100;
}

/** Memory of these processes that is theirs alone, in MB. @see proc(5): smaps_rollup */
export function privateMb(pids: readonly string[]): number {
  let kilobytes = 0;
  for (const pid of pids) {
    try {
      for (const [, amount] of readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+:\s+(\d+) kB/gm)) kilobytes += Number(amount);
    } catch {
      // a process that has ended
    }
  }
  return kilobytes / 1_024;
}
