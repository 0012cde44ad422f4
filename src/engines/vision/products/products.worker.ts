import { expose, releaseProxy } from 'comlink';
import * as ort from 'onnxruntime-web/wasm';
import loaderUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import zxingUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { GlyphReader } from '../../../core/looks/displays/glyph-reader.ts';
import { Lineup } from '../../../core/looks/lineup.ts';
import type { Picture } from '../../../core/looks/picture.ts';
import { Failure, toOutcome } from '../../../core/shared/failure.ts';
import type { LoadProgress } from '../../../ports/engine.ts';
import { absoluteUrl } from '../../../runtime/absolute-url.ts';
import { fetchWithProgress } from '../../../runtime/fetch-with-progress.ts';
import { ModelStore, type ModelFile } from '../../../runtime/model-store.ts';
import { loadCodeReader } from '../codes/reader.ts';
import glyphsUrl from '../displays/glyphs.bin?url';
import { Embedder } from '../looks/embedder.ts';
import { decodeGallery } from '../looks/gallery.ts';
import type { ProductsWorkerApi } from './contract.ts';
import { ProductEye } from './product-eye.ts';

/** A picture is looked at no larger than this on its longer side, in pixels. */
const LONGEST_SIDE = 1_280;

let eye: ProductEye | undefined;

const api: ProductsWorkerApi = {
  load: ({ network, galleryUrl, displayCodes }, onProgress) => toOutcome(async () => {
    const [codes, glyphs, looks] = await Promise.all([
      fetchWithProgress(absoluteUrl(zxingUrl), () => {}).then((bytes) => loadCodeReader(bytes.slice().buffer)),
      fetchWithProgress(absoluteUrl(glyphsUrl), () => {}).then((bytes) => GlyphReader.decode(bytes), () => undefined),
      // Without the network, codes are read all the same.
      network && galleryUrl ? looksOf(network, galleryUrl, onProgress).catch(() => ({})) : {},
    ]);
    eye = new ProductEye({ codes, glyphs, displayCodes, ...looks });
    (onProgress as unknown as { [releaseProxy]?: () => void })[releaseProxy]?.();
  }, 'load-failed'),
  run: ({ picture, isQuick }) => toOutcome(() => {
    try {
      if (!eye) throw new Failure('load-failed', 'nothing is loaded that looks at products');
      return eye.see(pixelsOf(picture), isQuick ? 'never' : 'without-code');
    } finally {
      picture.close();
    }
  }),
};
expose(api);

/** What products are known by their looks with; nothing where the gallery is of another network, to which its looks say nothing. */
async function looksOf(network: ModelFile, galleryUrl: string, onProgress: (progress: LoadProgress) => void): Promise<{ embedder?: Embedder; lineup?: Lineup }> {
  const [weights] = await new ModelStore().fetchAll([network], onProgress);
  const gallery = decodeGallery(await fetchWithProgress(galleryUrl, () => {}));
  if (gallery.network !== network.sha256) return {};
  ort.env.wasm.wasmPaths = { wasm: absoluteUrl(wasmUrl), mjs: absoluteUrl(loaderUrl) };
  ort.env.wasm.numThreads = 1;
  return { embedder: new Embedder(await ort.InferenceSession.create(weights!), ort.Tensor), lineup: new Lineup(gallery.pictures, { isCatalogue: gallery.isCatalogue }) };
}

function pixelsOf(picture: ImageBitmap): Picture {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
