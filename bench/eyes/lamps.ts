import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { litLamp } from '../../src/core/looks/lamps.ts';
import { LAMP_COLOURS } from '../../src/core/shared/lamp.ts';
import { seededRandom } from '../../src/core/shared/random.ts';
import { readPicture } from '../../src/tools/read-picture.ts';
import { renderDisplay } from '../../src/tools/render-display.ts';
import { renderLamp } from '../../src/tools/render-lamp.ts';
import { median, round, type Case, type Measurement } from '../measurement.ts';
import { modelsFolder } from '../mind/sources.ts';

const PHOTOS = 240;
const OFF = 80;

/** Photographed-like lamps that are lit, things whose lamps are off, displays, and photos of goods: no lamp glows there. */
export async function measureLamps(): Promise<Measurement> {
  const random = seededRandom(404);
  const cases: Case[] = [];
  const times: number[] = [];
  const see = async (figure: string, input: string, expected: string, image: Uint8Array) => {
    const picture = await readPicture(image);
    const start = process.cpuUsage();
    const got = litLamp(picture) ?? 'none';
    times.push((process.cpuUsage(start).user + process.cpuUsage(start).system) / 1_000);
    cases.push({ figure, input, expected, got });
  };
  for (let i = 0; i < PHOTOS; i += 1) {
    const { image, what } = await renderLamp(LAMP_COLOURS[i % LAMP_COLOURS.length]!, random);
    await see('lampsRead', what, LAMP_COLOURS[i % LAMP_COLOURS.length]!, image);
  }
  for (let i = 0; i < OFF; i += 1) {
    const { image, what } = i % 2 === 0 ? await renderLamp(undefined, random) : await renderDisplay(['E3', 'F1', 'H7'][i % 3]!, random);
    await see('lampFalseShare', what, 'none', image);
  }
  const folder = join(modelsFolder(), 'product-images', 'grocery-store');
  for (const file of (readdirSync(folder, { recursive: true }) as string[]).filter((name) => /\.jpe?g$/i.test(name)).sort()) await see('lampFalseShare', file, 'none', readFileSync(join(folder, file)));
  const share = (figure: string, isCounted: (each: Case) => boolean) => {
    const all = cases.filter((each) => each.figure === figure);
    return round(all.filter(isCounted).length / all.length, 4);
  };
  return {
    figures: { lampsRead: share('lampsRead', ({ expected, got }) => expected === got), lampsMisread: share('lampsRead', ({ expected, got }) => got !== 'none' && got !== expected), lampFalseShare: share('lampFalseShare', ({ got }) => got !== 'none'), lampCpuMs: round(median(times), 0) },
    cases, settings: { node: process.version, photos: PHOTOS },
  };
}
