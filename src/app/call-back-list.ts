import type { CallBack } from '../core/handover/views.ts';
import type { Clock } from '../ports/clock.ts';
import { Store } from '../runtime/store.ts';
import { askServer } from './handover-server.ts';

/** Asked for so often while the desk is open, in ms: who left a number does not stand there and wait. */
const EVERY_MS = 30_000;

/** Who wants to be called back by this desk's shops. */
export class CallBackList implements Disposable {
  readonly store = new Store<readonly CallBack[]>([]);
  readonly #clock: Pick<Clock, 'after'>;
  #cancel: (() => void) | undefined;

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock;
  }

  /** Begins to ask, and goes on. */
  async open(): Promise<void> {
    this.close();
    const cancel = this.#clock.after(EVERY_MS, () => void this.open());
    this.#cancel = cancel;
    const { status, body } = await askServer('/api/desk/call-backs', undefined);
    // Signed out meanwhile.
    if (this.#cancel === cancel && status === 200) this.store.set(body as readonly CallBack[]);
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** Somebody called back. */
  async finish(id: string): Promise<void> {
    this.store.update((all) => all.filter((each) => each.id !== id));
    await askServer(`/api/desk/call-backs/${id}/done`, {});
    await this.open();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
