import { asFailure } from '../core/shared/failure.ts';
import type { LoadProgress } from '../ports/engine.ts';
import type { Store } from '../runtime/store.ts';
import type { KioskState, Part, PartStatus } from './kiosk-state.ts';

/** Keeps the status of every part in the store, and loads parts one after another so that the first ones are there soon. */
export class Parts {
  readonly #store: Store<KioskState>;
  #tail: Promise<void> = Promise.resolve();

  constructor(store: Store<KioskState>) {
    this.#store = store;
  }

  isReady(part: Part): boolean {
    return this.#store.value.parts[part].state === 'ready';
  }

  progress(part: Part, progress: LoadProgress): void {
    if (this.#store.value.parts[part].state === 'loading') this.#set(part, { state: 'loading', progress });
  }

  /** Loads now. Never rejects: a part that fails says why in the store. @returns true when it is ready */
  async load(part: Part, load: () => Promise<void>): Promise<boolean> {
    this.#set(part, { state: 'loading', progress: undefined });
    try {
      await load();
      this.#set(part, { state: 'ready' });
      return true;
    } catch (error) {
      this.#set(part, { state: 'failed', code: asFailure(error, 'load-failed').code });
      return false;
    }
  }

  /** Loads when everything queued before is settled. */
  queue(part: Part, load: () => Promise<void>): Promise<boolean> {
    const loaded = this.#tail.then(() => this.load(part, load));
    this.#tail = loaded.then(() => {});
    return loaded;
  }

  #set(part: Part, status: PartStatus): void {
    this.#store.update((state) => ({ ...state, parts: { ...state.parts, [part]: status } }));
  }
}
