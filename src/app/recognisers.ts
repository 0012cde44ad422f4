import type { Language } from '../core/shared/language.ts';
import { createRecogniser } from '../engines/asr/client.ts';
import type { EnglishSetup } from '../engines/asr/english/english.worker.ts';
import type { MandarinSetup } from '../engines/asr/mandarin/setup.ts';
import type { LoadProgress } from '../ports/engine.ts';
import type { Recogniser } from '../ports/recogniser.ts';
import { loadHearingPack } from './load-pack.ts';
import { servedFile, servedModels } from './served-models.ts';

export interface RecognisersOptions {
  readonly backend: MandarinSetup['backend'];
  readonly onProgress: (language: Language, progress: LoadProgress) => void;
}

const MANDARIN_MODEL = 'fsmn-ctc-zh';

/** Her ears: Mandarin by FSMN-CTC (3 MB by the manifest), English by the grammar of the shop (in the build). */
export function createRecognisers({ backend, onProgress }: RecognisersOptions): Readonly<Record<Language, Recogniser>> {
  return {
    zh: createRecogniser<MandarinSetup>({
      language: 'zh',
      spawn: () => new Worker(new URL('../engines/asr/mandarin/mandarin.worker.ts', import.meta.url), { type: 'module', name: 'ears-zh' }),
      setup: async () => {
        const [models, { zh }] = await Promise.all([servedModels(), loadHearingPack()]);
        const model = models.find(({ id }) => id === MANDARIN_MODEL);
        return { network: servedFile(model, 'network.onnx'), tokens: servedFile(model, 'tokens.json'), phrases: zh, backend };
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
