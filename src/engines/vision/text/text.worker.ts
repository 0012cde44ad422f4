import englishUrl from '@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz?url';
import chineseUrl from '@tesseract.js-data/chi_sim/4.0.0_best_int/chi_sim.traineddata.gz?url';
import { expose } from 'comlink';
import loadTesseract from 'tesseract.js-core/tesseract-core-simd-lstm.js';
import wasmUrl from 'tesseract.js-core/tesseract-core-simd-lstm.wasm?url';
import { Failure, toOutcome } from '../../../core/shared/failure.ts';
import { absoluteUrl } from '../../../runtime/absolute-url.ts';
import { fetchWithProgress } from '../../../runtime/fetch-with-progress.ts';
import { pixelsOf } from '../pixels.ts';
import type { TextWorkerApi } from './contract.ts';
import { TEXT_LANGUAGES, LONGEST_SIDE, TextReader } from './text-reader.ts';

const URLS: Readonly<Record<(typeof TEXT_LANGUAGES)[number], string>> = { eng: englishUrl, chi_sim: chineseUrl };

let reader: TextReader | undefined;

const api: TextWorkerApi = {
  load: () => toOutcome(async () => {
    const fetched = (url: string) => fetchWithProgress(absoluteUrl(url), () => {});
    const [wasmBinary, ...data] = await Promise.all([fetched(wasmUrl), ...TEXT_LANGUAGES.map((language) => fetched(URLS[language]))]);
    const unpacked = await Promise.all(TEXT_LANGUAGES.map(async (language, i) => ({ language, data: await unpack(data[i]!) })));
    reader = new TextReader(await loadTesseract({ wasmBinary: wasmBinary!, printErr: () => {} }), unpacked);
  }, 'load-failed'),
  run: ({ picture }) => toOutcome(async () => {
    try {
      if (!reader) throw new Failure('load-failed', 'nothing is loaded that reads text');
      return reader.read(pixelsOf(picture, LONGEST_SIDE));
    } finally {
      picture.close();
    }
  }),
};
expose(api);

/** Some servers unpack what ends in .gz on the way; then it is unpacked already. */
async function unpack(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  return new Uint8Array(await new Response(new Blob([bytes.slice()]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}
