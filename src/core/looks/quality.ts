import { centreSquare, lightOf, type Picture } from './picture.ts';

const SIDE = 160;
const SHARE = 0.8;
/** A picture whose edges are weaker than this is blurred; of 640 photos of goods one in a hundred is below. */
const LEAST_SHARPNESS = 18;
const DARKEST = 38;
const BRIGHTEST = 232;
/** Share of the middle that is burnt out by a lamp's reflection. */
const MOST_GLARE = 0.3;

export type Trouble = 'dark' | 'bright' | 'glare' | 'blurred';

export interface Quality {
  /** Variance of the Laplacian of lightness. @see Pech-Pacheco et al. 2000, ICPR */
  readonly sharpness: number;
  /** Mean lightness, [0, 255]. */
  readonly brightness: number;
  /** Share of pixels that are nearly white, [0, 1]. */
  readonly glare: number;
  /** What a visitor could do better, the worst first; undefined for a good picture. */
  readonly trouble: Trouble | undefined;
}

/** How good the middle of a picture is for being recognised. */
export function qualityOf(picture: Picture): Quality {
  const pixels = centreSquare(picture, SHARE, SIDE);
  const light = Float32Array.from({ length: SIDE * SIDE }, (_, i) => lightOf(pixels, i * 3));
  let [sum, squares, white, brightness] = [0, 0, 0, 0];
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      const value = light[y * SIDE + x]!;
      brightness += value;
      if (value > 250) white += 1;
      if (x === 0 || y === 0 || x === SIDE - 1 || y === SIDE - 1) continue;
      const edge = 4 * value - light[y * SIDE + x - 1]! - light[y * SIDE + x + 1]! - light[(y - 1) * SIDE + x]! - light[(y + 1) * SIDE + x]!;
      sum += edge;
      squares += edge * edge;
    }
  }
  const inside = (SIDE - 2) ** 2;
  const quality = { sharpness: squares / inside - (sum / inside) ** 2, brightness: brightness / light.length, glare: white / light.length };
  const trouble = quality.brightness < DARKEST ? 'dark' : quality.brightness > BRIGHTEST ? 'bright' : quality.glare > MOST_GLARE ? 'glare' : quality.sharpness < LEAST_SHARPNESS ? 'blurred' : undefined;
  return { ...quality, trouble };
}
