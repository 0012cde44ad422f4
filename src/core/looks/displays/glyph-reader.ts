import { Failure } from '../../shared/failure.ts';
import { heightOf, widthOf, type Box } from './glyph-boxes.ts';

/** Signs as displays of seven segments, dots or strokes show them at full height; the last class is anything else. */
export const GLYPHS = [...'0123456789AbCdEFHhLPtU'] as const;
export const NO_GLYPH = GLYPHS.length;
/** A sign as the network sees it, in pixels. */
export const GLYPH_WIDTH = 16;
export const GLYPH_HEIGHT = 20;
export const GLYPH_INPUTS = GLYPH_WIDTH * GLYPH_HEIGHT;
export const GLYPH_HIDDEN = 64;
/** Rows of weights: a hidden unit's inputs and its bias, then a class's units and its bias. */
export const GLYPH_ROWS: readonly number[] = [...Array<number>(GLYPH_HIDDEN).fill(GLYPH_INPUTS + 1), ...Array<number>(NO_GLYPH + 1).fill(GLYPH_HIDDEN + 1)];

/** Pixels of each end of the range that are taken for its end. */
const OUTLIERS = 0.04;
const LEAST_RANGE = 24;

/** What is in a box, as tall as the network wants it and in the middle, between 0 (background) and 1 (sign). Wider ones are squeezed. */
export function glyphOf(lights: Uint8Array, width: number, height: number, box: Box): Float32Array {
  const out = new Float32Array(GLYPH_INPUTS);
  const scale = heightOf(box) / GLYPH_HEIGHT;
  const taken = Math.min(GLYPH_WIDTH, Math.max(1, Math.round(widthOf(box) / scale)));
  const across = widthOf(box) / taken;
  const first = Math.floor((GLYPH_WIDTH - taken) / 2);
  for (let y = 0; y < GLYPH_HEIGHT; y += 1) {
    for (let x = 0; x < taken; x += 1) {
      out[y * GLYPH_WIDTH + first + x] = meanIn(lights, width, height, box.left + x * across, box.top + y * scale, across, scale);
    }
  }
  const values = Float32Array.from({ length: GLYPH_HEIGHT * taken }, (_, i) => out[Math.floor(i / taken) * GLYPH_WIDTH + first + (i % taken)]!).sort();
  const [low, high] = [values[Math.floor(values.length * OUTLIERS)]!, values[Math.ceil(values.length * (1 - OUTLIERS)) - 1]!];
  // A bar that fills its box has no background to be told from.
  const isBar = high - low < LEAST_RANGE;
  for (let y = 0; y < GLYPH_HEIGHT; y += 1) {
    for (let x = first; x < first + taken; x += 1) out[y * GLYPH_WIDTH + x] = Math.max(0, Math.min(1, isBar ? 1 : (out[y * GLYPH_WIDTH + x]! - low) / (high - low)));
  }
  return out;
}

/** Reads single signs: one hidden layer, trained on rendered ones (models/display-reader). */
export class GlyphReader {
  readonly #hidden: Float32Array;
  readonly #out: Float32Array;

  /** @param weights row by row, see GLYPH_ROWS; read at each sign, so that they may be trained meanwhile */
  constructor(weights: Float32Array) {
    const hidden = GLYPH_HIDDEN * (GLYPH_INPUTS + 1);
    if (weights.length !== GLYPH_ROWS.reduce((sum, size) => sum + size, 0)) throw new Failure('invalid-input', 'these are no weights of the display reader');
    this.#hidden = weights.subarray(0, hidden);
    this.#out = weights.subarray(hidden);
  }

  /** @param bytes what `encodeGlyphWeights` wrote @throws Failure `invalid-input` */
  static decode(bytes: Uint8Array): GlyphReader {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const rows = GLYPH_ROWS.length;
    if (bytes.length <= 4 * rows) throw new Failure('invalid-input', 'these are no weights of the display reader');
    const weights = new Float32Array(bytes.length - 4 * rows);
    let at = 0;
    GLYPH_ROWS.forEach((size, row) => {
      const scale = view.getFloat32(4 * row, true);
      for (let i = 0; i < size && at < weights.length; i += 1, at += 1) weights[at] = view.getInt8(4 * rows + at) * scale;
    });
    return new GlyphReader(weights);
  }

  /** @returns log-probability of each class */
  read(glyph: Float32Array): Float32Array {
    return this.classify(this.unitsOf(glyph));
  }

  /** @returns what the hidden units make of a sign */
  unitsOf(glyph: Float32Array): Float32Array {
    return Float32Array.from({ length: GLYPH_HIDDEN }, (_, unit) => Math.max(0, dotWithBias(this.#hidden, unit * (GLYPH_INPUTS + 1), glyph)));
  }

  /** @param units of `unitsOf` @returns log-probability of each class */
  classify(units: Float32Array): Float32Array {
    const scores = Float32Array.from({ length: NO_GLYPH + 1 }, (_, c) => dotWithBias(this.#out, c * (GLYPH_HIDDEN + 1), units));
    const top = Math.max(...scores);
    const log = top + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - top), 0));
    return scores.map((score) => score - log);
  }
}

function dotWithBias(weights: Float32Array, from: number, inputs: Float32Array): number {
  let sum = weights[from + inputs.length]!;
  for (let i = 0; i < inputs.length; i += 1) sum += weights[from + i]! * inputs[i]!;
  return sum;
}

function meanIn(lights: Uint8Array, width: number, height: number, left: number, top: number, across: number, down: number): number {
  const [x0, x1] = [Math.max(0, Math.min(width - 1, Math.floor(left))), Math.min(width, Math.max(Math.floor(left) + 1, Math.round(left + across)))];
  const [y0, y1] = [Math.max(0, Math.min(height - 1, Math.floor(top))), Math.min(height, Math.max(Math.floor(top) + 1, Math.round(top + down)))];
  let sum = 0;
  for (let y = y0; y < y1; y += 1) for (let x = x0; x < x1; x += 1) sum += lights[y * width + x]!;
  return sum / Math.max(1, (x1 - x0) * (y1 - y0));
}
