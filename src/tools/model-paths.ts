import { resolve } from 'node:path';
import { readManifest } from '../../models/manifest.ts';
import { ModelShelf } from '../../models/model-shelf.ts';

const CACHE = resolve('.cache/models');

/** The shelf of this machine: `YINGBIN_MODELS` or upstream, kept under `.cache/models`. */
export async function openShelf(): Promise<ModelShelf> {
  return new ModelShelf({ manifest: await readManifest(), source: process.env['YINGBIN_MODELS'] || undefined, cache: CACHE });
}

/** Paths of the Mandarin recogniser's files, fetched and converted if they are not there yet. @throws Failure */
export async function mandarinPaths(): Promise<{ network: string; tokens: string }> {
  const shelf = await openShelf();
  await Promise.all([shelf.open('fsmn-ctc-zh', 'network.onnx'), shelf.open('fsmn-ctc-zh', 'tokens.json')]);
  return { network: resolve(CACHE, 'fsmn-ctc-zh/network.onnx'), tokens: resolve(CACHE, 'fsmn-ctc-zh/tokens.json') };
}
