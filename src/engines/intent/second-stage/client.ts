import { proxy } from 'comlink';
import type { IntentScore } from '../../../core/understanding/bands.ts';
import type { Engine, LoadProgress } from '../../../ports/engine.ts';
import { WorkerHost } from '../../../runtime/worker-host.ts';
import type { ReaderSetup, ReaderWorkerApi, ReadRequest } from './contract.ts';

export interface ReaderEngine extends Engine<ReadRequest, readonly IntentScore[]> {
  /** Reads up to `most` further examples. @returns true when all are read and sentences are scored; before, a run scores nothing */
  learn(most: number): Promise<boolean>;
}

export interface ReaderEngineOptions {
  readonly setup: () => Promise<ReaderSetup>;
  readonly spawn?: () => Worker;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/** The second stage of understanding, in a worker of its own. */
export function createReaderEngine({ setup, spawn = spawnReaderWorker, onProgress = () => {} }: ReaderEngineOptions): ReaderEngine {
  const host = new WorkerHost<ReaderWorkerApi>({ spawn, boot: async (api) => api.load(await setup(), proxy(onProgress)), graceMs: 1_000, limitMs: 30_000 });
  return {
    load: (options) => host.ready(options),
    learn: (most) => host.run((api) => api.learn(most)),
    run: (request, options) => host.run((api) => api.run(request), { signal: options?.signal }),
    [Symbol.dispose]: () => host[Symbol.dispose](),
  };
}

function spawnReaderWorker(): Worker {
  return new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module', name: 'reader' });
}
