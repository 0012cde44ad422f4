import type { Picture } from '../picture.ts';

/** A part of a mask that hangs together, in pixels; right and bottom lie outside. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Which pixels may belong to a sign: 1 or 0, row by row. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Signs glow, or are darker than what they stand on. */
export type Polarity = 'bright' | 'dark';

/** Half the side of the square that a pixel is compared with, in pixels: a display's sign and what it stands on. */
const NEIGHBOURHOOD = 50;
/** A pixel stands out by so much of the range of its neighbourhood, and by so many steps of 255 at least. */
const STANDS_OUT = 0.35;
const LEAST_CONTRAST = 24;
/** Between two signs, as a share of their height: before a 1 it is wide. */
const WIDEST_GAP = 0.8;

/** How much each pixel of a picture glows (its brightest channel: coloured lamps are dark to the eye), or how dark it is. @returns [0, 255] */
export function lightsOf({ width, height, data }: Picture, polarity: Polarity): Uint8Array {
  const out = new Uint8Array(width * height);
  for (let i = 0; i < out.length; i += 1) {
    const brightest = Math.max(data[4 * i]!, data[4 * i + 1]!, data[4 * i + 2]!);
    out[i] = polarity === 'bright' ? brightest : 255 - brightest;
  }
  return out;
}

/** Pixels that stand out from their neighbourhood. @see Bradley & Roth 2007, with the local range instead of a fixed share */
export function standingOut(lights: Uint8Array, width: number, height: number, radius = NEIGHBOURHOOD): Mask {
  const [sums, squares] = [integral(lights, width, height, (value) => value), integral(lights, width, height, (value) => value * value)];
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [y0, y1] = [Math.max(0, y - radius), Math.min(height, y + radius + 1)];
    for (let x = 0; x < width; x += 1) {
      const [x0, x1] = [Math.max(0, x - radius), Math.min(width, x + radius + 1)];
      const count = (x1 - x0) * (y1 - y0);
      const mean = sumIn(sums, width, x0, y0, x1, y1) / count;
      const deviation = Math.sqrt(Math.max(0, sumIn(squares, width, x0, y0, x1, y1) / count - mean * mean));
      if (lights[y * width + x]! > mean + Math.max(LEAST_CONTRAST, 2 * STANDS_OUT * deviation)) data[y * width + x] = 1;
    }
  }
  return { width, height, data };
}

/** Pixels with another within so many of them across and down: strokes that nearly touch grow together. */
export function grown({ width, height, data }: Mask, across: number, down: number): Mask {
  const rows = new Uint8Array(data.length), out = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1) {
    let last = -Infinity;
    for (let x = 0; x < width + across; x += 1) {
      if (x < width && data[y * width + x]) last = x;
      const at = x - across;
      if (at >= 0 && x - last <= 2 * across) rows[y * width + at] = 1;
    }
  }
  for (let x = 0; x < width; x += 1) {
    let last = -Infinity;
    for (let y = 0; y < height + down; y += 1) {
      if (y < height && rows[y * width + x]) last = y;
      const at = y - down;
      if (at >= 0 && y - last <= 2 * down) out[at * width + x] = 1;
    }
  }
  return { width, height, data: out };
}

/** Boxes around what hangs together (four neighbours). */
export function boxesOf({ width, height, data }: Mask): Box[] {
  const parents: number[] = [];
  const find = (label: number): number => {
    while (parents[label] !== label) label = parents[label] = parents[parents[label]!]!;
    return label;
  };
  const labels = new Int32Array(width * height).fill(-1);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      if (!data[at]) continue;
      const left = x > 0 ? labels[at - 1]! : -1, above = y > 0 ? labels[at - width]! : -1;
      if (left < 0 && above < 0) {
        labels[at] = parents.length;
        parents.push(parents.length);
      } else if (left >= 0 && above >= 0) {
        const [a, b] = [find(left), find(above)];
        labels[at] = a;
        parents[b] = a;
      } else labels[at] = Math.max(left, above);
    }
  }
  const boxes = new Map<number, { left: number; top: number; right: number; bottom: number }>();
  for (let at = 0; at < labels.length; at += 1) {
    if (labels[at]! < 0) continue;
    const x = at % width, y = (at - x) / width;
    const root = find(labels[at]!);
    const box = boxes.get(root);
    if (!box) boxes.set(root, { left: x, top: y, right: x + 1, bottom: y + 1 });
    else {
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x + 1);
      box.bottom = y + 1;
    }
  }
  return [...boxes.values()];
}

/** Rows of boxes that may be signs of one display: as tall as each other, side by side. Each from left to right. */
export function rowsOf(boxes: readonly Box[], { leastHeight, most }: { readonly leastHeight: number; readonly most: number }): Box[][] {
  const signs = boxes.filter((box) => heightOf(box) >= leastHeight && widthOf(box) <= 1.1 * heightOf(box) && widthOf(box) >= 0.05 * heightOf(box)).sort((a, b) => a.left - b.left);
  const rows: Box[][] = [];
  const used = new Set<Box>();
  for (const first of signs) {
    if (used.has(first)) continue;
    const row = [first];
    for (const next of signs) {
      const last = row.at(-1)!;
      if (next === first || used.has(next) || next.left < last.left + 0.1 * heightOf(last)) continue;
      if (isBeside(last, next)) row.push(next);
    }
    if (row.length < 2 || row.length > most) continue;
    for (const box of row) used.add(box);
    rows.push(row);
  }
  return rows;
}

export const heightOf = ({ top, bottom }: Box): number => bottom - top;
export const widthOf = ({ left, right }: Box): number => right - left;

function isBeside(last: Box, next: Box): boolean {
  const height = Math.max(heightOf(last), heightOf(next));
  const rise = Math.abs((next.top + next.bottom) / 2 - (last.top + last.bottom) / 2);
  return Math.min(heightOf(last), heightOf(next)) > 0.72 * height && rise < 0.3 * height && next.left - last.right < WIDEST_GAP * height && next.left - last.right > -0.25 * height;
}

function integral(values: Uint8Array, width: number, height: number, of: (value: number) => number): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += of(values[y * width + x]!);
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
    }
  }
  return sums;
}

function sumIn(sums: Float64Array, width: number, x0: number, y0: number, x1: number, y1: number): number {
  const w = width + 1;
  return sums[y1 * w + x1]! - sums[y0 * w + x1]! - sums[y1 * w + x0]! + sums[y0 * w + x0]!;
}
