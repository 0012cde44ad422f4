import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import { findBars } from '../../../core/looks/bars.ts';
import { crisp, patchOf, type Picture } from '../../../core/looks/picture.ts';
import type { ReadCode } from '../products/contract.ts';

const OPTIONS: ReaderOptions = { formats: ['EAN13', 'EAN8', 'UPCA', 'Code128', 'QRCode'], tryHarder: true, tryRotate: true, tryInvert: false, tryDownscale: true, maxNumberOfSymbols: 4 };
/** A row that was turned upright is not turned again, nor looked at smaller: a tenth of the time. */
const UPRIGHT: ReaderOptions = { ...OPTIONS, formats: ['EAN13', 'EAN8', 'UPCA', 'Code128'], tryRotate: false, tryDownscale: false };
/** What was made crisp may show bars that are not there: it must be read along more lines, and never as a short code. */
const CAREFUL: ReaderOptions = { ...UPRIGHT, formats: ['EAN13', 'UPCA', 'Code128'], minLineCount: 5 };
/** Rows of bars that are looked for, and the part that is cut out around one: its width in pixels, and the row's share of it: bars at the ends may be missed by glare. */
const MOST_ROWS = 2;
const PATCH_WIDTH = 900;
const PATCH_HEIGHT = 110;
const CRISP_RADIUS = 8;
const CRISP_AMOUNT = 2;
const ROW_SHARES = [0.72, 0.5] as const;

export interface CodeReader {
  /** @param isThorough true: rows of bars are looked for where nothing is read upright; some 60 ms more */
  read(picture: Picture, isThorough: boolean): Promise<readonly ReadCode[]>;
}

/** @param wasmBinary zxing_reader.wasm; without this the package would fetch it from elsewhere */
export async function loadCodeReader(wasmBinary: ArrayBuffer): Promise<CodeReader> {
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  const once = async ({ data, width, height }: Picture, options: ReaderOptions): Promise<readonly ReadCode[]> => {
    const found = await readBarcodes({ data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' }, options);
    return found.filter(({ isValid }) => isValid).map(({ format, text, isMirrored }) => ({ format, text, ...(format === 'QRCode' ? { isReversed: isMirrored } : {}) }));
  };
  return {
    async read(picture, isThorough) {
      const upright = await once(picture, OPTIONS);
      if (upright.length > 0 || !isThorough) return upright;
      // A row of bars is read where a straight line crosses all of it: it is turned upright, and enlarged.
      for (const { x, y, degrees, length } of findBars(picture, MOST_ROWS)) {
        for (const share of ROW_SHARES) {
          const patch = patchOf(picture, { x, y, degrees, scale: length / share / PATCH_WIDTH, width: PATCH_WIDTH, height: PATCH_HEIGHT });
          const turned = await once(patch, UPRIGHT);
          if (turned.length > 0) return turned;
          const sharpened = await once(crisp(patch, CRISP_RADIUS, CRISP_AMOUNT), CAREFUL);
          if (sharpened.length > 0) return sharpened;
        }
      }
      return [];
    },
  };
}
