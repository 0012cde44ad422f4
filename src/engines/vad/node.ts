/** The voice detector in Node, for command lines, tests and benchmarks. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as ort from 'onnxruntime-web/wasm';
import { Silero } from './silero.ts';

export async function loadSilero(): Promise<Silero> {
  ort.env.wasm.numThreads = 1;
  const path = createRequire(import.meta.url).resolve('@ricky0123/vad-web').replace(/dist.*$/, 'dist/silero_vad_v5.onnx');
  return new Silero(await ort.InferenceSession.create(await readFile(path)), ort.Tensor);
}
