import { lightOf, type Picture } from './picture.ts';

/** Where a row of parallel bars lies: its middle in pixels, the direction along the row in degrees clockwise, and its length in pixels. */
export interface Bars {
  readonly x: number;
  readonly y: number;
  readonly degrees: number;
  readonly length: number;
}

/** The picture is looked at no larger than this on its longer side: bars of two pixels are seen yet. */
const LONGEST = 900;
/** Side of a block, in pixels. */
const BLOCK = 20;
/** How much of a block's change must go one way, [0, 1]. */
const COHERENT = 0.55;
/** Least change in a block, in squared grey levels a pixel. */
const LEAST_ENERGY = 120;
const BINS = 36;
/** Edges of a row that may be a code: an EAN-8 has 44; of photos of goods three in four have fewer than 26, however blurred a code is it has 39. */
const LEAST_EDGES = 30;
/** Grey levels from the mean around, within so many samples each way, that make an edge. */
const LEAST_DIFFERENCE = 8;
const AROUND = 12;
/** Samples along a row, over this many times its length; lines that are averaged, so many samples apart. */
const SAMPLES = 450;
const ROW_REACH = 1.4;
const LINES = 9;
const LINE_GAP = 4;

/**
 * Rows of bars, the likeliest first: blocks of a picture whose brightness changes much and all one way, by their structure tensor; blocks of one direction that lie
 * together make a row. @see Bigün, Granlund 1987, ICCV
 */
export function findBars(picture: Picture, most: number): Bars[] {
  const scale = Math.max(1, Math.max(picture.width, picture.height) / LONGEST);
  const blocks = blocksOf(picture, scale);
  const bins = new Float32Array(BINS);
  for (const { angle, weight } of blocks) bins[Math.floor((angle / Math.PI) * BINS) % BINS]! += weight;
  const smooth = bins.map((_, i) => bins[(i + BINS - 1) % BINS]! + 2 * bins[i]! + bins[(i + 1) % BINS]!);
  const found: Bars[] = [];
  for (const { bin } of [...smooth].map((weight, bin) => ({ weight, bin })).sort((a, b) => b.weight - a.weight)) {
    const middle = ((bin + 0.5) / BINS) * Math.PI;
    if (smooth[bin] === 0 || found.some(({ degrees }) => apart((degrees * Math.PI) / 180, middle) < 0.3)) continue;
    const bars = rowOf(blocks.filter(({ angle }) => apart(angle, middle) < 0.22), scale);
    if (bars) found.push(bars);
    if (found.length === most) break;
  }
  return found.filter((bars) => edgesAcross(picture, bars) >= LEAST_EDGES);
}

/** How often a row goes from dark to light and back: lines along it are averaged, so that bars stay and textures go. */
function edgesAcross({ width, height, data }: Picture, { x, y, degrees, length }: Bars): number {
  const step = (length * ROW_REACH) / SAMPLES;
  const [c, s] = [Math.cos((degrees * Math.PI) / 180) * step, Math.sin((degrees * Math.PI) / 180) * step];
  const profile = new Float32Array(SAMPLES);
  for (let line = 0; line < LINES; line += 1) {
    const dy = (line - (LINES - 1) / 2) * LINE_GAP;
    for (let i = 0; i < SAMPLES; i += 1) {
      const dx = i - SAMPLES / 2;
      const column = Math.min(width - 1, Math.max(0, Math.round(x + c * dx - s * dy))), row = Math.min(height - 1, Math.max(0, Math.round(y + s * dx + c * dy)));
      profile[i] = profile[i]! + lightOf(data, (row * width + column) * 4) / LINES;
    }
  }
  const at = (i: number) => profile[Math.min(SAMPLES - 1, Math.max(0, i))]!;
  let edges = 0, side = 0, around = 0;
  for (let i = -AROUND; i <= AROUND; i += 1) around += at(i);
  for (let i = 0; i < SAMPLES; i += 1) {
    const difference = at(i) - around / (2 * AROUND + 1);
    if (Math.abs(difference) > LEAST_DIFFERENCE && Math.sign(difference) !== side) {
      side = Math.sign(difference);
      edges += 1;
    }
    around += at(i + AROUND + 1) - at(i - AROUND);
  }
  return edges;
}

