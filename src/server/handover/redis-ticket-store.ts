import { createClient } from '@redis/client';
import type { Refusal, Ticket } from '../../core/handover/ticket.ts';
import type { SeenAgent, StoreChange, TicketStore } from './ticket-store.ts';

type Client = ReturnType<typeof createClient>;

/** Nothing outlives the calls: what is not touched for this long is forgotten, in s. */
const KEEP_SECONDS = 7_200;
const TICKETS = 'yingbin:tickets';
const AGENTS = 'yingbin:agents';
const CHANGES = 'yingbin:changes';
const ticketKey = (id: string) => `yingbin:ticket:${id}`;
const contextKey = (id: string) => `yingbin:context:${id}`;
const agentKey = (id: string) => `yingbin:agent:${id}`;

/** Sets a value only where it is still what it was. */
const COMPARE_AND_SET = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3]) return 1 end return 0`;

/** Tickets and agents that several servers share, by Redis, which a cluster of LiveKit needs anyway. */
export class RedisTicketStore implements TicketStore {
  readonly #client: Client;
  readonly #subscriber: Client;
  readonly #listeners = new Set<(change: StoreChange) => void>();

  private constructor(client: Client, subscriber: Client) {
    this.#client = client;
    this.#subscriber = subscriber;
  }

  /** @param url `redis://host:port` @throws when it cannot be reached */
  static async connect(url: string): Promise<RedisTicketStore> {
    const client = createClient({ url });
    client.on('error', (error: Error) => console.warn(`handover: ${error.message}`));
    await client.connect();
    const subscriber = client.duplicate();
    subscriber.on('error', () => {}); // told by the other connection
    await subscriber.connect();
    const store = new RedisTicketStore(client as Client, subscriber as Client);
    await subscriber.subscribe(CHANGES, (message) => {
      const change = JSON.parse(message) as StoreChange;
      for (const listener of store.#listeners) listener(change);
    });
    return store;
  }

  async tickets(): Promise<readonly Ticket[]> {
    return this.#all<Ticket>(TICKETS, ticketKey);
  }

  async ticket(id: string): Promise<Ticket | undefined> {
    const text = await this.#client.get(ticketKey(id));
    return text === null ? undefined : (JSON.parse(text) as Ticket);
  }

  async add(ticket: Ticket): Promise<boolean> {
    if ((await this.#client.set(ticketKey(ticket.id), JSON.stringify(ticket), { EX: KEEP_SECONDS, NX: true })) === null) return false;
    await this.#client.sAdd(TICKETS, ticket.id);
    await this.#tell({ type: 'ticket', ticket });
    return true;
  }

  async change(id: string, step: (ticket: Ticket) => Ticket | Refusal): Promise<Ticket | Refusal | undefined> {
    for (;;) {
      const text = await this.#client.get(ticketKey(id));
      if (text === null) return undefined;
      const before = JSON.parse(text) as Ticket;
      const after = step(before);
      if (typeof after === 'string' || after === before) return after;
      const isSet = await this.#client.eval(COMPARE_AND_SET, { keys: [ticketKey(id)], arguments: [text, JSON.stringify(after), String(KEEP_SECONDS)] });
      // Another server was faster: once more, with what it made of the ticket.
      if (isSet !== 1) continue;
      await this.#tell({ type: 'ticket', ticket: after });
      return after;
    }
  }

  async remove(id: string): Promise<void> {
    await this.#client.del([ticketKey(id), contextKey(id)]);
    if (await this.#client.sRem(TICKETS, id)) await this.#tell({ type: 'removed', id });
  }

  async context(id: string): Promise<string | undefined> {
    return (await this.#client.get(contextKey(id))) ?? undefined;
  }

  async putContext(id: string, context: string): Promise<void> {
    const ticket = await this.ticket(id);
    if (!ticket) return;
    await this.#client.set(contextKey(id), context, { EX: KEEP_SECONDS });
    await this.#tell({ type: 'ticket', ticket });
  }

  async agents(): Promise<readonly SeenAgent[]> {
    return this.#all<SeenAgent>(AGENTS, agentKey);
  }

  async putAgent(agent: SeenAgent): Promise<void> {
    const before = await this.#client.get(agentKey(agent.id));
    await this.#client.set(agentKey(agent.id), JSON.stringify(agent), { EX: KEEP_SECONDS });
    await this.#client.sAdd(AGENTS, agent.id);
    if (before === null || (JSON.parse(before) as SeenAgent).state !== agent.state) await this.#tell({ type: 'agents' });
  }

  async removeAgent(id: string): Promise<void> {
    await this.#client.del(agentKey(id));
    if (await this.#client.sRem(AGENTS, id)) await this.#tell({ type: 'agents' });
  }

  watch(listener: (change: StoreChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listeners.clear();
    this.#subscriber.destroy();
    this.#client.destroy();
  }

  /** Those of a set whose values are still kept. */
  async #all<T>(set: string, keyOf: (id: string) => string): Promise<T[]> {
    const ids = await this.#client.sMembers(set);
    if (ids.length === 0) return [];
    const texts = await this.#client.mGet(ids.map(keyOf));
    const gone = ids.filter((_, i) => texts[i] === null);
    if (gone.length > 0) await this.#client.sRem(set, gone);
    return texts.flatMap((text) => (text === null ? [] : [JSON.parse(text) as T]));
  }

  async #tell(change: StoreChange): Promise<void> {
    await this.#client.publish(CHANGES, JSON.stringify(change));
  }
}
