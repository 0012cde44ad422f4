import createModule, { type SoundSwallowerModule } from 'soundswallower';
import type { EnglishGrammar } from '../../../core/knowledge/shop-pack.ts';
import { fetchWithProgress } from '../../../runtime/fetch-with-progress.ts';
import { serveRecogniser } from '../serve.ts';
import { EnglishRecogniser } from './english-recogniser.ts';

/** What the English worker is given. */
export interface EnglishSetup {
  /** Address of the folder with the acoustic model, with a slash at the end. */
  readonly modelUrl: string;
  readonly grammar: EnglishGrammar;
}

/** Files of the acoustic model with their bytes; the words come with the grammar, so no dictionary is needed. */
const FILES = { 'feat_params.json': 185, mdef: 2_953_978, means: 838_732, 'noisedict.txt': 54, sendump: 1_969_024, transition_matrices: 2_080, variances: 838_732 } as const;
const TOTAL_BYTES = Object.values(FILES).reduce((sum, bytes) => sum + bytes, 0);

serveRecogniser<EnglishSetup>(async ({ modelUrl, grammar }, onProgress) => {
  const files = new Map<string, Uint8Array>();
  let done = 0;
  for (const file of Object.keys(FILES)) {
    const bytes = await fetchWithProgress(modelUrl + file, ({ loadedBytes }) => onProgress({ stage: 'download', loadedBytes: done + loadedBytes, totalBytes: TOTAL_BYTES }));
    files.set(modelUrl + file, bytes);
    done += bytes.length;
  }
  onProgress({ stage: 'compile', loadedBytes: done, totalBytes: done });
  const restore = serveFromMemory(files, modelUrl);
  try {
    const module = (await createModule({ modelBase: modelUrl.replace(/[^/]+\/$/, ''), defaultModel: modelUrl.split('/').at(-2) } as unknown as EmscriptenModule)) as SoundSwallowerModule;
    const recogniser = await EnglishRecogniser.create(module, grammar);
    return (contextSamples) => recogniser.open(contextSamples);
  } finally {
    restore();
  }
});

/**
 * NOTICE: soundswallower 0.6.3 fetches each file of its model by itself, once for every decoder, and asks for optional ones that
 * do not exist. While it loads, its requests are answered from memory, and what is optional is absent without a request.
 */
function serveFromMemory(files: ReadonlyMap<string, Uint8Array>, base: string): () => void {
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.startsWith(base)) return real(input, init);
    const bytes = files.get(url);
    return bytes ? new Response(bytes as BufferSource) : new Response(null, { status: 404 });
  };
  return () => { globalThis.fetch = real; };
}
