import type { Entry } from '../core/handover/views.ts';
import { NO_LINE_EVENTS, type CallLine } from '../ports/call-line.ts';
import { Store } from '../runtime/store.ts';
import { askServer } from './handover-server.ts';
import { createLine } from './open-line.ts';

export interface Listening {
  readonly ticket: string;
  /** Asked for; the visitor's page has not said it yet, or nobody speaks. */
  readonly isHeard: boolean;
}

/** A supervisor's ear in a colleague's call: neither heard nor seen, and hearing nothing before the visitor's page says that a supervisor is there. */
export class ListeningIn implements AsyncDisposable {
  readonly store = new Store<Listening | undefined>(undefined);
  #line: CallLine | undefined;

  /** @returns false when the server does not let this desk, or the call is over */
  async begin(ticket: string): Promise<boolean> {
    const answer = await askServer(`/api/desk/tickets/${ticket}/listen`, {});
    if (answer.status !== 200) return false;
    this.#line ??= await this.#createLine();
    this.store.set({ ticket, isHeard: false });
    try {
      await this.#line.join(answer.body as Entry);
      return true;
    } catch {
      await this.end();
      return false;
    }
  }

  async end(): Promise<void> {
    this.store.set(undefined);
    await this.#line?.leave();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.store.set(undefined);
    await this.#line?.[Symbol.asyncDispose]();
  }

  #createLine(): Promise<CallLine> {
    return createLine({
      ...NO_LINE_EVENTS,
      onLink: (link) => { if (link === 'broken') void this.end(); },
      onEnd: () => void this.end(),
      onVoice: () => this.store.update((value) => value && { ...value, isHeard: true }),
    });
  }
}
