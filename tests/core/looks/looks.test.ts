import { describe, expect, test } from 'vitest';
import { COLOUR_SIZE, colourOf } from '../../../src/core/looks/colour.ts';
import { asQuery, coloursOf, GALLERY_VIEWS, Lineup, QUERY_VIEWS, shapesOf, type GalleryLook } from '../../../src/core/looks/lineup.ts';
import { centreSquare, crisp, patchOf, type Picture } from '../../../src/core/looks/picture.ts';
import { qualityOf } from '../../../src/core/looks/quality.ts';
import { condensed, scatterOf } from '../../../src/core/looks/scatter.ts';
import { sightingOf } from '../../../src/core/looks/sighting.ts';
import { seededRandom } from '../../../src/core/shared/random.ts';

const random = seededRandom(3);

function picture(width: number, height: number, colourAt: (x: number, y: number) => readonly [number, number, number]): Picture {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data.set(colourAt(x, y), (y * width + x) * 4);
  return { width, height, data };
}

describe('a square of a picture', () => {
  test('shrunk, each pixel is the mean of what it covers', () => {
    const out = centreSquare(picture(8, 4, (x) => [x * 10, 0, 0]), 1, 2);
    // The middle four columns, 2 to 5, in two halves.
    expect([...out].filter((_, i) => i % 3 === 0)).toEqual([25, 45, 25, 45]);
  });

  test('shrunk by no whole number, nothing is lost or counted twice', () => {
    const out = centreSquare(picture(5, 5, (x, y) => [x === 2 && y === 2 ? 250 : 0, 7, 7]), 1, 3);
    const total = [...out].filter((_, i) => i % 3 === 0).reduce((sum, value) => sum + value, 0);
    expect(total * (25 / 9)).toBeCloseTo(250, 3);
    expect(out[1]).toBeCloseTo(7, 5);
  });

  test('grown, it goes straight between neighbours, and stays at the edge', () => {
    const out = centreSquare(picture(2, 2, (x) => [x * 100, 0, 0]), 1, 4);
    expect([...out.subarray(0, 12)].filter((_, i) => i % 3 === 0)).toEqual([0, 25, 75, 100]);
  });

  test('a part is turned upright: a line of 30 degrees becomes level', () => {
    const slope = Math.tan(Math.PI / 6);
    const part = patchOf(picture(200, 200, (x, y) => (Math.abs(y - 100 - (x - 100) * slope) < 3 ? [0, 0, 0] : [255, 255, 255])), { x: 100, y: 100, degrees: 30, scale: 1, width: 120, height: 40 });
    for (const x of [10, 60, 110]) expect(part.data[(20 * 120 + x) * 4]).toBeLessThan(60);
    expect(part.data[(5 * 120 + 60) * 4]).toBeGreaterThan(200);
    expect(crisp(part, 4, 1).data.length).toBe(part.data.length);
  });
});

