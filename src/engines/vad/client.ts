import { proxy } from 'comlink';
import type { Engine, LoadProgress } from '../../ports/engine.ts';
import { WorkerHost } from '../../runtime/worker-host.ts';
import type { VadRequest, VadWorkerApi } from './contract.ts';

export interface VadEngine extends Engine<VadRequest, Float32Array> {
  /** Forgets what was heard. */
  reset(): Promise<void>;
}

export function createVadEngine({ spawn = spawnVadWorker, onProgress = () => {} }: { spawn?: () => Worker; onProgress?: (progress: LoadProgress) => void } = {}): VadEngine {
  const host = new WorkerHost<VadWorkerApi>({ spawn, boot: (api) => api.load(proxy(onProgress)), graceMs: 1_000, limitMs: 4_000 });
  return {
    load: (options) => host.ready(options),
    run: (request, options) => host.run((api) => api.run(request), { signal: options?.signal }),
    reset: () => host.run((api) => api.reset()),
    [Symbol.dispose]: () => host[Symbol.dispose](),
  };
}

function spawnVadWorker(): Worker {
  return new Worker(new URL('./vad.worker.ts', import.meta.url), { type: 'module', name: 'vad' });
}
