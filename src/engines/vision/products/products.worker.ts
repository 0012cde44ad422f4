import { expose, releaseProxy } from 'comlink';
import * as ort from 'onnxruntime-web/wasm';
import loaderUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import zxingUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { GlyphReader } from '../../../core/looks/displays/glyph-reader.ts';
import { Lineup } from '../../../core/looks/lineup.ts';
import { Failure, toOutcome } from '../../../core/shared/failure.ts';
import type { LoadProgress } from '../../../ports/engine.ts';
import { absoluteUrl } from '../../../runtime/absolute-url.ts';
import { fetchWithProgress } from '../../../runtime/fetch-with-progress.ts';
import { ModelStore, type ModelFile } from '../../../runtime/model-store.ts';
import { loadCodeReader } from '../codes/reader.ts';
import glyphsUrl from '../displays/glyphs.bin?url';
import { decodeBackground } from '../looks/background.ts';
import backgroundUrl from '../looks/background.bin?url';
import { Embedder } from '../looks/embedder.ts';
import { decodeGallery, mergeGalleries } from '../looks/gallery.ts';
import { drawn, pixelsOf } from '../pixels.ts';
import type { ProductsWorkerApi } from './contract.ts';
import { ProductEye } from './product-eye.ts';

/** A picture is looked at no larger than this on its longer side, in pixels. */
const LONGEST_SIDE = 1_280;
const THUMBNAIL_SIDE = 160;
/** Longest side of a photo that may be shown to a person, in pixels: some 60 KB. */
const PHOTO_SIDE = 720;

let eye: ProductEye | undefined;

const api: ProductsWorkerApi = {
  load: ({ network, galleryUrl, taught, displayCodes, hasLamps }, onProgress) => toOutcome(async () => {
    const [codes, glyphs, looks] = await Promise.all([
      fetchWithProgress(absoluteUrl(zxingUrl), () => {}).then((bytes) => loadCodeReader(bytes.slice().buffer)),
      fetchWithProgress(absoluteUrl(glyphsUrl), () => {}).then((bytes) => GlyphReader.decode(bytes), () => undefined),
      // Without the network, codes are read all the same.
      network ? looksOf(network, galleryUrl, taught, onProgress).catch(() => ({})) : {},
    ]);
    eye = new ProductEye({ codes, glyphs, displayCodes, hasLamps, ...looks });
    (onProgress as unknown as { [releaseProxy]?: () => void })[releaseProxy]?.();
  }, 'load-failed'),
  run: ({ picture, purpose }) => toOutcome(async () => {
    try {
      if (!eye) throw new Failure('load-failed', 'nothing is loaded that looks at products');
      const pixels = pixelsOf(picture, LONGEST_SIDE);
      if (purpose === 'look') return { ...(await eye.see(pixels, 'without-code')), photo: await jpegOf(drawn(picture, PHOTO_SIDE).canvas) };
      const seen = await eye.see(pixels, 'never');
      return purpose === 'scan' ? seen : { ...seen, learnt: { look: await eye.learn(pixels), thumbnail: await thumbnailOf(picture) } };
    } finally {
      picture.close();
    }
  }),
};
expose(api);

/** What products are known by their looks with; galleries of another network are left out: to this one their looks say nothing. */
async function looksOf(network: ModelFile, galleryUrl: string | undefined, taught: Uint8Array | undefined, onProgress: (progress: LoadProgress) => void): Promise<{ embedder: Embedder; lineup?: Lineup }> {
  const [weights] = await new ModelStore().fetchAll([network], onProgress);
  ort.env.wasm.wasmPaths = { wasm: absoluteUrl(wasmUrl), mjs: absoluteUrl(loaderUrl) };
  ort.env.wasm.numThreads = 1;
  const embedder = new Embedder(await ort.InferenceSession.create(weights!), ort.Tensor);
  const files = [galleryUrl ? await fetchWithProgress(galleryUrl, () => {}).catch(() => undefined) : undefined, taught];
  const galleries = files.flatMap((bytes) => bytes ?? []).map(decodeGallery).filter(({ network: made, pictures }) => made === network.sha256 && pictures.length > 0);
  if (galleries.length === 0) return { embedder };
  const { pictures, isCatalogue } = galleries.reduce(mergeGalleries);
  const background = await fetchWithProgress(absoluteUrl(backgroundUrl), () => {}).then((bytes) => decodeBackground(bytes, network.sha256), () => undefined);
  return { embedder, lineup: new Lineup(pictures, { isCatalogue, background }) };
}

function thumbnailOf(picture: ImageBitmap): Promise<string> {
  const canvas = new OffscreenCanvas(THUMBNAIL_SIDE, THUMBNAIL_SIDE);
  const side = Math.min(picture.width, picture.height);
  canvas.getContext('2d')!.drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, THUMBNAIL_SIDE, THUMBNAIL_SIDE);
  return jpegOf(canvas);
}

async function jpegOf(canvas: OffscreenCanvas): Promise<string> {
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.7 })).arrayBuffer());
  return `data:image/jpeg;base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}
