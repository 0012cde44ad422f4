import { readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { filmOf } from '../../tests/helpers/film.ts';
import { openKiosk } from '../../tests/helpers/kiosk-page.ts';
import { round, type Measurement } from '../measurement.ts';

const SETTLE_MS = 20_000;
const MEASURED_MS = 60_000;
const [WIDTH, HEIGHT] = [640, 480];

/** What noticing nobody costs: CPU time of all worker threads of the page over a minute, with the camera looking and without. Linux only. */
export async function measurePresence(): Promise<Measurement> {
  const empty = await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#dfe5e1' } }).png().toBuffer();
  const film = await filmOf(Array.from({ length: 30 }, () => empty), WIDTH, HEIGHT);
  const [without, withPresence] = [await share(film, ''), await share(film, '&presence=on')];
  return {
    figures: { idlePresenceCpuShare: round(Math.max(0, withPresence - without), 4), workersCpuShareWithoutPresence: round(without, 4) },
    cases: [{ figure: 'idlePresenceCpuShare', input: 'a minute of nobody, camera on', expected: null, got: round(withPresence, 4) }, { figure: 'idlePresenceCpuShare', input: 'a minute of nobody, camera off', expected: null, got: round(without, 4) }],
    settings: { node: process.version, measuredSeconds: MEASURED_MS / 1_000 },
  };
}

/** Share of one core that the page's workers take. */
async function share(film: string, search: string): Promise<number> {
  await using kiosk = await openKiosk({ search: `body=off${search}`, flags: [`--use-file-for-fake-video-capture=${film}`] });
  await kiosk.until('ears-ready', { timeoutMs: 180_000 }).catch(() => {});
  await kiosk.page.waitForTimeout(SETTLE_MS);
  const before = workerSeconds();
  await kiosk.page.waitForTimeout(MEASURED_MS);
  return (workerSeconds() - before) / (MEASURED_MS / 1_000);
}

/** CPU seconds of every thread that Chromium calls a dedicated worker. @see proc(5): fields 14 and 15 of stat, in hundredths */
function workerSeconds(): number {
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
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
