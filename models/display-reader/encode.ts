import { GLYPH_HIDDEN, GLYPH_INPUTS, NO_GLYPH } from '../../src/core/looks/displays/glyph-reader.ts';

/** One float32 scale a row, then every weight as int8: 22 KB. @param weights as GlyphReader takes them */
export function encodeGlyphWeights(weights: Float32Array): Uint8Array {
  const rows = GLYPH_HIDDEN + NO_GLYPH + 1;
  const bytes = new Uint8Array(4 * rows + weights.length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (let row = 0; row < rows; row += 1) {
    const size = row < GLYPH_HIDDEN ? GLYPH_INPUTS + 1 : GLYPH_HIDDEN + 1;
    const values = weights.subarray(at, at + size);
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-8) / 127;
    view.setFloat32(4 * row, scale, true);
    values.forEach((value, i) => view.setInt8(4 * rows + at + i, Math.round(value / scale)));
    at += size;
  }
  return bytes;
}
