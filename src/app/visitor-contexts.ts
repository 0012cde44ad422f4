import { parseCallContext, type CallContext } from '../core/handover/messages.ts';
import { askServer } from './handover-server.ts';

/** What visitors said, asked of the server by a desk. */
export class VisitorContexts {
  readonly #onContext: (ticket: string, context: CallContext) => void;
  #fetching: { readonly ticket: string; readonly done: Promise<void> } | undefined;

  constructor(onContext: (ticket: string, context: CallContext) => void) {
    this.#onContext = onContext;
  }

  /** What is on the way already is not asked for again; what this desk may not see is not told. */
  fetch(ticket: string): Promise<void> {
    if (this.#fetching?.ticket === ticket) return this.#fetching.done;
    const done = askServer(`/api/desk/tickets/${ticket}/context`, undefined).then(({ status, body }) => {
      if (status === 200) this.#onContext(ticket, parseCallContext(body));
      if (this.#fetching?.ticket === ticket) this.#fetching = undefined;
    });
    this.#fetching = { ticket, done };
    return done;
  }
}
