import { proxy, transfer } from 'comlink';
import type { Engine, LoadProgress } from '../../../ports/engine.ts';
import { WorkerHost } from '../../../runtime/worker-host.ts';
import type { PeopleRequest, PeopleSetup, PeopleWorkerApi, SeenPeople } from './contract.ts';

export interface PeopleEngineOptions {
  readonly setup: () => Promise<PeopleSetup>;
  readonly spawn?: () => Worker;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/** Faces and arms in pictures, in a worker of their own. Never who somebody is, nor age, gender or origin. */
export function createPeopleEngine({ setup, spawn = spawnPeopleWorker, onProgress = () => {} }: PeopleEngineOptions): Engine<PeopleRequest, SeenPeople> {
  const host = new WorkerHost<PeopleWorkerApi>({ spawn, boot: async (api) => api.load(await setup(), proxy(onProgress)), graceMs: 1_000, limitMs: 10_000 });
  return {
    load: (options) => host.ready(options),
    run: (request, options) => host.run((api) => api.run(transfer(request, [request.picture])), { signal: options?.signal }),
    [Symbol.dispose]: () => host[Symbol.dispose](),
  };
}

function spawnPeopleWorker(): Worker {
  return new Worker(new URL('./people.worker.ts', import.meta.url), { type: 'module', name: 'people' });
}
