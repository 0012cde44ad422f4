import '../runtime/dispose-polyfill.ts';
import { ANGRY_FROM } from '../core/dialogue/session.ts';
import { identities } from '../core/handover/ticket.ts';
import type { CallMessage, Turn } from '../core/handover/messages.ts';
import type { AgentState } from '../core/handover/queue.ts';
import type { DeskAgent, DeskUpdate, Entry } from '../core/handover/views.ts';
import type { Language } from '../core/shared/language.ts';
import { NO_LINE_EVENTS, type CallLine } from '../ports/call-line.ts';
import { Scope } from '../runtime/scope.ts';
import { watchServerEvents } from '../runtime/server-events.ts';
import { Store } from '../runtime/store.ts';
import { systemClock } from '../runtime/system-clock.ts';
import { CallBackList } from './call-back-list.ts';
import { CoPilot } from './co-pilot.ts';
import { CLOSED_DESK, inOrder, isAmong, type DeskCall, type DeskState } from './desk-state.ts';
import { createPuppeteer } from './create-puppeteer.ts';
import { askServer } from './handover-server.ts';
import type { Watched } from './kiosk-state.ts';
import { ListeningIn } from './listening-in.ts';
import { loadPack } from './load-pack.ts';
import { createLine, fetchLine } from './open-line.ts';
import type { Puppeteer } from './puppeteer.ts';
import { VisitorContexts } from './visitor-contexts.ts';

const MOST_SUGGESTIONS = 6;
/** Both see each other after this, in ms; what else is to be done at a call's beginning waits until then. */
const FIRST_SEEN_MS = 700;

/** An agent's desk: the page reads `store` and calls; the server and the room are behind it. */
export class Desk implements Disposable {
  readonly #store: Store<DeskState>;
  readonly #scope = new Scope();
  readonly #onRing: (ticket: string) => void;
  #line: CallLine | undefined;
  #coPilot: CoPilot | undefined;
  #events: Disposable | undefined;
  #isAccepting = false;
  readonly #contexts = new VisitorContexts((ticket, context) => this.#set({ contexts: { ...this.#store.value.contexts, [ticket]: context } }));
  #puppeteer: Puppeteer | undefined;
  readonly #ringing = new Set<string>();
  readonly #ear = new ListeningIn();
  readonly #callBacks = this.#scope.own(new CallBackList(systemClock));

  /** @param onRing a ticket begins to ring here */
  constructor(language: Language, onRing: (ticket: string) => void) {
    this.#store = new Store<DeskState>({ ...CLOSED_DESK, language });
    this.#onRing = onRing;
    this.#scope.defer(this.#ear.store.subscribe((listening) => this.#set({ listening })));
    this.#scope.defer(this.#callBacks.store.subscribe((callBacks) => this.#set({ callBacks })));
    this.#scope.defer(() => void this.#ear[Symbol.asyncDispose]());
  }

  get store(): Watched<DeskState> {
    return this.#store;
  }

  /** Opens the desk of an agent who is signed in yet. @param problem why signing in at the company failed */
  async open(problem?: string): Promise<void> {
    const answer = await askServer('/api/desk/me', undefined);
    if (answer.status !== 200) return this.#set({ phase: 'signed-out', problem, hasCompany: (answer.body as { hasCompany?: boolean } | undefined)?.hasCompany ?? false });
    await this.#open(answer.body as DeskAgent);
  }

  async signIn(id: string, password: string): Promise<void> {
    const { status } = await askServer('/api/desk/sign-in', { id, password });
    if (status !== 200) return this.#set({ problem: status === 401 ? 'wrong' : status === 429 ? 'locked' : 'down' });
    await this.open();
    await this.setState('available');
  }

  async signOut(): Promise<void> {
    await this.end();
    await askServer('/api/desk/sign-out', {});
    this.#events?.[Symbol.dispose]();
    this.#callBacks.close();
    this.#store.set({ ...CLOSED_DESK, phase: 'signed-out', language: this.#store.value.language });
    // How one may sign in again.
    await this.open();
  }

  async setState(state: AgentState): Promise<void> {
    await askServer('/api/desk/state', { state });
  }

  setLanguage(language: Language): void {
    this.#set({ language });
  }

  /** Shows a ticket, with what the visitor said where this desk may see it. */
  async select(ticket: string): Promise<void> {
    this.#set({ selected: ticket, problem: undefined });
    await this.#contexts.fetch(ticket);
  }

