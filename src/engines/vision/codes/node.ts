/** The reader of barcodes in Node, for command lines, tests and benchmarks. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { loadCodeReader, type CodeReader } from './reader.ts';

export async function loadCodes(): Promise<CodeReader> {
  const { buffer, byteOffset, byteLength } = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  return loadCodeReader(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
}
