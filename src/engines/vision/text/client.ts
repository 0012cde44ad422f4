import { transfer } from 'comlink';
import type { Engine } from '../../../ports/engine.ts';
import { WorkerHost } from '../../../runtime/worker-host.ts';
import type { Reading, ReadRequest, TextWorkerApi } from './contract.ts';

export interface TextEngineOptions {
  readonly spawn?: () => Worker;
}

/** Text that is printed on things, in a worker of its own: some 8 MB that are fetched when it is first wanted. */
export function createTextEngine({ spawn = spawnTextWorker }: TextEngineOptions = {}): Engine<ReadRequest, Reading> {
  const host = new WorkerHost<TextWorkerApi>({ spawn, boot: (api) => api.load(), graceMs: 2_000, limitMs: 15_000 });
  return {
    load: (options) => host.ready(options),
    run: (request, options) => host.run((api) => api.run(transfer(request, [request.picture])), { signal: options?.signal }),
    [Symbol.dispose]: () => host[Symbol.dispose](),
  };
}

function spawnTextWorker(): Worker {
  return new Worker(new URL('./text.worker.ts', import.meta.url), { type: 'module', name: 'text' });
}
