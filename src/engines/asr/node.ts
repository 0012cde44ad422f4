/** The recognisers in Node, for command lines, tests and benchmarks. */
import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-web/wasm';
import type { MandarinPhrases } from '../../core/knowledge/shop-pack.ts';
import { MandarinRecogniser, type MandarinOptions } from './mandarin/mandarin-recogniser.ts';

/** @param paths converted network and token table (see models/manifest.json) */
export async function loadMandarin(paths: { readonly network: string; readonly tokens: string }, phrases: MandarinPhrases, options: Partial<MandarinOptions> = {}): Promise<MandarinRecogniser> {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(await readFile(paths.network));
  return new MandarinRecogniser({ session, Tensor: ort.Tensor }, JSON.parse(await readFile(paths.tokens, 'utf8')) as { tokens: string[]; readings: string[][] }, phrases, options);
}
