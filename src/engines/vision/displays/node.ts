/** The reader of displays in Node, for command lines, tests and benchmarks. */
import { readFile } from 'node:fs/promises';
import { GlyphReader } from '../../../core/looks/displays/glyph-reader.ts';

export async function loadGlyphs(): Promise<GlyphReader> {
  return GlyphReader.decode(await readFile(new URL('glyphs.bin', import.meta.url)));
}
