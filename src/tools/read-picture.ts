import sharp from 'sharp';
import type { Picture } from '../core/looks/picture.ts';
import { Failure } from '../core/shared/failure.ts';

/** A picture is made smaller than this on its longer side, in pixels; more shows a product no better. */
const LONGEST_SIDE = 1_280;
/** Pictures of more pixels are not opened: they are no photos of a visitor's. */
const MOST_PIXELS = 64_000_000;
const MOST_BYTES = 30_000_000;
const FORMATS = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff', 'heif']);

/** Opens a picture file by what it holds, not by its name: upright, in sRGB, 8 bits, on white. Of moving pictures the first. @param longestSide larger ones are made smaller, in pixels @throws Failure `invalid-input` */
export async function readPicture(bytes: Uint8Array, longestSide = LONGEST_SIDE): Promise<Picture> {
  if (bytes.length === 0) throw new Failure('invalid-input', 'the file is empty');
  if (bytes.length > MOST_BYTES) throw new Failure('invalid-input', `the file is larger than ${MOST_BYTES / 1e6} MB`);
  try {
    const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 });
    const { format } = await image.metadata();
    if (!format || !FORMATS.has(format)) throw new Failure('invalid-input', `${format ?? 'this'} is not a kind of photo that is read`);
    const { data, info } = await image.autoOrient().resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' }).toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data };
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('invalid-input', /pixel limit/.test(String(error)) ? `the picture has more than ${MOST_PIXELS / 1e6} million pixels` : 'the file is no picture that can be read, or it is damaged', { cause: error });
  }
}

const THUMBNAIL_SIDE = 160;

/** The middle of a picture, small, as a data URL. */
export async function thumbnailOf(bytes: Uint8Array): Promise<string> {
  const small = await sharp(bytes, { limitInputPixels: MOST_PIXELS, pages: 1 }).autoOrient().resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'cover' }).flatten({ background: '#fff' }).webp({ quality: 70 }).toBuffer();
  return `data:image/webp;base64,${small.toString('base64')}`;
}
