import { beforeAll, describe, expect, test } from 'vitest';
import { boxesOf, grown, rowsOf, standingOut } from '../../../src/core/looks/displays/glyph-boxes.ts';
import { GLYPH_HEIGHT, GLYPH_INPUTS, GLYPH_WIDTH, glyphOf, GlyphReader } from '../../../src/core/looks/displays/glyph-reader.ts';
import { readDisplay } from '../../../src/core/looks/displays/read-display.ts';
import type { Picture } from '../../../src/core/looks/picture.ts';
import { seededRandom } from '../../../src/core/shared/random.ts';
import { loadGlyphs } from '../../../src/engines/vision/displays/node.ts';
import { readPicture } from '../../../src/tools/read-picture.ts';
import { renderDisplay } from '../../../src/tools/render-display.ts';

const maskOf = (...rows: string[]) => ({ width: rows[0]!.length, height: rows.length, data: Uint8Array.from(rows.join(''), (char) => (char === '#' ? 1 : 0)) });

describe('signs in a picture', () => {
  test('what hangs together is one box, also where two arms meet below', () => {
    const boxes = boxesOf(maskOf('#.#....', '#.#..#.', '###..#.'));
    expect(boxes).toEqual([{ left: 0, top: 0, right: 3, bottom: 3 }, { left: 5, top: 1, right: 6, bottom: 3 }]);
  });

  test('strokes that nearly touch grow together, further down than across', () => {
    const mask = maskOf('#.....', '......', '#..#..', '......');
    expect(boxesOf(grown(mask, 0, 0))).toHaveLength(3);
    expect(boxesOf(grown(mask, 0, 1))).toHaveLength(2);
    expect(boxesOf(grown(mask, 1, 1))).toHaveLength(1);
  });

  test('signs as tall as each other and side by side make a row; a frame, a dot and a far one do not', () => {
    const sign = (left: number, height = 30) => ({ left, top: 50, right: left + 18, bottom: 50 + height });
    const row = [sign(0), sign(26), sign(52)];
    expect(rowsOf([...row, { left: 0, top: 0, right: 200, bottom: 120 }, { left: 74, top: 76, right: 78, bottom: 80 }, sign(150)], { leastHeight: 14, most: 6 })).toEqual([row]);
  });

  test('a lamp stands out of the dark and of a gradient', () => {
    const [width, height] = [120, 80];
    const lights = Uint8Array.from({ length: width * height }, (_, i) => (i % width) + (i % width > 40 && i % width < 48 && i > 20 * width && i < 60 * width ? 120 : 0));
    const mask = standingOut(lights, width, height);
    expect(mask.data[40 * width + 44]).toBe(1);
    expect(mask.data[40 * width + 100]).toBe(0);
  });

  test('a narrow sign stays narrow, in the middle', () => {
    const glyph = glyphOf(new Uint8Array(100 * 100).fill(0).map((_, i) => (i % 100 === 10 ? 255 : 0)), 100, 100, { left: 9, top: 0, right: 12, bottom: 60 });
    const columns = Array.from({ length: GLYPH_WIDTH }, (_, x) => Array.from({ length: GLYPH_HEIGHT }, (__, y) => glyph[y * GLYPH_WIDTH + x]!).some((value) => value > 0));
    expect(glyph).toHaveLength(GLYPH_INPUTS);
    expect(columns.flatMap((isLit, x) => (isLit ? [x] : []))).toEqual([7]);
  });
});

describe('a display', () => {
  let reader: GlyphReader;
  beforeAll(async () => { reader = await loadGlyphs(); });

  test.each(['E3', 'F12', 'H7'])('%s is read from photographed-like pictures', async (code) => {
    const random = seededRandom(code.charCodeAt(1));
    const found = [];
    for (let i = 0; i < 4; i += 1) found.push(readDisplay(await readPicture((await renderDisplay(code, random)).image), [], reader)?.code);
    expect(found.filter((each) => each === code).length).toBeGreaterThanOrEqual(3);
    expect(found.every((each) => each === code || each === undefined)).toBe(true);
  });

  test('nothing is read where there is nothing: noise, stripes, one colour', () => {
    const random = seededRandom(8);
    const pictures = [() => 90, () => Math.floor(random() * 255), (i: number) => (Math.floor(i / 9) % 2 ? 30 : 220)].map((value): Picture => ({ width: 300, height: 200, data: Uint8ClampedArray.from({ length: 300 * 200 * 4 }, (_, i) => value(Math.floor(i / 4) % 300)) }));
    expect(pictures.map((picture) => readDisplay(picture, ['E3'], reader))).toEqual([undefined, undefined, undefined]);
  });

  test('weights that are cut short are refused', () => {
    expect(() => GlyphReader.decode(new Uint8Array(500))).toThrow();
  });
});