interface Block {
  readonly x: number;
  readonly y: number;
  /** Along which the brightness changes, [0, π). */
  readonly angle: number;
  readonly weight: number;
}

function blocksOf({ width, height, data }: Picture, scale: number): Block[] {
  const across = Math.floor(width / scale), down = Math.floor(height / scale);
  const grey = new Float32Array(across * down);
  for (let y = 0; y < down; y += 1) for (let x = 0; x < across; x += 1) grey[y * across + x] = lightOf(data, (Math.floor(y * scale) * width + Math.floor(x * scale)) * 4);
  const blocks: Block[] = [];
  for (let top = 1; top + BLOCK < down; top += BLOCK) {
    for (let left = 1; left + BLOCK < across; left += BLOCK) {
      let [xx, yy, xy] = [0, 0, 0];
      for (let y = top; y < top + BLOCK; y += 1) {
        for (let x = left; x < left + BLOCK; x += 1) {
          const at = y * across + x;
          const gx = grey[at + 1]! - grey[at - 1]!, gy = grey[at + across]! - grey[at - across]!;
          xx += gx * gx;
          yy += gy * gy;
          xy += gx * gy;
        }
      }
      const energy = (xx + yy) / (BLOCK * BLOCK);
      const coherence = Math.hypot(xx - yy, 2 * xy) / (xx + yy || 1);
      if (energy < LEAST_ENERGY || coherence < COHERENT) continue;
      const angle = (0.5 * Math.atan2(2 * xy, xx - yy) + Math.PI) % Math.PI;
      blocks.push({ x: left + BLOCK / 2, y: top + BLOCK / 2, angle, weight: Math.sqrt(energy) * coherence });
    }
  }
  return blocks;
}

/** The heaviest heap of blocks that lie together. */
function rowOf(blocks: readonly Block[], scale: number): Bars | undefined {
  const left = new Set(blocks);
  let best: { readonly heap: readonly Block[]; readonly weight: number } | undefined;
  while (left.size > 0) {
    const heap: Block[] = [];
    const open = [left.values().next().value!];
    left.delete(open[0]!);
    for (let block = open.pop(); block; block = open.pop()) {
      heap.push(block);
      for (const other of left) {
        if (Math.abs(other.x - block.x) > 2 * BLOCK || Math.abs(other.y - block.y) > 2 * BLOCK) continue;
        left.delete(other);
        open.push(other);
      }
    }
    const weight = heap.reduce((sum, each) => sum + each.weight, 0);
    if (!best || weight > best.weight) best = { heap, weight };
  }
  if (!best || best.heap.length < 3) return undefined;
  const { heap, weight } = best;
  const sum = (of: (block: Block) => number) => heap.reduce((all, block) => all + block.weight * of(block), 0) / weight;
  const [x, y] = [sum((block) => block.x), sum((block) => block.y)];
  // Directions are the same after half a turn: their doubles are averaged.
  const angle = ((Math.atan2(sum((block) => Math.sin(2 * block.angle)), sum((block) => Math.cos(2 * block.angle))) / 2) + Math.PI) % Math.PI;
  const along = heap.map((block) => Math.abs((block.x - x) * Math.cos(angle) + (block.y - y) * Math.sin(angle)));
  return { x: x * scale, y: y * scale, degrees: (angle * 180) / Math.PI, length: 2 * (Math.max(...along) + BLOCK) * scale };
}

/** Angle between two directions, [0, π/2]. */
function apart(a: number, b: number): number {
  const difference = Math.abs(a - b) % Math.PI;
  return Math.min(difference, Math.PI - difference);
}
