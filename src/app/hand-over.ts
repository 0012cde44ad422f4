import { callStep, isInLine, isTalking, NO_CALL, type CallEvent, type CallState } from '../core/handover/call.ts';
import { joinContexts, NO_CONTEXT, parseCallContext, type CallContext, type CallMessage, type Turn } from '../core/handover/messages.ts';
import { spokenFor, type CallNames } from '../core/handover/spoken.ts';
import { identities, type Trigger } from '../core/handover/ticket.ts';
import type { Entry, VisitorView } from '../core/handover/views.ts';
import type { Wait } from '../core/handover/queue.ts';
import type { Bilingual, Language } from '../core/shared/language.ts';
import { NO_LINE_EVENTS, type CallLine, type LineEvents } from '../ports/call-line.ts';
import type { Clock } from '../ports/clock.ts';
import { watchServerEvents } from '../runtime/server-events.ts';
import { Store } from '../runtime/store.ts';
import { AgentPulse } from './agent-pulse.ts';
import { CallRoom } from './call-room.ts';
import { askServer, askTicket, keepTicket, keptTicket, type KeptTicket } from './handover-server.ts';
import { PreparedRoom } from './prepared-room.ts';

export interface HandOverOptions {
  readonly shop: string;
  readonly kiosk: string;
  readonly clock: Clock;
  /** What the visitor's agreement passes on, as it is now. */
  readonly context: () => CallContext;
  /** Something was said to the agent, or by the agent: part of the context from now on. */
  readonly note: (turn: Turn) => void;
  readonly say: (text: Bilingual) => void;
  /** What a call was about, in words; parts that have none are left out. */
  readonly namesOf: (call: CallState) => CallNames;
  readonly onCall: (call: 'none' | 'in-line' | 'talking') => void;
  /** Its code is fetched, for soon. */
  readonly fetchLine: () => void;
  readonly createLine: (events: LineEvents) => Promise<CallLine>;
  /** An agent lets her speak. */
  readonly onSay: (text: string, language: Language) => void;
  /** A moment of the agent who plays her. */
  readonly onPuppet: (packet: Uint8Array) => void;
  /** The agent may be heard now: `agentVoice`. */
  readonly onVoice: () => void;
}

/** What is told on the way to a person waits for this long, in ms: where the agent is quick, the agent speaks first. */
const SOON_MS = 1_000;
/** Sent for without being asked: that nobody can be had is then not worth a word. */
const HER_IDEA: ReadonlySet<Trigger> = new Set(['misunderstood', 'unsure']);
/** What was just told is on the screen after this, in ms. */
const SHOWN_MS = 100;

/** The visitor's way to a person: asks, waits, talks, comes back. The page reads `store`; what goes wrong ends with her, never with nobody. */
export class HandOver implements AsyncDisposable {
  readonly store = new Store<CallState>(NO_CALL);
  readonly #options: HandOverOptions;
  readonly #room: CallRoom;
  readonly #prepared: PreparedRoom;
  #ticket: KeptTicket | undefined;
  /** What was passed on before this page knew of anything: photos, and what was said before it was loaded again. */
  #passedOn = NO_CONTEXT;
  #events: Disposable | undefined;
  #cancelWords: (() => void) | undefined;
  readonly #pulse: AgentPulse;
  /** Supervisors whom the page shows. */
  #listeners: readonly string[] = [];

