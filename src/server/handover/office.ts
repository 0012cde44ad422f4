import { randomBytes } from 'node:crypto';
import { meanTalk, ringsFor, ROUTING_DEFAULTS, waitOf, type AgentState, type RoutingOptions, type Wait } from '../../core/handover/queue.ts';
import { identities, newTicket, TICKET_LIMITS, ticketStep, type NewTicket, type Refusal, type Ticket, type TicketEvent, type TicketLimits } from '../../core/handover/ticket.ts';
import type { Entry } from '../../core/handover/views.ts';
import type { Journal } from './journal.ts';
import type { Rooms } from './rooms.ts';
import { openSealedId, sealId } from './sealed-id.ts';
import { isSameSecret, signatureOf } from './same-secret.ts';
import type { SeenAgent, StoreChange, TicketStore } from './ticket-store.ts';

export interface OfficeOptions {
  readonly store: TicketStore;
  readonly rooms: Rooms;
  readonly journal: Pick<Journal, 'write'>;
  /** Signs what visitors resume their tickets by; the same on all replicas. */
  readonly secret: string;
  readonly now?: () => number;
  readonly limits?: Partial<TicketLimits>;
  readonly routing?: Partial<RoutingOptions>;
  /** False: no page connects to LiveKit before its visitor agreed. True by default. */
  readonly preparesRooms?: boolean;
}

/** A desk that was not heard of for this long is closed, in ms. */
const DESK_LEASE_MS = 25_000;
/** A ticket that is over is kept for its pages to learn of it, in ms. */
const KEEP_CLOSED_MS = 25_000;
const TICK_MS = 1_000;
/** A visitor who is asked answers within this, or gets another room, in ms. */
const PREPARED_MS = 5 * 60_000;
/** Rooms are compared with the tickets this often, in ms: what LiveKit tells may be lost. */
const RECONCILE_MS = 5_000;

/** Tickets, agents and rooms: what visitors and agents ask for, and what time brings. */
export class Office implements AsyncDisposable {
  readonly #options: OfficeOptions;
  readonly #limits: TicketLimits;
  readonly #routing: RoutingOptions;
  readonly #now: () => number;
  readonly #stopWatching: () => void;
  /** Tickets whose visitors may be heard. */
  readonly #maySpeak = new Set<string>();
  #timers: NodeJS.Timeout[] = [];
  /** Calls whose length went into the mean. */
  readonly #counted = new Set<string>();
  #talk: { readonly calls: number; readonly ms: number } | undefined;

  constructor(options: OfficeOptions) {
    this.#options = options;
    this.#limits = { ...TICKET_LIMITS, ...options.limits };
    this.#routing = { ...ROUTING_DEFAULTS, ...options.routing };
    this.#now = options.now ?? Date.now;
    this.#stopWatching = options.store.watch((change) => this.#learn(change));
  }

  /** Takes up what is going on in LiveKit's rooms, and begins to watch over it. */
  async start(): Promise<void> {
    await this.reconcile().catch((error: unknown) => console.warn(`handover: LiveKit does not answer yet (${messageOf(error)})`));
    const every = (ms: number, work: () => Promise<void>) => setInterval(() => void work().catch((error: unknown) => console.warn(`handover: ${messageOf(error)}`)), ms).unref();
    this.#timers = [every(TICK_MS, () => this.tick()), every(RECONCILE_MS, () => this.reconcile())];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#stopWatching();
  }

  get store(): TicketStore {
    return this.#options.store;
  }

  get rooms(): Rooms {
    return this.#options.rooms;
  }

  now(): number {
    return this.#now();
  }

