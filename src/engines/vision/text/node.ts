/** The reader of printed text in Node, for command lines, tests and benchmarks. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import loadTesseract from 'tesseract.js-core/tesseract-core-simd-lstm.js';
import { TEXT_LANGUAGES, TextReader } from './text-reader.ts';

export async function loadText(): Promise<TextReader> {
  const { resolve } = createRequire(import.meta.url);
  const wasmBinary = await readFile(resolve('tesseract.js-core/tesseract-core-simd-lstm.wasm'));
  const data = await Promise.all(TEXT_LANGUAGES.map(async (language) => ({ language, data: gunzipSync(await readFile(resolve(`@tesseract.js-data/${language}/4.0.0_best_int/${language}.traineddata.gz`))) })));
  return new TextReader(await loadTesseract({ wasmBinary, printErr: () => {} }), data);
}
