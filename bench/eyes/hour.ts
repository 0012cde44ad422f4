import sharp from 'sharp';
import { filmOf } from '../../tests/helpers/film.ts';
import { openKiosk } from '../../tests/helpers/kiosk-page.ts';
import { median, round, type Case, type Measurement } from '../measurement.ts';
import { privateMb, processIds, workerSeconds } from '../processes.ts';

const MINUTES = 60;
/** What a page learns by itself is over by then. */
const SETTLE_MINUTES = 5;
/** The first and the last so many minutes are compared. */
const COMPARED = 10;
const [WIDTH, HEIGHT] = [640, 480];

/** An hour in which the camera looks and nobody comes: memory of the browser, minute by minute, and what it costs. Linux only. */
export async function measureHour(): Promise<Measurement> {
  const empty = await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#dfe5e1' } }).png().toBuffer();
  const film = await filmOf(Array.from({ length: 30 }, () => empty), WIDTH, HEIGHT);
  const others = new Set(processIds());
  await using kiosk = await openKiosk({ search: 'body=off&presence=on', flags: [`--use-file-for-fake-video-capture=${film}`] });
  const own = processIds().filter((pid) => !others.has(pid));
  await kiosk.page.waitForTimeout(SETTLE_MINUTES * 60_000);
  const startMs = Date.now();
  const startSeconds = workerSeconds(own);
  const megabytes: number[] = [];
  const heaps: number[] = [];
  for (let minute = 0; minute < MINUTES; minute += 1) {
    // By the clock: the browser counts its heaps when it likes, after up to half a minute.
    await kiosk.page.waitForTimeout(Math.max(0, startMs + (minute + 1) * 60_000 - Date.now()));
    megabytes.push(privateMb(own));
    // Page and workers.
    heaps.push(await kiosk.page.evaluate(async () => ((await (performance as unknown as { measureUserAgentSpecificMemory(): Promise<{ bytes: number }> }).measureUserAgentSpecificMemory()).bytes) / 2 ** 20));
  }
  const growth = (values: readonly number[]) => median(values.slice(-COMPARED)) - median(values.slice(0, COMPARED));
  const cases: Case[] = megabytes.map((value, i) => ({ figure: 'hourMemoryGrowthMb', input: `minute ${i + 1}: heaps ${heaps[i]!.toFixed(1)} MB, processes`, expected: null, got: round(value, 1) }));
  return {
    figures: { hourMemoryGrowthMb: round(growth(megabytes), 1), hourHeapGrowthMb: round(growth(heaps), 1), hourMemoryMb: round(median(megabytes.slice(-COMPARED)), 0), hourPresenceCpuShare: round((workerSeconds(own) - startSeconds) / (MINUTES * 60), 4) },
    cases, settings: { node: process.version, minutes: MINUTES },
  };
}