  /**
   * A room for a visitor who is still asked, so that the page is in it when the visitor agrees: nobody else knows of it, nothing may be published in it, and LiveKit closes it
   * where the page leaves. @returns with a pass for `open`; undefined where nobody is free to take the call, or the shop wants none
   */
  async prepare(shop: string): Promise<{ id: string; pass: string; entry: Entry } | undefined> {
    const { store, rooms, secret, preparesRooms = true } = this.#options;
    const ticket = this.#imagined(newId(), shop);
    if (!preparesRooms || ringsFor(ticket, await store.agents(), this.#now(), this.#routing).length === 0) return undefined;
    await rooms.prepare(ticket.id);
    return { id: ticket.id, pass: sealId('room', ticket.id, this.#now() + PREPARED_MS, secret), entry: await this.#entryOf(rooms.visitorToken(ticket)) };
  }

  /** Opens a ticket and its room. @param pass of a room that was prepared: taken where it is good @returns undefined when nobody is there to take it */
  async open(wish: Omit<NewTicket, 'id'>, context: string, pass?: string): Promise<{ ticket: Ticket; secret: string; entry: Entry } | undefined> {
    const { store, rooms, journal } = this.#options;
    const prepared = openSealedId('room', pass, this.#now(), this.#options.secret);
    const ticket = newTicket({ ...wish, id: prepared ?? newId() }, this.#now());
    if (waitOf(ticket, [], await store.agents(), undefined).staff === 0) return undefined;
    if (prepared !== undefined && (await store.ticket(prepared))) return this.open(wish, context);
    // A prepared room that LiveKit has given up meanwhile is made anew.
    if (prepared === undefined) await rooms.open(ticket);
    else await rooms.note(ticket).catch(() => rooms.open(ticket));
    if (!(await store.add(ticket))) return this.open(wish, context);
    await store.putContext(ticket.id, context);
    const [entry] = await Promise.all([this.#entryOf(rooms.visitorToken(ticket)), journal.write('audit', { what: 'opened', ticket: ticket.id, shop: ticket.shop, trigger: ticket.trigger })]);
    return { ticket, secret: this.#secretOf(ticket.id), entry };
  }

  /** True when this is the secret that the ticket was opened with. */
  isVisitor(id: string, secret: string): boolean {
    return isSameSecret(this.#secretOf(id), secret);
  }

  /** A new way in for a visitor whose page was loaded again, or whose LiveKit was. */
  async resume(id: string): Promise<{ ticket: Ticket; entry: Entry } | undefined> {
    const { store, rooms } = this.#options;
    const ticket = await store.ticket(id);
    if (!ticket || ticket.state === 'wrap-up' || ticket.state === 'closed') return undefined;
    await rooms.open(ticket);
    return { ticket, entry: await this.#entryOf(rooms.visitorToken(ticket)) };
  }

  /** @returns the way in, or why not */
  async claim(id: string, agent: SeenAgent, claim: string): Promise<{ ticket: Ticket; entry: Entry } | Refusal> {
    const { rooms, journal } = this.#options;
    const { after, followed } = await this.#change(id, { type: 'claim', agent: agent.id, claim });
    if (typeof after === 'string') return after;
    const made = [after.claim, after.transfer?.claim].find((each) => each?.id === claim && each.agent === agent.id);
    if (!made) return 'taken';
    // A room that a restarted LiveKit forgot is made again.
    const [entry] = await Promise.all([this.#entryOf(rooms.agentToken(made, after, agent.name)), rooms.open(after), journal.write('audit', { what: 'claimed', ticket: id, agent: agent.id }), followed]);
    void this.#letSpeak(after);
    return { ticket: after, entry };
  }

  /** A supervisor's way into a call that is going on: heard by nobody, and hearing nothing until the visitor's page has said so. */
  async listen(ticket: Ticket, agent: SeenAgent): Promise<Entry | Refusal> {
    const { rooms, journal } = this.#options;
    if (!agent.isSupervisor) return 'not-yours';
    if (!isInCall(ticket) || ticket.claim?.agent === agent.id) return 'not-now';
    await journal.write('audit', { what: 'listens', ticket: ticket.id, agent: agent.id });
    return this.#entryOf(rooms.listenerToken(agent.id, ticket));
  }

  /** The visitor's page shows that this supervisor is there. @returns false where nobody of that name is */
  async disclose(id: string, listener: string): Promise<boolean> {
    const { store, rooms, journal } = this.#options;
    const ticket = await store.ticket(id);
    if (!ticket || !isInCall(ticket) || !identities.isListener(listener)) return false;
    const isThere = await rooms.letListen(ticket, listener).then(() => true, () => false);
    if (isThere) await journal.write('audit', { what: 'disclosed', ticket: id, listener });
    return isThere;
  }

  /** What an agent, a visitor, LiveKit or the clock does to a ticket. */
  async step(id: string, event: TicketEvent): Promise<Ticket | Refusal> {
    const { after, followed } = await this.#change(id, event);
    await followed;
    // An agent may be faster than the visitor's way into the room.
    if (event.type === 'joined' && typeof after !== 'string' && event.identity === identities.visitor(after)) await this.#letSpeak(after);
    return after;
  }

  /** @returns the ticket, and what its change means for its room, its agent and the journal, on its way */
  async #change(id: string, event: TicketEvent): Promise<{ after: Ticket | Refusal; followed: Promise<void> }> {
    let before: Ticket | undefined;
    const after = (await this.#options.store.change(id, (ticket) => {
      before = ticket;
      return ticketStep(ticket, event, this.#now(), this.#limits);
    })) ?? 'gone';
    return { after, followed: typeof after !== 'string' && before && after.rev !== before.rev ? this.#follow(before, after) : Promise.resolve() };
  }

  /** Ids of the agents whom a ticket rings now. */
  async ringsFor(ticket: Ticket, agents?: readonly SeenAgent[]): Promise<string[]> {
    return ringsFor(ticket, agents ?? (await this.#options.store.agents()), this.#now(), this.#routing);
  }

  async waitOf(ticket: Ticket): Promise<Wait> {
    const { store } = this.#options;
    return waitOf(ticket, await store.tickets(), await store.agents(), this.#talk);
  }

  /** What a visitor would wait who asked now; no staff means that nobody is there. */
  async outlook(shop: string): Promise<Wait> {
    return this.waitOf(this.#imagined('~', shop));
  }

  async signIn(agent: Pick<SeenAgent, 'id' | 'name' | 'nameEn' | 'skills' | 'isSupervisor'>): Promise<SeenAgent> {
    const before = (await this.#options.store.agents()).find(({ id }) => id === agent.id);
    const seen: SeenAgent = { state: 'away', sinceMs: this.#now(), ...before, ...agent, seenMs: this.#now() };
    await this.#options.store.putAgent(seen);
    return seen;
  }

  async setState(id: string, state: AgentState): Promise<void> {
    const { store } = this.#options;
    const agent = (await store.agents()).find((each) => each.id === id);
    if (agent && agent.state !== state) await store.putAgent({ ...agent, state, sinceMs: this.#now(), seenMs: this.#now() });
  }

  /** Once a second: leases, graces, longest waits; desks that fell silent. */
  async tick(): Promise<void> {
    const { store, rooms } = this.#options;
    for (const agent of await store.agents()) if (this.#now() - agent.seenMs > DESK_LEASE_MS) await store.removeAgent(agent.id);
    for (const ticket of await store.tickets()) {
      await this.step(ticket.id, { type: 'time/passed' });
      if (ticket.state !== 'closed' || this.#now() - ticket.changedMs <= KEEP_CLOSED_MS) continue;
      // A room that could not be closed before would bring the ticket back.
      await rooms.close(ticket).catch(() => {});
      await store.remove(ticket.id);
    }
  }

  /** Who is in the rooms is who is in the tickets; tickets that a restart forgot come back. */
  async reconcile(): Promise<void> {
    const { store, rooms } = this.#options;
    const before = await store.tickets();
    for (const { ticket, present } of await rooms.all()) {
      if (!(await store.ticket(ticket.id))) {
        if (ticket.state === 'closed' || ticket.state === 'wrap-up') continue;
        await store.add(ticket);
      }
      for (const identity of present) await this.step(ticket.id, { type: 'joined', identity });
      const known = before.find(({ id }) => id === ticket.id);
      if (!known) continue;
      const expected = [identities.visitor(known), ...(known.claim?.isJoined ? [identities.agent(known.claim)] : [])];
      // A visitor who has just been let in may still be on the way.
      const isOnTheWay = this.#now() - known.sinceMs < this.#limits.joinMs;
      for (const identity of expected) if (!present.includes(identity) && !(isOnTheWay && identity === expected[0])) await this.step(ticket.id, { type: 'left', identity });
    }
  }

  /** What a visitor who asks now would get. */
  #imagined(id: string, shop: string): Ticket {
    return newTicket({ id, shop, kiosk: '', language: 'zh', topic: '', trigger: 'asked', priority: 0, hasCamera: false }, this.#now());
  }

  #secretOf(id: string): string {
    return signatureOf(`ticket:${id}`, this.#options.secret);
  }

  async #entryOf(token: Promise<string>): Promise<Entry> {
    const { publicUrl, isDev } = this.#options.rooms;
    return { url: publicUrl, token: await token, ...(isDev ? { needsTwo: true } : {}) };
  }

  /** Once a ticket: lets the visitor be heard as soon as somebody is there to listen. */
  async #letSpeak(ticket: Ticket): Promise<void> {
    const { state } = ticket;
    if (state === 'waiting' || state === 'wrap-up' || state === 'closed' || this.#maySpeak.has(ticket.id)) return;
    this.#maySpeak.add(ticket.id);
    await this.#options.rooms.letSpeak(ticket).catch(() => this.#maySpeak.delete(ticket.id)); // not in the room yet
  }

  /** What a change of a ticket means for its room, its agent and the journal. */
  async #follow(before: Ticket, after: Ticket): Promise<void> {
    const { rooms, journal } = this.#options;
    const isOver = after.state === 'wrap-up' || after.state === 'closed';
    // Back in line she answers again: nobody listens to that.
    if (isInCall(before) && after.state === 'waiting') await rooms.endListening(after).catch(() => {});
    const noted = (isOver ? (before.state === 'wrap-up' ? Promise.resolve() : rooms.close(after)) : rooms.note(after)).catch(() => {});
    if (before.state === after.state && before.claim?.agent === after.claim?.agent) return noted;
    await journal.write('audit', { what: after.state, ticket: after.id, agent: (after.claim ?? before.claim)?.agent, ending: after.ending });
    const [was, is] = [before.claim?.agent, after.claim?.agent];
    if (was && was !== is) await this.setState(was, 'available');
    if (is) await this.setState(is, after.state === 'wrap-up' ? 'wrap-up' : after.state === 'closed' ? 'available' : 'busy');
    await noted;
  }

  #learn(change: StoreChange): void {
    if (change.type === 'removed') {
      this.#counted.delete(change.id);
      this.#maySpeak.delete(change.id);
    }
    if (change.type !== 'ticket' || change.ticket.state !== 'wrap-up' || this.#counted.has(change.ticket.id)) return;
    this.#counted.add(change.ticket.id);
    this.#talk = meanTalk(this.#talk, change.ticket.talkedMs);
  }
}

/** 128 bits that nobody guesses. */
function newId(): string {
  return randomBytes(16).toString('base64url');
}

function isInCall({ state }: Ticket): boolean {
  return state === 'active' || state === 'held';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
