import type { Engine } from '../../ports/engine.ts';
import { WorkerHost } from '../../runtime/worker-host.ts';
import type { IntentReading, IntentRequest, IntentUrls, IntentWorkerApi } from './contract.ts';

export type IntentEngine = Engine<IntentRequest, IntentReading>;

/** The first stage of understanding, in a worker of its own. */
export function createIntentEngine({ urls, spawn = spawnIntentWorker }: { urls: IntentUrls; spawn?: () => Worker }): IntentEngine {
  const host = new WorkerHost<IntentWorkerApi>({ spawn, boot: (api) => api.load(urls), graceMs: 1_000, limitMs: 2_000 });
  return {
    load: (options) => host.ready(options),
    run: (request, options) => host.run((api) => api.run(request), { signal: options?.signal }),
    [Symbol.dispose]: () => host[Symbol.dispose](),
  };
}

function spawnIntentWorker(): Worker {
  return new Worker(new URL('./intent.worker.ts', import.meta.url), { type: 'module', name: 'intent' });
}
