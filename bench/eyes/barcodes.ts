import sharp from 'sharp';
import { seededRandom } from '../../src/core/shared/random.ts';
import { loadCodes } from '../../src/engines/vision/codes/node.ts';
import { readPicture } from '../../src/tools/read-picture.ts';
import { ean13Svg } from '../../src/tools/render-barcode.ts';
import { round, type Case, type Measurement } from '../measurement.ts';

const CODES = 300;
const SIDE = 900;

/** Rendered EAN-13 of any number, as a hand holds them up: turned up to 45 degrees, tilted, small or large, blurred, dim, with a lamp's reflection. */
export async function measureBarcodes(): Promise<Measurement> {
  const reader = await loadCodes();
  const random = seededRandom(31);
  const between = (low: number, high: number) => low + (high - low) * random();
  const cases: Case[] = [];
  for (let i = 0; i < CODES; i += 1) {
    const body = Array.from({ length: 12 }, () => Math.floor(random() * 10));
    const check = (10 - (body.reduce((sum, digit, k) => sum + digit * (k % 2 ? 3 : 1), 0) % 10)) % 10;
    const code = [...body, check].join('');
    const [angle, module, blur, glare] = [between(-45, 45), between(2, 4), between(0.3, 1.3), between(0, 0.5)];
    const turned = await sharp(Buffer.from(ean13Svg(code, module))).affine([1, between(-0.12, 0.12), between(-0.12, 0.12), between(0.8, 1)], { background: '#d9d4c8' }).rotate(angle, { background: '#d9d4c8' }).png().toBuffer();
    const lamp = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}"><ellipse cx="${between(0.3, 0.7) * SIDE}" cy="${between(0.3, 0.7) * SIDE}" rx="120" ry="60" fill="#fff" opacity="${glare}"/></svg>`);
    const { width = 0, height = 0 } = await sharp(turned).metadata();
    const photo = await sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: '#b9b2a4' } })
      .composite([{ input: turned, left: Math.round((SIDE - width) / 2), top: Math.round((SIDE - height) / 2) }, { input: lamp, left: 0, top: 0 }]).png().toBuffer();
    const shot = await sharp(photo).linear(between(0.55, 1.15), between(-15, 15)).blur(blur).jpeg({ quality: Math.round(between(50, 90)) }).toBuffer();
    const [found] = await reader.read(await readPicture(shot), true);
    cases.push({ figure: 'barcodesRead', input: `${code}, ${round(angle, 0)}°, ${round(module, 1)} px a bar, blur ${round(blur, 1)}, glare ${round(glare, 1)}`, expected: code, got: found?.text ?? 'nothing' });
  }
  return { figures: { barcodesRead: round(cases.filter(({ expected, got }) => expected === got).length / CODES, 4), barcodesMisread: cases.filter(({ expected, got }) => got !== 'nothing' && expected !== got).length }, cases, settings: { node: process.version } };
}
