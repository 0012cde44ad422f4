/** A picture in memory, as a canvas gives it. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row, [0, 255]; A is not looked at. */
  readonly data: Uint8ClampedArray | Uint8Array;
}

/**
 * The square in the middle of a picture, scaled. Shrinking takes the mean of what each new pixel covers, growing goes straight between neighbours.
 * @param share side of the square as a share of the picture's shorter side, (0, 1]
 * @param side of the result, in pixels
 * @returns RGB, row by row, [0, 255]: side × side × 3
 */
export function centreSquare({ width, height, data }: Picture, share: number, side: number): Float32Array {
  const size = Math.max(1, Math.floor(Math.min(width, height) * share));
  const left = Math.floor((width - size) / 2), top = Math.floor((height - size) / 2);
  const taps = tapsOf(size, side);
  // Columns first: a strip of the new width and the old height.
  const strip = new Float32Array(size * side * 3);
  for (let y = 0; y < size; y += 1) {
    const row = (top + y) * width + left;
    for (let x = 0; x < side; x += 1) {
      let [r, g, b] = [0, 0, 0];
      const { first, weights } = taps[x]!;
      for (let k = 0; k < weights.length; k += 1) {
        const at = (row + first + k) * 4, weight = weights[k]!;
        r += weight * data[at]!;
        g += weight * data[at + 1]!;
        b += weight * data[at + 2]!;
      }
      strip.set([r, g, b], (y * side + x) * 3);
    }
  }
  const out = new Float32Array(side * side * 3);
  const rowLength = side * 3;
  for (let y = 0; y < side; y += 1) {
    const { first, weights } = taps[y]!;
    for (let k = 0; k < weights.length; k += 1) {
      const weight = weights[k]!, from = (first + k) * rowLength;
      for (let i = 0; i < rowLength; i += 1) out[y * rowLength + i] = out[y * rowLength + i]! + weight * strip[from + i]!;
    }
  }
  return out;
}

/** For each new pixel: which old ones it is made of, and how much of each. */
function tapsOf(from: number, to: number): { readonly first: number; readonly weights: readonly number[] }[] {
  const scale = from / to;
  return Array.from({ length: to }, (_, i) => {
    if (scale <= 1) {
      const centre = Math.min(from - 1, Math.max(0, (i + 0.5) * scale - 0.5));
      const first = Math.min(from - 1, Math.floor(centre));
      return first + 1 < from ? { first, weights: [1 - (centre - first), centre - first] } : { first, weights: [1] };
    }
    const start = i * scale, end = Math.min(from, (i + 1) * scale);
    const first = Math.floor(start);
    const weights = Array.from({ length: Math.min(from, Math.ceil(end - 1e-9)) - first }, (__, k) => (Math.min(end, first + k + 1) - Math.max(start, first + k)) / (end - start));
    return { first, weights };
  });
}