  constructor(options: HandOverOptions) {
    this.#options = options;
    this.#pulse = new AgentPulse(options.clock, (isFaint) => this.#step({ type: 'agent-faint', isFaint }));
    this.#room = new CallRoom({
      clock: options.clock, createLine: options.createLine, events: this.#lineEvents(),
      isWanted: () => isInLine(this.store.value), isTalking: () => isTalking(this.store.value), hasCamera: () => this.store.value.hasCamera,
      resume: () => this.#resume(),
      onPublished: ({ microphone, camera }) => this.#step({ type: 'published', isTextOnly: !microphone, isSeen: camera }),
      onLost: () => {
        this.#cancelTicket();
        this.#step({ type: 'refused', cause: 'lost' });
      },
    });
    this.#prepared = new PreparedRoom({ shop: options.shop, room: this.#room, isWanted: () => this.store.value.phase === 'asking' });
  }

  /** Takes up the ticket of this tab, when the page was loaded again in the middle. */
  async takeUp(language: Language): Promise<void> {
    const kept = keptTicket();
    if (!kept) return;
    this.#step({ type: 'wanted', trigger: 'asked', topic: '', priority: 0, language });
    this.#step({ type: 'agreed', hasCamera: kept.hasCamera });
    const answer = await askTicket(kept, 'resume');
    if (answer.status !== 200) {
      keepTicket(undefined);
      return this.#step({ type: 'done' });
    }
    this.#follow(kept);
    const { view, context, ...entry } = answer.body as Entry & { view: VisitorView; context: unknown };
    this.#passedOn = parseCallContext(context);
    this.#step({ type: 'opened' });
    this.#step({ type: 'ticket', view });
    this.#room.enter(entry);
  }

  /** A person is wanted: asks the visitor to agree, when anybody is there. */
  async want(trigger: Trigger, topic: string, priority: number, language: Language): Promise<void> {
    this.#step({ type: 'wanted', trigger, topic, priority, language });
    if (this.store.value.phase !== 'asking') return;
    const answer = await askServer(`/api/handover/outlook?shop=${encodeURIComponent(this.#options.shop)}`, undefined);
    const isThere = answer.status === 200 && (answer.body as Wait).staff > 0;
    // A server without desks: her answer has said where people are. So it has where nobody asked for one.
    if (answer.status === 204 || answer.status === 404 || (HER_IDEA.has(trigger) && !isThere)) return this.#step({ type: 'declined' });
    // Its code is fetched while the visitor reads.
    if (answer.status === 200) this.#options.fetchLine();
    this.#step(answer.status === 200 ? { type: 'outlook', wait: answer.body as Wait } : { type: 'refused', cause: 'down' });
    await this.#prepared.begin();
  }

  decline(): void {
    this.#step({ type: 'declined' });
  }

  /** @param photos that the visitor wants the agent to see, as data URLs */
  async agree(hasCamera: boolean, photos: readonly string[] = []): Promise<void> {
    const { shop, kiosk } = this.#options;
    const { language, topic, trigger, priority, phase } = this.store.value;
    if (phase !== 'asking') return;
    this.#step({ type: 'agreed', hasCamera });
    this.#passedOn = { ...NO_CONTEXT, photos };
    const prepared = this.#prepared.take();
    const answer = await askServer('/api/handover/tickets', { shop, kiosk, language, topic, trigger, priority, hasCamera, isAgreed: true, context: this.#context(), ...(prepared ? { pass: prepared.pass } : {}) });
    if (answer.status !== 201) return this.#step({ type: 'refused', cause: answer.status === 409 ? 'nobody' : answer.status === 429 ? 'too-often' : 'down' });
    const { id, secret, ...entry } = answer.body as Entry & { id: string; secret: string };
    const ticket = { id, secret, hasCamera };
    // The visitor may have left while the server answered.
    if (this.store.value.phase !== 'requesting') return this.#cancelTicket(ticket);
    keepTicket(ticket);
    // The room first: everything else takes time on a small machine.
    this.#room.enter(entry, id === prepared?.id);
    this.#step({ type: 'opened' });
    this.#follow(ticket);
  }

  /** Hangs up, or leaves the line. */
  hangUp(): void {
    const wasTalking = isTalking(this.store.value);
    this.#cancelTicket();
    this.#step({ type: 'hung-up' });
    // The ticket's secret is needed for the rating yet.
    this.#leave(wasTalking);
  }

  /** Leaves the line, to be called back. */
  ratherCallBack(): void {
    const ticket = this.#ticket;
    this.#step({ type: 'not-waiting' });
    if (!isInLine(this.store.value)) this.#cancelTicket(ticket);
  }

  async rate(stars: number, word: string): Promise<void> {
    const ticket = this.#ticket;
    if (ticket && stars > 0) await askTicket(ticket, 'rating', { stars, word, language: this.store.value.language });
    this.#ticket = undefined;
    this.#step({ type: 'done' });
  }

  /** @returns false when it could not be left */
  async leaveNumber(name: string, phone: string): Promise<boolean> {
    const { language, topic } = this.store.value;
    const { status } = await askServer('/api/handover/call-backs', { shop: this.#options.shop, name, phone, topic, language, isAgreed: true });
    if (status === 201) this.#step({ type: 'done' });
    return status === 201;
  }

  /** Everything of the visitor's is gone afterwards. */
  forget(): void {
    if (isInLine(this.store.value)) this.hangUp();
    this.#leave(false);
    this.#step({ type: 'done' });
  }

  get isBlank(): boolean {
    return this.store.value === NO_CALL && this.#ticket === undefined && this.#prepared.isBlank && this.#passedOn === NO_CONTEXT && keptTicket() === undefined;
  }

  /** More is known than when the visitor agreed: whoever takes the call is to know it too. Photos stay where they are. */
  passOn(): void {
    if (isInLine(this.store.value)) this.#putContext({ ...this.#context(), photos: [] });
  }

  /** What was spoken, for the agent to read. */
  tell(text: string, language: Language): void {
    const turn: Turn = { who: 'visitor', text, language };
    this.#note(turn);
    void this.#send({ type: 'turn', turn });
  }

  chat(text: string): void {
    this.#step({ type: 'chat', line: { who: 'visitor', text } });
    this.#note({ who: 'visitor', text, language: this.store.value.language });
    void this.#send({ type: 'chat', text });
  }

  sendPhoto(url: string): void {
    this.#step({ type: 'photo-wanted', isWanted: false });
    void this.#send({ type: 'photo', url });
  }

  /** The visitor has seen the agent's picture. */
  closePicture(): void {
    this.#step({ type: 'picture', url: undefined });
  }

  refusePhoto(): void {
    this.#step({ type: 'photo-wanted', isWanted: false });
  }

  async setMuted(isMuted: boolean): Promise<void> {
    await this.#room.line?.setMuted(isMuted);
    this.#step({ type: 'muted', isMuted });
  }

  async setCamera(isOn: boolean): Promise<void> {
    await this.#room.line?.setCamera(isOn);
    this.#step({ type: 'published', isTextOnly: this.store.value.isTextOnly, isSeen: isOn });
  }

  /** How loud the agent is now, RMS in [0, 1]. */
  agentLevel(): number {
    const { agent } = this.store.value;
    return agent && this.#room.line ? this.#room.line.voiceLevel(agent.identity) : 0;
  }

  agentVoice(): MediaStreamTrack | undefined {
    const { agent } = this.store.value;
    return agent && isTalking(this.store.value) ? this.#room.line?.voiceTrack(agent.identity) : undefined;
  }

  unlock(): void {
    void this.#room.line?.unlock();
  }

  show(element: HTMLVideoElement, whose: string): void {
    this.#room.line?.show(element, whose);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#cancelWords?.();
    this.#pulse[Symbol.dispose]();
    this.#events?.[Symbol.dispose]();
    await this.#room[Symbol.asyncDispose]();
  }

  #step(event: CallEvent): void {
    const before = this.store.value;
    const after = callStep(before, event);
    if (after === before) return;
    this.store.set(after);
    const callOf = (state: CallState) => (isTalking(state) ? 'talking' as const : isInLine(state) ? 'in-line' as const : 'none' as const);
    if (callOf(after) !== callOf(before)) this.#options.onCall(callOf(after));
    const spoken = spokenFor(before, after, this.#options.namesOf(before));
    if (spoken || before.phase !== after.phase) this.#say(spoken, after.phase === 'connecting' || (after.phase === 'waiting' && before.phase !== 'talking'));
    if (after.phase !== before.phase || after.agent?.identity !== before.agent?.identity) this.#pulse.restart(isTalking(after));
    if (before.phase !== 'talking' && after.phase === 'talking') this.#room.speak();
    if (isInLine(before) && !isInLine(after)) this.#leave(after.phase === 'rating');
    if (before.phase === 'asking' && after.phase !== 'asking' && !isInLine(after)) this.#prepared.drop();
  }

  #say(words: Bilingual | undefined, isSoonOver: boolean): void {
    this.#cancelWords?.();
    this.#cancelWords = undefined;
    if (words && isSoonOver) this.#cancelWords = this.#options.clock.after(SOON_MS, () => this.#options.say(words));
    else if (words) this.#options.say(words);
  }

  /** Watches what the server says of the ticket. */
  #follow(ticket: KeptTicket): void {
    this.#ticket = ticket;
    this.#events?.[Symbol.dispose]();
    let isFirst = true;
    this.#events = watchServerEvents(`/api/handover/tickets/${ticket.id}/events`, {
      headers: { authorization: `Bearer ${ticket.secret}` },
      onEvent: (name, data) => { if (name === 'ticket') this.#step({ type: 'ticket', view: JSON.parse(data) as VisitorView }); },
      onLink: (isOpen) => {
        // A server that was started again does not know what was said.
        if (isOpen && !isFirst) this.#putContext(this.#context());
        isFirst = false;
      },
      onEnd: () => this.#step({ type: 'refused', cause: 'lost' }),
    });
  }

  /** A new way into the ticket's room. */
  async #resume(): Promise<Entry | 'gone' | 'later'> {
    const ticket = this.#ticket;
    if (!ticket) return 'gone';
    const answer = await askTicket(ticket, 'resume');
    if (answer.status === 410) this.#step(goneEvent(answer.body));
    return answer.status === 200 ? answer.body as Entry : answer.status === 410 ? 'gone' : 'later';
  }

  #context(): CallContext {
    return joinContexts(this.#passedOn, this.#options.context());
  }

  #putContext(context: CallContext): void {
    if (this.#ticket) void askTicket(this.#ticket, 'context', { context });
  }

  /** Another agent may take over, and is to know it. */
  #note(turn: Turn): void {
    this.#options.note(turn);
    this.passOn();
  }

  /** Tells the server that the visitor is no longer there. */
  #cancelTicket(ticket = this.#ticket): void {
    if (ticket) void askTicket(ticket, 'cancel');
  }

  #lineEvents(): LineEvents {
    const isAgent = (from: string) => from === this.store.value.agent?.identity;
    return {
      ...NO_LINE_EVENTS,
      onLink: (link) => this.#step({ type: 'link', link }),
      onEnd: (cause) => {
        // Another tab goes on with the ticket.
        if (cause === 'replaced') keepTicket(undefined);
        if (isInLine(this.store.value)) this.#step(cause === 'replaced' ? { type: 'done' } : { type: 'refused', cause: 'lost' });
      },
      onMessage: (message, from) => { if (isAgent(from)) this.#take(message); },
      onPuppet: (packet, from) => { if (isAgent(from) && this.store.value.isPuppet) this.#options.onPuppet(packet); },
      onPeers: (there) => this.#disclose(there.filter(identities.isListener)),
      onBeat: (from) => { if (isAgent(from) && isTalking(this.store.value)) this.#pulse.beat(); },
      onFaint: (from, isFaint) => { if (isAgent(from)) this.#pulse.lose(isFaint); },
      onVideo: (from, isThere) => { if (isAgent(from)) this.#step({ type: 'video', isThere }); },
      onVoice: (from) => { if (isAgent(from)) this.#options.onVoice(); },
      onTouchNeeded: (isNeeded) => this.#step({ type: 'touch-needed', isNeeded }),
    };
  }

  /** A supervisor may hear once the page shows that one is there. */
  #disclose(listeners: readonly string[]): void {
    this.#step({ type: 'listened-to', isListenedTo: listeners.length > 0 });
    const [ticket, known] = [this.#ticket, this.#listeners];
    this.#listeners = listeners;
    if (ticket) for (const listener of listeners.filter((each) => !known.includes(each))) this.#options.clock.after(SHOWN_MS, () => void askTicket(ticket, 'disclosed', { listener }));
  }

  #take(message: CallMessage): void {
    switch (message.type) {
      case 'chat':
        this.#note({ who: 'agent', text: message.text, language: this.store.value.language });
        return this.#step({ type: 'chat', line: { who: 'agent', text: message.text } });
      case 'show':
        return this.#step({ type: 'shown', product: message.product });
      case 'say':
        this.#note({ who: 'clerk', text: message.text, language: message.language });
        return this.#options.onSay(message.text, message.language);
      case 'puppet':
        return this.#step({ type: 'puppet', isOn: message.isOn });
      case 'photo':
        return this.#step({ type: 'picture', url: message.url });
      case 'ask-photo':
        return this.#step({ type: 'photo-wanted', isWanted: true });
      default:
    }
  }

  async #send(message: CallMessage): Promise<void> {
    const to = this.store.value.agent?.identity;
    if (to && isTalking(this.store.value)) await this.#room.line?.send(message, to).catch(() => {});
  }

  #leave(keepsTicket: boolean): void {
    this.#events?.[Symbol.dispose]();
    this.#events = undefined;
    keepTicket(undefined);
    if (!keepsTicket) this.#ticket = undefined;
    this.#passedOn = NO_CONTEXT;
    this.#listeners = [];
    this.#room.leave();
  }
}

/** What a ticket that can be resumed no more means: the call has ended, or was lost. */
function goneEvent(body: unknown): CallEvent {
  const { view } = body as { view?: VisitorView };
  return view ? { type: 'ticket', view } : { type: 'refused', cause: 'lost' };
}
