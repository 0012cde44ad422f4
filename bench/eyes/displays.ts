import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDisplay } from '../../src/core/looks/displays/read-display.ts';
import { seededRandom } from '../../src/core/shared/random.ts';
import { loadGlyphs } from '../../src/engines/vision/displays/node.ts';
import { readPicture } from '../../src/tools/read-picture.ts';
import { renderDisplay } from '../../src/tools/render-display.ts';
import { median, round, type Case, type Measurement } from '../measurement.ts';
import { modelsFolder } from '../mind/sources.ts';

const PHOTOS = 300;
const LETTERS = [...'EEEEFHPLAC'];
/** Photos without a display, in which nothing may be read. */
const OTHERS = 120;

/** Photographed-like displays of lamps and liquid crystal, drawn by other code than the reader was trained on; and photos of goods, where there is nothing to read. */
export async function measureDisplays(): Promise<Measurement> {
  const reader = await loadGlyphs();
  const random = seededRandom(77);
  const cases: Case[] = [];
  const times: number[] = [];
  for (let i = 0; i < PHOTOS; i += 1) {
    const digits = String(Math.floor(random() * (random() < 0.3 ? 100 : 10)));
    const code = `${LETTERS[Math.floor(random() * LETTERS.length)]!}${digits}`;
    const { image, what } = await renderDisplay(code, random);
    const picture = await readPicture(image);
    const start = process.cpuUsage();
    const found = readDisplay(picture, [], reader);
    times.push((process.cpuUsage(start).user + process.cpuUsage(start).system) / 1_000);
    cases.push({ figure: 'displayCodesRead', input: what, expected: code, got: found?.code ?? 'nothing' });
  }
  const others = photosOf(join(modelsFolder(), 'product-images', 'grocery-store')).filter((_, i, all) => i % Math.ceil(all.length / OTHERS) === 0);
  for (const file of others) {
    const found = readDisplay(await readPicture(readFileSync(file)), [], reader);
    cases.push({ figure: 'displayFalseReads', input: file.split('/').slice(-3).join('/'), expected: 'nothing', got: found?.code ?? 'nothing' });
  }
  const read = cases.filter(({ figure }) => figure === 'displayCodesRead');
  const right = read.filter(({ expected, got }) => expected === got).length;
  return {
    figures: {
      displayCodesRead: round(right / read.length, 4), displayCodesMisread: round(read.filter(({ expected, got }) => got !== 'nothing' && got !== expected).length / read.length, 4),
      displayFalseReads: cases.filter(({ figure, got }) => figure === 'displayFalseReads' && got !== 'nothing').length, displayCpuMs: round(median(times), 0),
    },
    cases, settings: { node: process.version, photos: PHOTOS, others: others.length },
  };
}

function photosOf(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).filter((file) => /\.jpe?g$/i.test(file)).sort().map((file) => join(folder, file));
}
