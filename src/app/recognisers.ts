import { Failure } from '../core/shared/failure.ts';
import type { Language } from '../core/shared/language.ts';
import { createRecogniser } from '../engines/asr/client.ts';
import type { EnglishSetup } from '../engines/asr/english/english.worker.ts';
import type { MandarinSetup } from '../engines/asr/mandarin/setup.ts';
import type { LoadProgress } from '../ports/engine.ts';
import type { Recogniser } from '../ports/recogniser.ts';
import { request } from '../runtime/fetch-with-progress.ts';
import type { ModelFile } from '../runtime/model-store.ts';
import { loadHearingPack } from './load-pack.ts';

export interface RecognisersOptions {
  readonly backend: MandarinSetup['backend'];
  readonly onProgress: (language: Language, progress: LoadProgress) => void;
}

/** The list the server gives of what it can serve: `/models/manifest.json`. */
interface ServedManifest {
  readonly models: readonly { readonly id: string; readonly files: readonly { readonly file: string; readonly bytes: number; readonly sha256: string }[] }[];
}

const MANDARIN_MODEL = 'fsmn-ctc-zh';

/** Her ears: Mandarin by FSMN-CTC (3 MB by the manifest), English by the grammar of the shop (in the build). */
export function createRecognisers({ backend, onProgress }: RecognisersOptions): Readonly<Record<Language, Recogniser>> {
  return {
    zh: createRecogniser<MandarinSetup>({
      language: 'zh',
      spawn: () => new Worker(new URL('../engines/asr/mandarin/mandarin.worker.ts', import.meta.url), { type: 'module', name: 'ears-zh' }),
      setup: async () => {
        const [files, { zh }] = await Promise.all([modelFiles(MANDARIN_MODEL), loadHearingPack()]);
        return { network: files('network.onnx'), tokens: files('tokens.json'), phrases: zh, backend };
      },
      onProgress: (progress) => onProgress('zh', progress),
    }),
    en: createRecogniser<EnglishSetup>({
      language: 'en',
      spawn: () => new Worker(new URL('../engines/asr/english/english.worker.ts', import.meta.url), { type: 'module', name: 'ears-en' }),
      setup: async () => ({ modelUrl: new URL('/ears/en-us/', location.href).href, grammar: (await loadHearingPack()).en }),
      onProgress: (progress) => onProgress('en', progress),
    }),
  };
}

/** Addresses, sizes and hashes of a model's files. @throws Failure `not-found` when the server knows no such model */
async function modelFiles(id: string): Promise<(file: string) => ModelFile> {
  const manifest = (await (await request('/models/manifest.json', undefined)).json()) as ServedManifest;
  const model = manifest.models.find((entry) => entry.id === id);
  return (file) => {
    const entry = model?.files.find((candidate) => candidate.file === file);
    if (!entry) throw new Failure('not-found', `the server has no ${id}/${file}`);
    return { url: new URL(`/models/${id}/${file}`, location.href).href, bytes: entry.bytes, sha256: entry.sha256 };
  };
}
