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
      let r = 0, g = 0, b = 0;
      const { first, weights } = taps[x]!;
      for (let k = 0; k < weights.length; k += 1) {
        const at = (row + first + k) * 4, weight = weights[k]!;
        r += weight * data[at]!;
        g += weight * data[at + 1]!;
        b += weight * data[at + 2]!;
      }
      const to = (y * side + x) * 3;
      strip[to] = r;
      strip[to + 1] = g;
      strip[to + 2] = b;
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

/** A smaller copy whose longer side is at most this, each pixel the mean of what it covers. */
export function shrunk(picture: Picture, side: number): Picture {
  const scale = Math.max(picture.width, picture.height) / side;
  if (scale <= 1) return picture;
  const [width, height] = [Math.max(1, Math.floor(picture.width / scale)), Math.max(1, Math.floor(picture.height / scale))];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    const [y0, y1] = [Math.floor(y * scale), Math.max(Math.floor(y * scale) + 1, Math.floor((y + 1) * scale))];
    for (let x = 0; x < width; x += 1) {
      const [x0, x1] = [Math.floor(x * scale), Math.max(Math.floor(x * scale) + 1, Math.floor((x + 1) * scale))];
      let [r, g, b] = [0, 0, 0];
      for (let sy = y0; sy < y1; sy += 1) {
        for (let sx = x0; sx < x1; sx += 1) {
          const at = (sy * picture.width + sx) * 4;
          r += picture.data[at]!;
          g += picture.data[at + 1]!;
          b += picture.data[at + 2]!;
        }
      }
      const count = (y1 - y0) * (x1 - x0);
      data.set([r / count, g / count, b / count, 255], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

/** A part of a picture: its middle in pixels, how it is turned (degrees, clockwise), and how many pixels of the picture one of the part's takes. */
export interface Patch {
  readonly x: number;
  readonly y: number;
  readonly degrees: number;
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

/** A part of a picture, in grey, turned upright; what lies outside of the picture is mid-grey. */
export function patchOf({ width, height, data }: Picture, patch: Patch): Picture {
  const out = new Uint8ClampedArray(patch.width * patch.height * 4).fill(128);
  const [c, s] = [Math.cos((patch.degrees * Math.PI) / 180) * patch.scale, Math.sin((patch.degrees * Math.PI) / 180) * patch.scale];
  for (let row = 0; row < patch.height; row += 1) {
    for (let column = 0; column < patch.width; column += 1) {
      const dx = column - patch.width / 2, dy = row - patch.height / 2;
      const fx = patch.x + c * dx - s * dy, fy = patch.y + s * dx + c * dy;
      const left = Math.floor(fx), top = Math.floor(fy);
      if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) continue;
      const at = (top * width + left) * 4, below = at + width * 4;
      const [u, v] = [fx - left, fy - top];
      const grey = (1 - v) * ((1 - u) * lightOf(data, at) + u * lightOf(data, at + 4)) + v * ((1 - u) * lightOf(data, below) + u * lightOf(data, below + 4));
      const to = (row * patch.width + column) * 4;
      out[to] = out[to + 1] = out[to + 2] = grey;
    }
  }
  return { width: patch.width, height: patch.height, data: out };
}

/** A grey picture, left for right. */
export function mirrored({ width, height, data }: Picture): Picture {
  const out = new Uint8ClampedArray(data.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const to = (y * width + x) * 4;
      out[to] = out[to + 1] = out[to + 2] = data[(y * width + width - 1 - x) * 4]!;
    }
  }
  return { width, height, data: out };
}

/** A grey picture whose changes from left to right are made stronger: what blur took from upright bars. @param radius of the blur, in pixels @param amount 1 doubles what differs */
export function crisp({ width, height, data }: Picture, radius: number, amount: number): Picture {
  const out = new Uint8ClampedArray(data.length).fill(255);
  for (let y = 0; y < height; y += 1) {
    let sum = 0;
    const at = (x: number) => data[(y * width + Math.min(width - 1, Math.max(0, x))) * 4]!;
    for (let x = -radius; x <= radius; x += 1) sum += at(x);
    for (let x = 0; x < width; x += 1) {
      const value = at(x) + amount * (at(x) - sum / (2 * radius + 1));
      const to = (y * width + x) * 4;
      out[to] = out[to + 1] = out[to + 2] = value;
      sum += at(x + radius + 1) - at(x - radius);
    }
  }
  return { width, height, data: out };
}

/** Lightness of a pixel, [0, 255]. @see ITU-R BT.601 */
export function lightOf(data: ArrayLike<number>, at: number): number {
  return 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
}
