import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { COLOUR_SIZE } from '../../../src/core/looks/colour.ts';
import { GALLERY_VIEWS } from '../../../src/core/looks/lineup.ts';
import { toUnitLength } from '../../../src/core/shared/unit-length.ts';
import type { Label } from '../../../src/core/knowledge/taught.ts';
import { seededRandom } from '../../../src/core/shared/random.ts';
import { loadCodes } from '../../../src/engines/vision/codes/node.ts';
import { decodeGallery, encodeGallery, mergeGalleries, type Gallery } from '../../../src/engines/vision/looks/gallery.ts';
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

describe('barcodes', () => {
  test.each([0, 12, -25, 38, -44, 90])('turned by %i degrees are read', async (degrees) => {
    const reader = await loadCodes();
    const turned = await sharp(Buffer.from(ean13Svg('6970000000116', 3))).rotate(degrees, { background: '#d8d2c6' }).extend({ top: 60, bottom: 60, left: 60, right: 60, background: '#b0a898' }).blur(0.8).jpeg().toBuffer();
    expect(await reader.read(await readPicture(turned), true)).toEqual([{ format: 'EAN13', text: '6970000000116' }]);
  });

  test('a picture without any gives none', async () => {
    const reader = await loadCodes();
    const stripes = await sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="500" height="400"><rect width="500" height="400" fill="#eee"/>' + Array.from({ length: 20 }, (_, i) => `<rect x="${i * 25}" width="11" height="400"/>`).join('') + '</svg>')).png().toBuffer();
    expect(await reader.read(await readPicture(stripes), true)).toEqual([]);
  });
});
