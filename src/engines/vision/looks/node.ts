/** The picture network in Node, for command lines, tests and benchmarks. */
import * as ort from 'onnxruntime-web/wasm';
import { Embedder } from './embedder.ts';

export async function loadEmbedder(weights: Uint8Array): Promise<Embedder> {
  ort.env.wasm.numThreads = 1;
  return new Embedder(await ort.InferenceSession.create(weights), ort.Tensor);
}
