import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readPicture } from '../../src/tools/read-picture.ts';

/** Left half red, right half blue. */
const halves = () => sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40" fill="#c00"/><rect x="40" width="40" height="40" fill="#00c"/></svg>')).removeAlpha();
const pixel = ({ width, data }: { width: number; data: Uint8Array | Uint8ClampedArray }, x: number, y: number) => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)];
const isRed = ([r, g, b]: number[]) => r! > 150 && g! < 60 && b! < 60;

describe('photos of any kind', () => {
  test.each([
    ['JPEG', () => halves().jpeg()], ['PNG of 16 bits', () => halves().toColourspace('rgb16').png()], ['WebP', () => halves().webp()], ['CMYK', () => halves().toColourspace('cmyk').jpeg()], ['GIF', () => halves().gif()],
    ['PNG one may see through', () => halves().ensureAlpha().png()], ['TIFF', () => halves().tiff()],
  ] as const)('%s', async (_, make) => {
    const picture = await readPicture(await make().toBuffer());
    expect([picture.width, picture.height, picture.data.length]).toEqual([80, 40, 80 * 40 * 4]);
    expect(isRed(pixel(picture, 10, 20))).toBe(true);
    expect(isRed(pixel(picture, 70, 20))).toBe(false);
  });

  test('a camera held upright: turned as its EXIF says', async () => {
    const picture = await readPicture(await halves().jpeg().withMetadata({ orientation: 6 }).toBuffer());
    expect([picture.width, picture.height]).toEqual([40, 80]);
    expect(isRed(pixel(picture, 20, 10))).toBe(true);
  });

  test('of a moving picture the first is taken, and a large one is made smaller', async () => {
    const frames = await Promise.all(['#c00', '#0c0'].map((background) => sharp({ create: { width: 20, height: 20, channels: 3, background } }).png().toBuffer()));
    expect(isRed(pixel(await readPicture(await sharp(frames, { join: { animated: true } }).gif().toBuffer()), 5, 5))).toBe(true);
    expect((await readPicture(await sharp({ create: { width: 4000, height: 1000, channels: 3, background: '#c00' } }).png().toBuffer())).width).toBe(1280);
  });
});

describe('what is no photo is refused with words', () => {
  test.each([
    ['nothing', async () => new Uint8Array(0), /empty/],
    ['words', async () => Buffer.from('hello'), /no picture/],
    ['a drawing with a script', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>'), /svg/],
    ['a cut-off JPEG', async () => (await halves().resize(800, 400).jpeg().toBuffer()).subarray(0, 900), /damaged/],
    ['HEIC that cannot be read', async () => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0heicmif1'), Buffer.alloc(64)]), /no picture/],
    ['a hundred megapixels', () => sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: '#fff' }, limitInputPixels: false }).png({ compressionLevel: 9 }).toBuffer(), /million pixels/],
    ['a file of 40 MB', async () => Buffer.alloc(40_000_000), /larger than/],
  ] as const)('%s', async (_, make, words) => {
    await expect(readPicture(await make())).rejects.toThrow(words);
  });
});
