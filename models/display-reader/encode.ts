import { GLYPH_ROWS } from '../../src/core/looks/displays/glyph-reader.ts';

/** One float32 scale a row, then every weight as int8: 22 KB. @param weights as GlyphReader takes them */
export function encodeGlyphWeights(weights: Float32Array): Uint8Array {
  const rows = GLYPH_ROWS.length;
  const bytes = new Uint8Array(4 * rows + weights.length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  GLYPH_ROWS.forEach((size, row) => {
    const values = weights.subarray(at, at + size);
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-8) / 127;
    view.setFloat32(4 * row, scale, true);
    for (const value of values) {
      view.setInt8(4 * rows + at, Math.round(value / scale));
      at += 1;
    }
  });
  return bytes;
}
