import { centreSquare, type Picture } from './picture.ts';

const SIDE = 64;
/** Share of the shorter side that is looked at. */
const SHARE = 0.8;
const LIGHTNESS_BINS = 4;
const COLOUR_BINS = 6;
/** a* and b* beyond this are counted in the outermost bins. */
const WIDEST = 60;
export const COLOUR_SIZE = LIGHTNESS_BINS * COLOUR_BINS * COLOUR_BINS;

/** How much of each colour is in the middle of a picture: shares of soft bins of CIE L*a*b*, square-rooted, so that their squares sum to 1. */
export function colourOf(picture: Picture): Float32Array {
  const pixels = centreSquare(picture, SHARE, SIDE);
  const bins = new Float32Array(COLOUR_SIZE);
  for (let i = 0; i < pixels.length; i += 3) {
    const [l, a, b] = labOf(pixels[i]! / 255, pixels[i + 1]! / 255, pixels[i + 2]! / 255);
    const places = [place(l / 100, LIGHTNESS_BINS), place((a + WIDEST) / (2 * WIDEST), COLOUR_BINS), place((b + WIDEST) / (2 * WIDEST), COLOUR_BINS)] as const;
    for (let corner = 0; corner < 8; corner += 1) {
      const bits = [corner >> 2, (corner >> 1) & 1, corner & 1] as const;
      let weight = 1;
      for (let k = 0; k < 3; k += 1) weight *= bits[k] ? places[k]!.rest : 1 - places[k]!.rest;
      const bin = ((places[0].bin + bits[0]) * COLOUR_BINS + places[1].bin + bits[1]) * COLOUR_BINS + places[2].bin + bits[2];
      bins[bin] = bins[bin]! + weight;
    }
  }
  const total = bins.reduce((sum, value) => sum + value, 0);
  return bins.map((value) => Math.sqrt(value / total));
}

function place(share: number, bins: number): { readonly bin: number; readonly rest: number } {
  const at = Math.min(bins - 1.001, Math.max(0, share * (bins - 1)));
  return { bin: Math.floor(at), rest: at - Math.floor(at) };
}

/** sRGB in [0, 1] to CIE 1976 L*a*b* under D65. @see IEC 61966-2-1, CIE 15 */
function labOf(r: number, g: number, b: number): readonly [l: number, a: number, b: number] {
  const [lr, lg, lb] = [linear(r), linear(g), linear(b)];
  const x = root((0.412453 * lr + 0.35758 * lg + 0.180423 * lb) / 0.950456);
  const y = 0.212671 * lr + 0.71516 * lg + 0.072169 * lb;
  const z = root((0.019334 * lr + 0.119193 * lg + 0.950227 * lb) / 1.088754);
  const fy = root(y);
  return [y > 0.008856 ? 116 * fy - 16 : 903.3 * y, 500 * (x - fy), 200 * (fy - z)];
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function root(value: number): number {
  return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116;
}
