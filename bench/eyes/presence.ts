import type { Page } from 'playwright';
import sharp from 'sharp';
import { filmOf } from '../../tests/helpers/film.ts';
import { openKiosk } from '../../tests/helpers/kiosk-page.ts';
import { round, type Measurement } from '../measurement.ts';
import { processIds, workerSeconds } from '../processes.ts';

/** Everything that a page loads and learns by itself is done after this. */
const SETTLE_MS = 75_000;
const MEASURED_MS = 45_000;
/** Until a camera that was turned on or off is. */
const TURN_MS = 5_000;
const [WIDTH, HEIGHT] = [640, 480];

/** What noticing nobody costs: CPU time of all worker threads of one page with the camera looking, without, and with again. Linux only. */
export async function measurePresence(): Promise<Measurement> {
  const empty = await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#dfe5e1' } }).png().toBuffer();
  const film = await filmOf(Array.from({ length: 30 }, () => empty), WIDTH, HEIGHT);
  await using kiosk = await openKiosk({ search: 'body=off&presence=on', flags: [`--use-file-for-fake-video-capture=${film}`] });
  await kiosk.until('ears-ready', { timeoutMs: 180_000 }).catch(() => {});
  await kiosk.page.waitForTimeout(SETTLE_MS);
  const before = await share(kiosk.page, true);
  const without = await share(kiosk.page, false);
  const after = await share(kiosk.page, true);
  // What else goes on in the page grows or shrinks slowly: before and after together stand for the time between.
  const cost = (before + after) / 2 - without;
  return {
    figures: { idlePresenceCpuShare: round(cost, 4), workersCpuShareWithoutPresence: round(without, 4) },
    cases: [['on', before], ['off', without], ['on again', after]].map(([what, got]) => ({ figure: 'idlePresenceCpuShare', input: `nobody there, camera ${what}`, expected: null, got: round(Number(got), 4) })),
    settings: { node: process.version, measuredSeconds: MEASURED_MS / 1_000 },
  };
}

/** Share of one core that the page's workers take with presence on or off. */
async function share(page: Page, isOn: boolean): Promise<number> {
  await page.evaluate((on) => document.querySelector('yb-kiosk')!.shadowRoot!.querySelector('yb-top-bar')!.dispatchEvent(new CustomEvent('yb-presence', { detail: { on } })), isOn);
  await page.waitForTimeout(TURN_MS);
  const before = workerSeconds(processIds());
  await page.waitForTimeout(MEASURED_MS);
  return (workerSeconds(processIds()) - before) / (MEASURED_MS / 1_000);
}
