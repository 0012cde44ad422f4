import { proxy } from 'comlink';
import type { Engine, LoadProgress } from '../../ports/engine.ts';
import { WorkerHost } from '../../runtime/worker-host.ts';
import type { EmbedRequest, EmbedSetup, EmbedWorkerApi } from './contract.ts';

export type EmbedEngine = Engine<EmbedRequest, Float32Array>;

export interface EmbedEngineOptions {
  /** Where the model is; asked for again when the worker has to be started again. */
  readonly setup: () => Promise<EmbedSetup>;
  readonly spawn?: () => Worker;
  readonly onProgress?: (progress: LoadProgress) => void;
}

export function createEmbedEngine({ setup, spawn = spawnEmbedWorker, onProgress = () => {} }: EmbedEngineOptions): EmbedEngine {
  const host = new WorkerHost<EmbedWorkerApi>({ spawn, boot: async (api) => api.load(await setup(), proxy(onProgress)), graceMs: 2_000, limitMs: 8_000 });
  return {
    load: (options) => host.ready(options),
    run: (request, options) => host.run((api) => api.run(request), { signal: options?.signal }),
    [Symbol.dispose]: () => host[Symbol.dispose](),
  };
}

function spawnEmbedWorker(): Worker {
  return new Worker(new URL('./embed.worker.ts', import.meta.url), { type: 'module', name: 'embed' });
}
