import type { Agent } from '../../core/handover/queue.ts';
import type { Refusal, Ticket } from '../../core/handover/ticket.ts';

/** An agent at a desk that is open now. */
export interface SeenAgent extends Agent {
  /** When the desk last gave a sign, in ms since 1970. */
  readonly seenMs: number;
  readonly isSupervisor?: boolean;
}

export type StoreChange = { readonly type: 'ticket'; readonly ticket: Ticket } | { readonly type: 'removed'; readonly id: string } | { readonly type: 'agents' };

/** Live tickets and agents, nothing of which outlives the calls. One process keeps them in its memory; several share them. */
export interface TicketStore extends AsyncDisposable {
  tickets(): Promise<readonly Ticket[]>;
  ticket(id: string): Promise<Ticket | undefined>;
  /** @returns false where there is one of this id already: it stays as it is */
  add(ticket: Ticket): Promise<boolean>;
  /** Changes a ticket as nobody else does at the same time. @returns the ticket as it is now, or why it was not changed; undefined when there is none */
  change(id: string, step: (ticket: Ticket) => Ticket | Refusal): Promise<Ticket | Refusal | undefined>;
  remove(id: string): Promise<void>;
  /** What the visitor said, as JSON; goes with the ticket. */
  context(id: string): Promise<string | undefined>;
  putContext(id: string, context: string): Promise<void>;
  agents(): Promise<readonly SeenAgent[]>;
  putAgent(agent: SeenAgent): Promise<void>;
  removeAgent(id: string): Promise<void>;
  /** Calls back with every change, made here or elsewhere. */
  watch(listener: (change: StoreChange) => void): () => void;
}

export class MemoryTicketStore implements TicketStore {
  readonly #tickets = new Map<string, Ticket>();
  readonly #contexts = new Map<string, string>();
  readonly #agents = new Map<string, SeenAgent>();
  readonly #listeners = new Set<(change: StoreChange) => void>();

  async tickets(): Promise<readonly Ticket[]> {
    return [...this.#tickets.values()];
  }

  async ticket(id: string): Promise<Ticket | undefined> {
    return this.#tickets.get(id);
  }

  async add(ticket: Ticket): Promise<boolean> {
    if (this.#tickets.has(ticket.id)) return false;
    this.#tickets.set(ticket.id, ticket);
    this.#tell({ type: 'ticket', ticket });
    return true;
  }

  // No await between reading and writing: of a thousand who claim at once, one is first.
  async change(id: string, step: (ticket: Ticket) => Ticket | Refusal): Promise<Ticket | Refusal | undefined> {
    const before = this.#tickets.get(id);
    if (!before) return undefined;
    const after = step(before);
    if (typeof after === 'string' || after === before) return after;
    this.#tickets.set(id, after);
    this.#tell({ type: 'ticket', ticket: after });
    return after;
  }

  async remove(id: string): Promise<void> {
    this.#contexts.delete(id);
    if (this.#tickets.delete(id)) this.#tell({ type: 'removed', id });
  }

  async context(id: string): Promise<string | undefined> {
    return this.#contexts.get(id);
  }

  async putContext(id: string, context: string): Promise<void> {
    const ticket = this.#tickets.get(id);
    if (!ticket) return;
    this.#contexts.set(id, context);
    this.#tell({ type: 'ticket', ticket });
  }

  async agents(): Promise<readonly SeenAgent[]> {
    return [...this.#agents.values()];
  }

  async putAgent(agent: SeenAgent): Promise<void> {
    const before = this.#agents.get(agent.id);
    this.#agents.set(agent.id, agent);
    if (before?.state !== agent.state) this.#tell({ type: 'agents' });
  }

  async removeAgent(id: string): Promise<void> {
    if (this.#agents.delete(id)) this.#tell({ type: 'agents' });
  }

  watch(listener: (change: StoreChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listeners.clear();
  }

  #tell(change: StoreChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
