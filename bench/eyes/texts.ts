import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { printedText } from '../../src/core/looks/printed/printed-names.ts';
import { sightingOf } from '../../src/core/looks/sighting.ts';
import { seededRandom } from '../../src/core/shared/random.ts';
import { loadText } from '../../src/engines/vision/text/node.ts';
import { LONGEST_SIDE } from '../../src/engines/vision/text/text-reader.ts';
import { readShop } from '../../src/tools/build-pack.ts';
import { readPicture } from '../../src/tools/read-picture.ts';
import { renderLabel, type Label } from '../../src/tools/render-label.ts';
import { median, quantile, round, type Case, type Measurement } from '../measurement.ts';
import { modelsFolder } from '../mind/sources.ts';

const PLATES = 150;
/** Plates as a camera shows them that mirrors. */
const MIRRORED = 50;
/** Plates of goods that the shop does not sell, and photos of quite other things: nothing may be decided by what is read on them. */
const FOREIGN = 60;
const OTHERS = 60;
const FOREIGN_GOODS: readonly Label[] = [
  { zh: '暖手宝', en: 'Hand Warmer', model: 'T7' }, { zh: '电风扇', en: 'Desk Fan', model: 'K15' }, { zh: '电饼铛', en: 'Electric Griddle', model: 'R-21' }, { zh: '养生壶', en: 'Tea Maker', model: 'YS-A10' }, { zh: '蓝牙耳机', en: 'Wireless Buds', model: 'WH-1000XM4' }, { zh: '吹风机', en: 'Hair Dryer', model: '8C1' },
];

/** Rating plates of the demo shop's goods as photos: is the product named that is printed there, siblings told apart? */
export async function measureTexts(): Promise<Measurement> {
  const { pack } = await readShop('shops/demo');
  const reader = await loadText();
  const random = seededRandom(2_026);
  const cases: Case[] = [];
  const times: number[] = [];
  const see = async (image: Uint8Array) => {
    const picture = await readPicture(image, LONGEST_SIDE);
    const start = performance.now();
    const { words } = reader.read(picture);
    times.push(performance.now() - start);
    const sighting = sightingOf({ codes: [], words }, pack);
    return { got: sighting.kind === 'product' ? sighting.product : sighting.kind === 'choose' ? `asks: ${sighting.products.join(' ')}` : sighting.kind === 'display' ? `display: ${sighting.code}` : 'nothing', text: printedText(words) };
  };
  const withoutModel = (name: string) => name.replace(/\s*\b[A-Z]\d\b.*$/, '');
  for (let i = 0; i < PLATES + MIRRORED; i += 1) {
    const { id, name } = pack.products[Math.floor(random() * pack.products.length)]!;
    const { image, what } = await renderLabel({ zh: withoutModel(name.zh), en: withoutModel(name.en), model: id.toUpperCase() }, random);
    const isMirrored = i >= PLATES;
    const { got, text } = await see(isMirrored ? await sharp(image).flop().jpeg().toBuffer() : image);
    cases.push({ figure: isMirrored ? 'textMirroredNamed' : 'textNamed', input: `${what}: ${JSON.stringify(text)}`, expected: id, got });
  }
  for (let i = 0; i < FOREIGN; i += 1) {
    const { image, what } = await renderLabel(FOREIGN_GOODS[i % FOREIGN_GOODS.length]!, random);
    const { got, text } = await see(image);
    cases.push({ figure: 'textFalse', input: `${what}: ${JSON.stringify(text)}`, expected: 'nothing', got });
  }
  const photos = join(modelsFolder(), 'product-images', 'grocery-store', 'query');
  for (const file of readdirSync(photos).filter((_, i, all) => i % Math.ceil(all.length / OTHERS) === 0)) {
    const { got } = await see(readFileSync(join(photos, file)));
    cases.push({ figure: 'textFalse', input: file, expected: 'nothing', got });
  }
  const isDecided = (got: Case['got']) => /^\w+$/.test(String(got)) && got !== 'nothing';
  const named = (figure: string) => {
    const plates = cases.filter((each) => each.figure === figure);
    return { right: round(plates.filter(({ expected, got }) => got === expected).length / plates.length, 4), wrong: round(plates.filter(({ expected, got }) => isDecided(got) && got !== expected).length / plates.length, 4) };
  };
  const [straight, mirrored] = [named('textNamed'), named('textMirroredNamed')];
  return {
    figures: {
      textNamed: straight.right, textMisnamed: straight.wrong, textMirroredNamed: mirrored.right, textMirroredMisnamed: mirrored.wrong,
      textFalse: cases.filter(({ figure, got }) => figure === 'textFalse' && isDecided(got)).length,
      textMs: round(median(times), 0), textMsP95: round(quantile(times, 0.95), 0),
    },
    cases, settings: { node: process.version, plates: PLATES, mirrored: MIRRORED, foreign: FOREIGN, others: OTHERS },
  };
}
