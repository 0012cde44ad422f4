import { proxy, transfer } from 'comlink';
import type { Engine, LoadProgress } from '../../../ports/engine.ts';
import { WorkerHost } from '../../../runtime/worker-host.ts';
import type { LookRequest, ProductsSetup, ProductsWorkerApi, SeenProduct } from './contract.ts';

export interface ProductsEngineOptions {
  readonly setup: () => Promise<ProductsSetup>;
  readonly spawn?: () => Worker;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/** Products in pictures, by code and by looks, in a worker of their own. */
export function createProductsEngine({ setup, spawn = spawnProductsWorker, onProgress = () => {} }: ProductsEngineOptions): Engine<LookRequest, SeenProduct> {
  const host = new WorkerHost<ProductsWorkerApi>({ spawn, boot: async (api) => api.load(await setup(), proxy(onProgress)), graceMs: 2_000, limitMs: 15_000 });
  return {
    load: (options) => host.ready(options),
    run: (request, options) => host.run((api) => api.run(transfer(request, [request.picture])), { signal: options?.signal }),
    [Symbol.dispose]: () => host[Symbol.dispose](),
  };
}

function spawnProductsWorker(): Worker {
  return new Worker(new URL('./products.worker.ts', import.meta.url), { type: 'module', name: 'products' });
}
