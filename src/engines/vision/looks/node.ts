/** The picture network and what looks are compared with in Node, for command lines, tests and benchmarks. */
import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-web/wasm';
import type { Background } from '../../../core/looks/scatter.ts';
import { decodeBackground } from './background.ts';
import { Embedder } from './embedder.ts';

export async function loadEmbedder(weights: Uint8Array): Promise<Embedder> {
  ort.env.wasm.numThreads = 1;
  return new Embedder(await ort.InferenceSession.create(weights), ort.Tensor);
}

/** @param network SHA-256 of the network's file, in hex @returns undefined where the project's background is another network's */
export async function loadBackground(network: string): Promise<Background | undefined> {
  return decodeBackground(await readFile(new URL('background.bin', import.meta.url)), network);
}