describe('colours', () => {
  test('squares sum to one, and a red thing is not a blue one', () => {
    const [red, blue, alsoRed] = [[200, 30, 30], [30, 30, 200], [170, 40, 35]].map((colour) => colourOf(picture(40, 40, () => colour as unknown as [number, number, number])));
    expect(red!.length).toBe(COLOUR_SIZE);
    expect(red!.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
    const likeness = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
    expect(likeness(red!, alsoRed!)).toBeGreaterThan(likeness(red!, blue!) + 0.3);
  });
});

describe('quality', () => {
  const stripes = (low: number, high: number, width: number) => picture(320, 320, (x) => (Math.floor(x / width) % 2 ? [low, low, low] : [high, high, high]));
  test.each([
    ['sharp stripes', stripes(40, 200, 8), undefined], ['a dark room', stripes(5, 30, 8), 'dark'], ['a lamp in the lens', stripes(235, 250, 8), 'bright'], ['a plain wall', picture(320, 320, () => [128, 128, 128]), 'blurred'],
    ['a reflection', picture(320, 320, (x, y) => (y < 160 ? [255, 255, 255] : x % 16 < 8 ? [40, 40, 40] : [200, 200, 200])), 'glare'],
  ] as const)('%s: %s', (_, seen, trouble) => {
    expect(qualityOf(seen).trouble).toBe(trouble);
  });
});

describe('a line-up', () => {
  const SIZE = 64;
  /** Products differ in a few directions; photos of one differ much more, in others that say nothing. */
  function lookOf(product: number, noise = 1): GalleryLook {
    const view = () => {
      const vector = Float32Array.from({ length: SIZE }, (_, i) => (i < 32 ? noise * 0.5 * random() : 0.02 * random()) + (i === 32 + product ? 0.35 : 0));
      const length = Math.hypot(...vector);
      return vector.map((value) => value / length);
    };
    const colour = new Float32Array(COLOUR_SIZE).fill(0);
    colour[product] = 1;
    return { product: `p${product}`, views: GALLERY_VIEWS.map(view), colour };
  }
  const gallery = Array.from({ length: 10 }, (_, product) => Array.from({ length: 4 }, () => lookOf(product))).flat();
  const lineup = new Lineup(gallery);

  test('finds the product by what differs between products, and its probabilities sum to one', () => {
    const right = Array.from({ length: 50 }, (_, i) => {
      const { candidates } = lineup.recognise(asQuery(lookOf(i % 10)));
      expect(candidates.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 4);
      return candidates[0]!.product === `p${i % 10}`;
    }).filter(Boolean).length;
    expect(right).toBeGreaterThanOrEqual(48);
  });

  test('knows its own, and not what is quite other', () => {
    const own = Array.from({ length: 50 }, (_, i) => lineup.recognise(asQuery(lookOf(i % 10))).isKnown).filter(Boolean).length;
    const others = Array.from({ length: 50 }, () => {
      const strange = () => Float32Array.from({ length: SIZE }, (_, i) => (i % 2 ? 0 : 1 / Math.sqrt(SIZE / 2)));
      return lineup.recognise({ views: QUERY_VIEWS.map(strange), colour: new Float32Array(COLOUR_SIZE).fill(1 / Math.sqrt(COLOUR_SIZE)) }).isKnown;
    }).filter(Boolean).length;
    expect(own).toBeGreaterThanOrEqual(38);
    expect(others).toBe(0);
  });

  test('what pictures of other things differ in tells siblings apart by one photo each', () => {
    const others = Array.from({ length: 120 }, (_, i) => ({ ...lookOf(10 + (i >> 2), 2), product: `other ${i >> 2}` }));
    const background = { shape: condensed(scatterOf(shapesOf(others)), 32), colour: condensed(scatterOf(coloursOf(others)), 4) };
    const single = Array.from({ length: 10 }, (_, product) => lookOf(product, 2));
    const rightOf = (asked: Lineup) => Array.from({ length: 100 }, (_, i) => asked.recognise({ ...asQuery(lookOf(i % 10, 2)), colour: new Float32Array(COLOUR_SIZE) }).candidates[0]!.product === `p${i % 10}`).filter(Boolean).length;
    expect(rightOf(new Lineup(single, { background }))).toBeGreaterThan(rightOf(new Lineup(single)) + 10);
  });

  test('one product, one picture: works, and an empty gallery is refused', () => {
    expect(new Lineup([lookOf(0)]).recognise(asQuery(lookOf(0))).candidates).toEqual([{ product: 'p0', probability: 1 }]);
    expect(() => new Lineup([])).toThrow(RangeError);
  });
});

describe('how pictures differ', () => {
  // Two classes, five directions, each half as strong as the one before.
  const samples = Array.from({ length: 400 }, (_, i) => ({ class: i % 2, vector: Float32Array.from({ length: 40 }, (__, k) => (i % 2) * 3 + (k < 5 ? (random() - 0.5) * 0.5 ** k : 0)) }));
  const whole = scatterOf(samples);

  test('is what is left when the mean of each class is taken away', () => {
    expect(whole.rows.length).toBe(400);
    expect(Math.abs(whole.rows.reduce((sum, row) => sum + row[0]!, 0))).toBeLessThan(1e-3);
    expect(whole.mean[39]).toBeCloseTo(1.5, 4);
  });

  test('condensed, its strongest directions stay as they were, in any direction', () => {
    const { rows, energy, count } = condensed(whole, 3);
    expect([rows.length, energy, count]).toEqual([3, whole.energy, 400]);
    const along = (all: readonly Float32Array[], direction: number) => all.reduce((sum, row) => sum + row[direction]! ** 2, 0);
    for (const direction of [0, 1]) expect(along(rows, direction) / along(whole.rows, direction)).toBeCloseTo(1, 2);
    expect(along(rows, 4)).toBeLessThan(along(whole.rows, 4) / 10);
  });

  test('no samples have none', () => {
    expect(() => scatterOf([])).toThrow(RangeError);
  });
});

describe('what is made of it', () => {
  const sold = (id: string, barcode: string, zh = id, en = id, family = 'kettles') => ({ id, family, barcode, name: { zh, en }, aliases: { zh: [], en: [] } });
  const products = [sold('k1', '6970000000116', '云朵电热水壶 K1', 'Cloud Kettle K1'), sold('h1', '0036000291452', '静音头戴耳机 H1', 'Quiet Headphones H1'), sold('v1', '6970000000253', '小星扫地机器人 V1', 'Little Star Robot V1', 'robots')];
  const seen = (isKnown: boolean, ...candidates: [string, number][]) => ({ isKnown, acquaintance: 1, candidates: candidates.map(([product, probability]) => ({ product, probability })) });
  test.each([
    ['a code of the shop decides', [{ text: '6970000000116' }], seen(true, ['h1', 0.9]), { kind: 'product', product: 'k1' }],
    ['a UPC-A is an EAN-13 that begins with 0', [{ text: '036000291452' }], undefined, { kind: 'product', product: 'h1' }],
    ['a GS1 link says it too', [{ text: 'https://id.gs1.org/01/06970000000116?17=261231' }], undefined, { kind: 'product', product: 'k1' }],
    ['looks never decide: however sure, it is asked', [], seen(true, ['k1', 0.999], ['h1', 0.001]), { kind: 'choose', products: ['k1'] }],
    ['at most three are offered', [], seen(true, ['k1', 0.4], ['h1', 0.3], ['v1', 0.3]), { kind: 'choose', products: ['k1', 'h1', 'v1'] }],
    ['what is not known is not guessed', [], seen(false, ['k1', 0.99]), { kind: 'unknown' }],
    ['products that the shop has no more are left out', [], seen(true, ['gone', 0.9], ['v1', 0.1]), { kind: 'choose', products: ['v1'] }],
    ['a code of another shop is told', [{ text: '4006381333931' }], seen(false), { kind: 'foreign-code', code: '4006381333931' }],
    ['nothing at all', [], undefined, { kind: 'unknown' }],
  ] as const)('%s', (_, codes, recognition, sighting) => {
    expect(sightingOf({ codes, recognition }, { products, faults: [] })).toEqual(sighting);
  });

  test('a display code goes before looks and after codes, and names the goods that show it', () => {
    const shop = { products, faults: [{ family: 'kettles', code: 'E3', lamp: '' }, { family: 'cookers', code: 'E3', lamp: '' }, { family: 'kettles', code: '', lamp: 'red' }, { family: 'mist', code: '', lamp: 'red' }] } as const;
    expect(sightingOf({ codes: [], display: { code: 'E3' }, recognition: seen(true, ['k1', 0.9]) }, shop)).toEqual({ kind: 'display', code: 'E3', families: ['kettles', 'cookers'] });
    expect(sightingOf({ codes: [], display: { code: 'F7' } }, shop)).toEqual({ kind: 'display', code: 'F7', families: [] });
    expect(sightingOf({ codes: [{ text: '6970000000116' }], display: { code: 'E3' } }, shop)).toEqual({ kind: 'product', product: 'k1' });
    const words = [{ text: 'Model:', confidence: 0.9, line: 0 }, { text: 'K1', confidence: 0.9, line: 0 }];
    expect(sightingOf({ codes: [], words, recognition: seen(true, ['h1', 0.9]) }, shop)).toEqual({ kind: 'product', product: 'k1' });
    expect(sightingOf({ codes: [], display: { code: 'E3' }, words }, shop)).toMatchObject({ kind: 'display' });
    expect(sightingOf({ codes: [], words: [{ text: 'E3', confidence: 0.9, line: 0 }] }, shop)).toEqual({ kind: 'display', code: 'E3', families: ['kettles', 'cookers'] });
    // A short code that nothing introduces is asked about, before what it looks like.
    expect(sightingOf({ codes: [], words: words.slice(1), recognition: seen(true, ['h1', 0.9], ['v1', 0.1]) }, shop)).toEqual({ kind: 'choose', products: ['k1', 'h1', 'v1'] });
    // A lamp: of what it looks like, or of all that have one; nothing where what it looks like has none.
    expect(sightingOf({ codes: [], lamp: 'red', recognition: seen(true, ['k1', 0.9]) }, shop)).toEqual({ kind: 'lamp', colour: 'red', families: ['kettles'] });
    expect(sightingOf({ codes: [], lamp: 'red' }, shop)).toEqual({ kind: 'lamp', colour: 'red', families: ['kettles', 'mist'] });
    expect(sightingOf({ codes: [], lamp: 'red', recognition: seen(true, ['v1', 0.9]) }, shop)).toEqual({ kind: 'choose', products: ['v1'] });
    expect(sightingOf({ codes: [], lamp: 'green' }, shop)).toEqual({ kind: 'unknown' });
    // A text without digits is not the code of a product that has none.
    expect(sightingOf({ codes: [{ text: 'hello' }] }, { ...shop, products: [sold('k1', '')] })).toEqual({ kind: 'foreign-code', code: 'hello' });
  });
});