  async accept(ticket: string): Promise<void> {
    if (this.#store.value.call || this.#isAccepting) return;
    this.#isAccepting = true;
    try {
      await this.#accept(ticket);
    } finally {
      this.#isAccepting = false;
    }
  }

  async #accept(ticket: string): Promise<void> {
    const claim = crypto.randomUUID();
    this.#set({ selected: ticket, problem: undefined });
    void this.#ear.end();
    const line = (this.#line ??= await this.#createLine());
    const claimed = askServer(`/api/desk/tickets/${ticket}/claim`, { claim });
    line.prepare();
    const answer = await claimed;
    if (answer.status !== 200) {
      await line.leave();
      return this.#set({ problem: answer.status === 409 ? 'taken' : answer.status === 410 ? 'gone' : 'down' });
    }
    // What the visitor said is known since it rang, mostly.
    if (!this.#store.value.contexts[ticket]) await this.#contexts.fetch(ticket);
    const context = this.#store.value.contexts[ticket];
    const known = context?.turns.length ?? 0;
    try {
      const joined = line.join(answer.body as Entry);
      const published = line.publish({ microphone: true, camera: true });
      // The page is drawn while the browser makes its connection, and not before.
      await Promise.race([joined, new Promise<void>((resolve) => { systemClock.after(0, resolve); })]);
      this.#set({ wrapUp: undefined, note: '', call: { ticket, link: 'good', isVisitorHere: false, isListenedTo: false, hasVideo: false, isMuted: false, isSeen: false, isTextOnly: false, startedMs: Date.now(), turns: context?.turns ?? [], photos: context?.photos ?? [], suggestions: [], isAngry: (context?.anger ?? 0) >= ANGRY_FROM, saidMs: Date.now() } });
      await joined;
      line.startBeat();
      const got = await published;
      this.#setCall({ isTextOnly: !got.microphone, isSeen: got.camera });
    } catch {
      await askServer(`/api/desk/tickets/${ticket}/release`, {});
      await this.#leave();
      return this.#set({ call: undefined, problem: 'down' });
    }
    systemClock.after(FIRST_SEEN_MS, () => void this.#catchUp(ticket, known));
  }

  /** What was said since it rang, and what she would answer to it. @param known turns that were known then */
  async #catchUp(ticket: string, known: number): Promise<void> {
    await this.#contexts.fetch(ticket);
    const { call, contexts } = this.#store.value;
    if (call?.ticket !== ticket) return;
    const now = contexts[ticket]?.turns ?? [];
    // Some of it has come over the line too, and was thought about then.
    const come = call.turns.slice(known);
    if (now.length > known) this.#setCall({ turns: [...now, ...come.filter((turn) => !isAmong(now.slice(known), turn))] });
    const last = now.findLast(({ who }) => who === 'visitor');
    if (last && !isAmong(come, last)) await this.#think(last);
  }

  /** A supervisor begins to listen to a colleague's call, or stops. */
  async listen(ticket: string | undefined): Promise<void> {
    if (ticket === undefined || this.#store.value.call) return this.#ear.end();
    if (!(await this.#ear.begin(ticket))) this.#set({ problem: 'gone' });
  }

  async decline(ticket: string, reason: string): Promise<void> {
    await askServer(`/api/desk/tickets/${ticket}/decline`, { reason });
  }

  async hold(on: boolean): Promise<void> {
    const { call } = this.#store.value;
    if (!call) return;
    await askServer(`/api/desk/tickets/${call.ticket}/hold`, { on });
    // Who holds is neither heard nor seen.
    await this.#line?.setMuted(on || call.isMuted);
    await this.#line?.setCamera(!on && call.isSeen);
  }

  /** Hands the call to another agent, or to the line of a topic. */
  async transfer(to: { readonly agent?: string; readonly topic?: string }, note: string): Promise<void> {
    const { call } = this.#store.value;
    if (call) await askServer(`/api/desk/tickets/${call.ticket}/transfer`, { ...to, note });
  }

  async end(): Promise<void> {
    const { call } = this.#store.value;
    if (!call) return;
    await askServer(`/api/desk/tickets/${call.ticket}/end`, {});
    await this.#over(call.ticket);
  }

  async writeUp(disposition: string, note: string): Promise<void> {
    const { wrapUp } = this.#store.value;
    if (!wrapUp) return;
    await askServer(`/api/desk/tickets/${wrapUp}/wrap-up`, { disposition, note });
    this.#set({ wrapUp: undefined, note: '' });
  }

  /** @returns false when it was not taken */
  async addFaq(question: string, answer: string, language: Language): Promise<boolean> {
    return (await askServer('/api/desk/faq', { question, answer, language })).status === 201;
  }

  chat(text: string): void {
    void this.#send({ type: 'chat', text });
    this.#said({ who: 'agent', text, language: this.#store.value.language });
  }

  /** Lets the avatar say it. */
  say(text: string, language: Language): void {
    void this.#send({ type: 'say', text, language });
    this.#said({ who: 'clerk', text, language });
  }

  showProduct(product: string): void {
    void this.#send({ type: 'show', product });
  }

  askPhoto(): void {
    void this.#send({ type: 'ask-photo' });
  }

  /** Shows the visitor a picture. @param url JPEG, PNG or WebP, as a data URL */
  sendPhoto(url: string): void {
    void this.#send({ type: 'photo', url });
    this.#showPhoto(url);
  }

  setNote(note: string): void {
    this.#set({ note });
  }

  /** Somebody who wanted it was called back. */
  async calledBack(id: string): Promise<void> {
    await this.#callBacks.finish(id);
  }

  async setMuted(isMuted: boolean): Promise<void> {
    await this.#line?.setMuted(isMuted);
    this.#setCall({ isMuted });
  }

  async setCamera(isSeen: boolean): Promise<void> {
    await this.#line?.setCamera(isSeen);
    this.#setCall({ isSeen });
  }

  /** The agent is not seen any more, but plays the avatar; or is seen again. */
  async setPuppet(isOn: boolean): Promise<void> {
    const { call } = this.#store.value;
    if (!isOn || !call) return this.#puppeteer?.stop();
    // The camera's picture stays here from now on.
    await this.#line?.setCamera(false);
    this.#setCall({ isSeen: false });
    await this.#ownPuppeteer().start();
  }

  /** Learns anew how the agent's face rests. */
  calibratePuppet(): void {
    this.#puppeteer?.calibrate();
  }

  show(element: HTMLVideoElement, whose: 'visitor' | 'own'): void {
    const { call } = this.#store.value;
    if (call) this.#line?.show(element, whose === 'own' ? 'own' : identities.visitor({ id: call.ticket }));
  }

  [Symbol.dispose](): void {
    this.#events?.[Symbol.dispose]();
    this.#scope[Symbol.dispose]();
    void this.#line?.[Symbol.asyncDispose]();
  }

  async #open(me: DeskAgent): Promise<void> {
    this.#set({ phase: 'open', problem: undefined, me });
    this.#events?.[Symbol.dispose]();
    this.#events = watchServerEvents('/api/desk/events', {
      onEvent: (name, data) => { if (name === 'desk') this.#update(JSON.parse(data) as DeskUpdate); },
      onLink: (isOnline) => this.#set({ isOnline }),
      onEnd: () => void this.open(),
    });
    // Its code is there before the first call rings.
    fetchLine();
    void this.#callBacks.open();
    if (this.#store.value.pack) return;
    const pack = await loadPack();
    this.#coPilot ??= new CoPilot(pack, this.#scope);
    this.#set({ pack });
  }

  #update({ nowMs, me, agents, tickets = [], removed = [], isWhole }: DeskUpdate): void {
    const { value } = this.#store;
    const kept = isWhole ? [] : value.tickets.filter(({ id }) => !removed.includes(id) && !tickets.some((ticket) => ticket.id === id));
    const all = inOrder([...kept, ...tickets]);
    const known = new Set(all.map(({ id }) => id));
    this.#set({ me, agents: agents ?? value.agents, tickets: all, skewMs: nowMs - Date.now(), selected: value.selected && known.has(value.selected) ? value.selected : undefined, contexts: Object.fromEntries(Object.entries(value.contexts).filter(([id]) => known.has(id))) });
    for (const { id, isRinging } of all) {
      if (!isRinging || value.call) this.#ringing.delete(id);
      else if (!this.#ringing.has(id)) {
        this.#ringing.add(id);
        this.#onRing(id);
        // Who is being read about keeps the desk's attention; a call that is over does not.
        const { selected } = this.#store.value;
        if (!all.some((ticket) => ticket.id === selected && ticket.state === 'waiting')) void this.select(id);
      }
    }
    const listening = value.listening && all.find(({ id }) => id === value.listening!.ticket);
    if (value.listening && listening?.state !== 'active' && listening?.state !== 'held') void this.#ear.end();
    const mine = value.call && all.find(({ id }) => id === value.call!.ticket);
    if (value.call && (!mine || mine.state === 'wrap-up' || mine.state === 'closed')) void this.#over(value.call.ticket);
    else if (value.call && mine && mine.agent !== me.id && mine.state !== 'connecting' && mine.transfer === undefined) void this.#leave().then(() => this.#set({ call: undefined }));
  }

  async #over(ticket: string): Promise<void> {
    if (!this.#store.value.call) return;
    this.#set({ call: undefined, wrapUp: ticket });
    this.#coPilot?.forget();
    await this.#leave();
  }

  /** The eyes that a puppet needs are fetched when an agent first wants one. */
  #ownPuppeteer(): Puppeteer {
    if (this.#puppeteer) return this.#puppeteer;
    const made = createPuppeteer(this.#scope, (packet) => {
      const { call } = this.#store.value;
      if (call) this.#line?.sendPuppet(packet, identities.visitor({ id: call.ticket }));
    });
    this.#puppeteer = made;
    this.#scope.defer(made.store.subscribe((puppet) => {
      const wasOn = this.#store.value.puppet.status === 'on';
      this.#set({ puppet });
      if (wasOn !== (puppet.status === 'on')) void this.#send({ type: 'puppet', isOn: !wasOn });
    }));
    return made;
  }

  async #leave(): Promise<void> {
    this.#puppeteer?.stop();
    await this.#line?.leave();
  }

  #createLine(): Promise<CallLine> {
    const isVisitor = (from: string) => from === (this.#store.value.call && identities.visitor({ id: this.#store.value.call.ticket }));
    return createLine({
      ...NO_LINE_EVENTS,
      onLink: (link) => this.#setCall({ link }),
      onEnd: () => void this.#leave().then(() => this.#set({ call: undefined })),
      onMessage: (message, from) => { if (isVisitor(from)) this.#take(message); },
      onPeers: (identitiesThere) => {
        const isVisitorHere = identitiesThere.some(isVisitor);
        // A visitor's page that was loaded again does not know who plays her.
        if (isVisitorHere && !this.#store.value.call?.isVisitorHere && this.#store.value.puppet.status === 'on') void this.#send({ type: 'puppet', isOn: true });
        this.#setCall({ isVisitorHere, isListenedTo: identitiesThere.some(identities.isListener) });
      },
      onVideo: (from, isThere) => { if (isVisitor(from)) this.#setCall({ hasVideo: isThere }); },
    });
  }

  #take(message: CallMessage): void {
    switch (message.type) {
      case 'turn':
        this.#said(message.turn);
        if (message.turn.who === 'visitor') void this.#think(message.turn);
        return;
      case 'chat': {
        const turn: Turn = { who: 'visitor', text: message.text, language: this.#store.value.language };
        this.#said(turn);
        void this.#think(turn);
        return;
      }
      case 'photo':
        return this.#showPhoto(message.url);
      default:
    }
  }

  /** What the clerk would have answered: for the agent to use, or not. */
  async #think(turn: Turn): Promise<void> {
    const thought = await this.#coPilot?.think(turn);
    const { call } = this.#store.value;
    if (!thought || !call) return;
    this.#setCall({ isAngry: call.isAngry || thought.isAngry, ...(thought.suggestion ? { suggestions: [thought.suggestion, ...call.suggestions].slice(0, MOST_SUGGESTIONS) } : {}) });
  }

  /** A picture that one of the two showed the other. */
  #showPhoto(url: string): void {
    this.#setCall({ photos: [...(this.#store.value.call?.photos ?? []), url] });
  }

  #said(turn: Turn): void {
    this.#setCall({ turns: [...(this.#store.value.call?.turns ?? []), turn], saidMs: Date.now() });
  }

  async #send(message: CallMessage): Promise<void> {
    const { call } = this.#store.value;
    if (call) await this.#line?.send(message, identities.visitor({ id: call.ticket })).catch(() => {});
  }

  #set(parts: Partial<DeskState>): void {
    this.#store.update((value) => ({ ...value, ...parts }));
  }

  #setCall(parts: Partial<DeskCall>): void {
    this.#store.update((value) => (value.call ? { ...value, call: { ...value.call, ...parts } } : value));
  }
}
