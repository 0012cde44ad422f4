import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import type { Picture } from '../../../core/looks/picture.ts';

export interface ReadCode {
  /** As ZXing names it: `EAN13`, `QRCode`. */
  readonly format: string;
  readonly text: string;
}

const OPTIONS: ReaderOptions = { formats: ['EAN13', 'EAN8', 'UPCA', 'UPCE', 'Code128', 'QRCode'], tryHarder: true, tryRotate: true, tryInvert: false, tryDownscale: true, maxNumberOfSymbols: 4 };

/** @param wasmBinary zxing_reader.wasm; without this the package would fetch it from elsewhere */
export async function loadCodeReader(wasmBinary: ArrayBuffer): Promise<(picture: Picture) => Promise<readonly ReadCode[]>> {
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return async ({ data, width, height }) => {
    const found = await readBarcodes({ data: new Uint8ClampedArray(data), width, height, colorSpace: 'srgb' }, OPTIONS);
    return found.filter(({ isValid }) => isValid).map(({ format, text }) => ({ format, text }));
  };
}
