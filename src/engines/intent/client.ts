import type { IntentScore } from '../../core/understanding/bands.ts';
import type { Engine } from '../../ports/engine.ts';
import { WorkerHost } from '../../runtime/worker-host.ts';
import type { IntentRequest, IntentWorkerApi } from './contract.ts';

export type IntentEngine = Engine<IntentRequest, readonly IntentScore[]>;

/** @param url absolute url of the shop's encoded intent model */
export function createIntentEngine({ url, spawn = spawnIntentWorker }: { url: string; spawn?: () => Worker }): IntentEngine {
  const host = new WorkerHost<IntentWorkerApi>({ spawn, boot: (api) => api.load(url), graceMs: 1_000, limitMs: 2_000 });
  return {
    load: (options) => host.ready(options),
    run: (request, options) => host.run((api) => api.run(request), { signal: options?.signal }),
    [Symbol.dispose]: () => host[Symbol.dispose](),
  };
}

function spawnIntentWorker(): Worker {
  return new Worker(new URL('./intent.worker.ts', import.meta.url), { type: 'module', name: 'intent' });
}
