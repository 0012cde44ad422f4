/** The sentence embedding in Node, for command lines, training, tests and benchmarks. */
import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-web/wasm';
import { SentenceEncoder } from './sentence-encoder.ts';

export async function loadSentenceEncoder(paths: { readonly network: string; readonly vocabulary: string }): Promise<SentenceEncoder> {
  ort.env.wasm.numThreads = 1;
  return new SentenceEncoder(await ort.InferenceSession.create(await readFile(paths.network)), ort.Tensor, await readFile(paths.vocabulary, 'utf8'));
}
