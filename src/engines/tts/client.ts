import { proxy } from 'comlink';
import type { Language } from '../../core/shared/language.ts';
import type { LoadProgress } from '../../ports/engine.ts';
import type { Voice } from '../../ports/voice.ts';
import { WorkerHost } from '../../runtime/worker-host.ts';
import type { VoiceWorkerApi } from './contract.ts';

export interface VoiceOptions {
  readonly language: Language;
  readonly spawn: () => Worker;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/** A voice in a worker; sentences are spoken in the order they are asked for. */
export function createVoice({ language, spawn, onProgress = () => {} }: VoiceOptions): Voice {
  const host = new WorkerHost<VoiceWorkerApi>({ spawn, boot: (api) => api.load(proxy(onProgress)), graceMs: 4_000, limitMs: 8_000 });
  return {
    language,
    load: (options) => host.ready(options),
    run: (request, options) => host.run((api) => api.run(request), { signal: options?.signal }),
    [Symbol.dispose]: () => host[Symbol.dispose](),
  };
}
