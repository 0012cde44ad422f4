import sharp from 'sharp';
import { renderSVG } from 'uqr';
import { describe, expect, test } from 'vitest';
import { COLOUR_SIZE } from '../../../src/core/looks/colour.ts';
import { GALLERY_VIEWS } from '../../../src/core/looks/lineup.ts';
import { toUnitLength } from '../../../src/core/shared/unit-length.ts';
import type { Label } from '../../../src/core/knowledge/taught.ts';
import { seededRandom } from '../../../src/core/shared/random.ts';
import { loadCodes } from '../../../src/engines/vision/codes/node.ts';
import { decodeGallery, encodeGallery, mergeGalleries, type Gallery } from '../../../src/engines/vision/looks/gallery.ts';
import { readManifest } from '../../../models/manifest.ts';
import { backgroundOf, decodeBackground, encodeBackground } from '../../../src/engines/vision/looks/background.ts';
import { loadBackground } from '../../../src/engines/vision/looks/node.ts';
import { readPicture } from '../../../src/tools/read-picture.ts';
import { ean13Svg } from '../../../src/tools/render-barcode.ts';

const random = seededRandom(9);

describe('a gallery\'s file', () => {
  const vector = (size: number) => Float32Array.from({ length: size }, () => random() ** 3);
  const gallery: Gallery = { network: 'abc', isCatalogue: false, pictures: ['k1', 'k1', 'h1'].map((product, i) => ({ product, thumbnail: i === 0 ? 'data:image/webp;base64,AA==' : '', views: GALLERY_VIEWS.map(() => toUnitLength(vector(128))), colour: vector(COLOUR_SIZE) })) };

  test('comes back as it was, to a 500th of its largest part', () => {
    const back = decodeGallery(encodeGallery(gallery));
    expect(back.pictures.map(({ product, thumbnail }) => [product, thumbnail])).toEqual(gallery.pictures.map(({ product, thumbnail }) => [product, thumbnail]));
    back.pictures.forEach(({ views, colour }, i) => [...views, colour].forEach((got, k) => {
      const given = [...gallery.pictures[i]!.views, gallery.pictures[i]!.colour][k]!;
      const largest = Math.max(...given);
      got.forEach((value, j) => expect(Math.abs(value - given[j]!)).toBeLessThanOrEqual(largest / 500));
    }));
  });

  test('labels come back; of two of a product the later one counts', () => {
    const label = (price: number): Label => ({ product: 'n1', barcode: '4006381333931', added: { name: { zh: '苹果汁', en: 'apple juice' }, price, family: 'kettle' } });
    const [a, b] = [{ ...gallery, labels: [label(3), { product: 'k1', barcode: '' }] }, { ...gallery, labels: [label(4)] }];
    expect(decodeGallery(encodeGallery(a)).labels).toEqual(a.labels);
    expect(mergeGalleries(a, b).labels).toEqual([label(4), { product: 'k1', barcode: '' }]);
  });

  test('cut off, changed or of another kind is refused; galleries of different networks are not merged', () => {
    const bytes = encodeGallery(gallery);
    for (const broken of [bytes.subarray(0, bytes.length - 5), bytes.subarray(0, 6), new Uint8Array(0), Uint8Array.from(bytes, (byte, i) => (i === 0 ? byte + 1 : byte))]) expect(() => decodeGallery(broken)).toThrow(RangeError);
    const more = { ...gallery, pictures: gallery.pictures.map((picture) => ({ ...picture, views: GALLERY_VIEWS.map(() => toUnitLength(vector(128))) })) };
    expect(mergeGalleries(gallery, more).pictures.length).toBe(6);
    // Once more the same file: each picture counts once.
    expect(mergeGalleries(mergeGalleries(gallery, more), decodeGallery(encodeGallery(more))).pictures.length).toBe(6);
    expect(() => mergeGalleries(gallery, { ...gallery, network: 'other' })).toThrow(RangeError);
  });
});

describe('the background of looks', () => {
  const looks = Array.from({ length: 30 }, (_, i) => ({ product: `p${i % 6}`, views: GALLERY_VIEWS.map(() => toUnitLength(Float32Array.from({ length: 64 }, () => random()))), colour: Float32Array.from({ length: COLOUR_SIZE }, () => random()) }));

  test('its file gives it back; that of another network is none; cut off it is refused', () => {
    const background = backgroundOf(looks);
    const bytes = encodeBackground(background, 'abc');
    const back = decodeBackground(bytes, 'abc')!;
    for (const part of ['shape', 'colour'] as const) {
      expect(back[part].rows.length).toBe(background[part].rows.length);
      expect([back[part].count, back[part].energy]).toEqual([background[part].count, background[part].energy]);
      back[part].rows.forEach((row, i) => row.forEach((value, k) => expect(Math.abs(value - background[part].rows[i]![k]!)).toBeLessThanOrEqual(Math.max(...background[part].rows[i]!.map(Math.abs)) / 120)));
    }
    expect(decodeBackground(bytes, 'other')).toBeUndefined();
    expect(() => decodeBackground(bytes.subarray(0, bytes.length - 1), 'abc')).toThrow(RangeError);
    expect(() => decodeBackground(encodeGallery({ network: 'abc', isCatalogue: false, pictures: [] }), 'abc')).toThrow(RangeError);
  });

  test('the one that comes with the project is of the network that comes with it', async () => {
    const network = (await readManifest()).models.find(({ id }) => id === 'image-embed')!.files[0]!.sha256;
    const { shape, colour } = (await loadBackground(network))!;
    expect([shape.mean.length, shape.rows.length, colour.mean.length]).toEqual([1_024, 64, COLOUR_SIZE]);
  });
});

describe('barcodes', () => {
  test.each([0, 12, -25, 38, -44, 90])('turned by %i degrees are read', async (degrees) => {
    const reader = await loadCodes();
    const turned = await sharp(Buffer.from(ean13Svg('6970000000116', 3))).rotate(degrees, { background: '#d8d2c6' }).extend({ top: 60, bottom: 60, left: 60, right: 60, background: '#b0a898' }).blur(0.8).jpeg().toBuffer();
    expect(await reader.read(await readPicture(turned), true)).toEqual([{ format: 'EAN13', text: '6970000000116' }]);
  });

  test.each([[false, 'as it is'], [true, 'as in a mirror']])('of a QR code it is told whether it was seen in a mirror: %s', async (isReversed) => {
    const reader = await loadCodes();
    const code = sharp(Buffer.from(renderSVG('https://id.example/01/06970000000116', { border: 4, pixelSize: 8 })));
    const photo = await code.flop(isReversed).extend({ top: 60, bottom: 60, left: 60, right: 60, background: '#b0a898' }).png().toBuffer();
    expect(await reader.read(await readPicture(photo), true)).toEqual([{ format: 'QRCode', text: 'https://id.example/01/06970000000116', isReversed }]);
  });

  test('a picture without any gives none', async () => {
    const reader = await loadCodes();
    const stripes = await sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="500" height="400"><rect width="500" height="400" fill="#eee"/>' + Array.from({ length: 20 }, (_, i) => `<rect x="${i * 25}" width="11" height="400"/>`).join('') + '</svg>')).png().toBuffer();
    expect(await reader.read(await readPicture(stripes), true)).toEqual([]);
  });
});
