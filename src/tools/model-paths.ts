import { resolve } from 'node:path';
import { readManifest } from '../../models/manifest.ts';
import { ModelShelf } from '../../models/model-shelf.ts';
import { Failure } from '../core/shared/failure.ts';
import type { Encoder } from '../engines/intent/second-stage/encoder.ts';
import { loadNetworkEncoder } from '../engines/intent/second-stage/node.ts';
import type { Embedder } from '../engines/vision/looks/embedder.ts';
import { loadEmbedder } from '../engines/vision/looks/node.ts';

const IMAGE_MODEL = 'image-embed';
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

/** The image network of the manifest, and its hash. @throws Failure */
export async function imageEmbedder(): Promise<{ embedder: Embedder; network: string }> {
  const shelf = await openShelf();
  const [file] = (await readManifest()).models.find(({ id }) => id === IMAGE_MODEL)!.files;
  return { embedder: await loadEmbedder(await shelf.open(IMAGE_MODEL, file!.file)), network: file!.sha256 };
}

/** The sentence embedding of the manifest, as the page would use it. @throws Failure */
export async function embeddingEncoder(): Promise<Encoder> {
  const model = (await readManifest()).models.find(({ encoder }) => encoder);
  if (!model?.encoder) throw new Failure('not-found', 'the manifest has no sentence embedding');
  const shelf = await openShelf();
  const { network, vocabulary } = model.encoder;
  const [weights, words] = await Promise.all([network, vocabulary].map((file) => shelf.open(model.id, file)));
  return loadNetworkEncoder(weights!, words!);
}
