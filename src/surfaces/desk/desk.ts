import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { Desk } from '../../app/create-desk.ts';
import { DECLINES, DISPOSITIONS, type DeskState, type Suggestion, type Warning } from '../../app/desk-state.ts';
import { intentNames } from '../../app/intent-names.ts';
import { AGENT_STATES, type AgentState } from '../../core/handover/queue.ts';
import type { Language } from '../../core/shared/language.ts';
import { base } from '../ui/shared-styles.ts';
import { smallPhoto } from '../ui/small-photo.ts';
import { deskWord, isDeskWord, stateWord, warningWord, type DeskWord } from './desk-words.ts';
import { deskStyles } from './desk.styles.ts';
import { clock, queueView } from './queue.ts';
import { hush, readyToRing, ring } from './ring.ts';
import { contextView, turnsView } from './said.ts';

/** Nobody spoke for this long, in ms. */
const SILENT_MS = 30_000;
/** One's own picture is drawn from this on, in ms: before, a small machine has both sides' meeting to do. */
const OWN_AFTER_MS = 1_000;
const MOST_FOUND = 6;

/** The agent's desk: the line, the visitor before and during the call, and what she would answer. */
@customElement('yb-desk')
export class DeskPage extends LitElement {
  static override styles = [base, deskStyles];

  @state() private value: DeskState | undefined;
  @state() private nowMs = Date.now();
  @state() private search = '';
  @state() private isTransferring = false;
  @state() private faqDone = false;
  /** Ticket for which the agent is asked why it is declined. */
  @state() private declining: string | undefined;
  @state() private isNoPicture = false;
  @query('video.visitor') private visitorVideo!: HTMLVideoElement | null;
  @query('video.own') private ownVideo!: HTMLVideoElement | null;
  @query('#write') private write!: HTMLInputElement | null;
  @query('#notes') private notes!: HTMLTextAreaElement | null;
  @query('.log') private log!: HTMLElement | null;
  readonly #desk = new Desk(navigator.language.startsWith('zh') ? 'zh' : 'en', () => ring(this.#word('queue')));
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Turns and photos of the call that were shown. */
  #shown = 0;
  readonly #onKey = (event: KeyboardEvent) => this.#key(event);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#desk.store.subscribe((value) => { this.value = value; });
    this.value = this.#desk.store.value;
    this.#timer = setInterval(() => { this.nowMs = Date.now(); }, 1_000);
    window.addEventListener('keydown', this.#onKey);
    window.addEventListener('beforeunload', this.#onLeave);
    // Back from the company's sign-in.
    const problem = new URLSearchParams(location.search).get('problem') ?? undefined;
    if (problem !== undefined) history.replaceState(null, '', location.pathname);
    void this.#desk.open(problem !== undefined && isDeskWord(problem) ? problem : undefined);
  }

  override disconnectedCallback(): void {
    clearInterval(this.#timer);
    window.removeEventListener('keydown', this.#onKey);
    window.removeEventListener('beforeunload', this.#onLeave);
    this.#desk[Symbol.dispose]();
    super.disconnectedCallback();
  }

  override render() {
    const { value } = this;
    if (!value || value.phase === 'opening') return nothing;
    document.documentElement.lang = value.language;
    if (value.phase === 'signed-out') return this.#gate(value);
    return html`${this.#header(value)}
      <div class="columns" @pointerdown=${readyToRing}>
        ${queueView(value, this.nowMs + value.skewMs, this.declining, { onSelect: (ticket) => void this.#desk.select(ticket), onAccept: (ticket) => void this.#desk.accept(ticket), onAskWhy: (ticket) => { this.declining = ticket; }, onDecline: (ticket, reason) => this.#decline(ticket, reason), onListen: (ticket) => void this.#desk.listen(ticket), onCalledBack: (id) => void this.#desk.calledBack(id) })}
        ${value.call ? this.#call(value) : value.wrapUp ? this.#wrapUp(value) : this.#before(value)}
        ${this.#side(value)}
      </div>`;
  }

  override updated(): void {
    const { call, tickets = [] } = this.value ?? {};
    if (call || !tickets.some(({ isRinging }) => isRinging)) hush();
    if (call?.hasVideo && this.visitorVideo) this.#desk.show(this.visitorVideo, 'visitor');
    if (call?.isSeen && this.ownVideo && this.nowMs - call.startedMs > OWN_AFTER_MS) this.#desk.show(this.ownVideo, 'own');
    this.#showLast(call ? call.turns.length + call.photos.length : 0);
  }

  /** What was said or shown last is in sight; an agent who reads further up stays there until there is more. */
  #showLast(count: number): void {
    if (count === this.#shown) return;
    this.#shown = count;
    requestAnimationFrame(() => { if (this.log) this.log.scrollTop = this.log.scrollHeight; });
  }

  #gate({ problem, hasCompany }: DeskState) {
    return html`${this.#languages()}<div class="gate"><form @submit=${this.#signIn}>
      <h1>${this.#word('title')}</h1>
      ${problem ? html`<div class="problem" role="alert">${this.#word(problem as DeskWord)}</div>` : nothing}
      <input name="id" autocomplete="username" placeholder=${this.#word('id')} aria-label=${this.#word('id')} required>
      <input name="password" type="password" autocomplete="current-password" placeholder=${this.#word('password')} aria-label=${this.#word('password')} required>
      <button class="do main">${this.#word('signIn')}</button>
      ${hasCompany ? html`<a class="company" href="/api/desk/company">${this.#word('company')}</a>` : nothing}
      <p class="keys">${this.#word('howToAdd')}</p><code>npm run agent -- add mei --name 小梅</code>
    </form></div>`;
  }

  #languages() {
    return html`<header><h1>迎宾 Yingbin</h1><span class="grow"></span>${this.#languageButton()}</header>`;
  }

  #languageButton() {
    const other: Language = this.value?.language === 'zh' ? 'en' : 'zh';
    return html`<button @click=${() => this.#desk.setLanguage(other)} lang=${other}>${other === 'zh' ? '中文' : 'English'}</button>`;
  }

  #header({ me, isOnline, language, pack }: DeskState) {
    return html`<header>
      <h1>${pack?.name[language] ?? '迎宾'} · ${this.#word('title')}</h1>
      ${isOnline ? nothing : html`<span class="offline" role="alert">${this.#word('offline')}</span>`}
      <span class="grow"></span><span>${me?.name}</span>
      <select aria-label=${this.#word('title')} @change=${(event: Event) => void this.#desk.setState((event.target as HTMLSelectElement).value as AgentState)}>${AGENT_STATES.map((each) => html`<option value=${each} ?selected=${each === me?.state} ?disabled=${each === 'busy' || each === 'wrap-up'}>${stateWord(each, language)}</option>`)}</select>
      ${this.#languageButton()}
      <button @click=${() => void this.#desk.signOut()}>${this.#word('signOut')}</button>
    </header>`;
  }

  #before({ selected, contexts, pack, language, problem }: DeskState) {
    const context = selected === undefined ? undefined : contexts[selected];
    return html`<main>${problem ? html`<div class="problem" role="alert">${this.#word(problem as DeskWord)}</div>` : nothing}
      ${context ? contextView(context, pack, language) : html`<p class="empty">${this.#word('noContext')}</p>`}<p class="keys">${this.#word('keys')}</p></main>`;
  }

  #call({ call, language, tickets, agents, me, puppet, note }: DeskState) {
    if (!call) return nothing;
    const ticket = tickets.find(({ id }) => id === call.ticket);
    const isHeld = ticket?.state === 'held';
    const warnings: Warning[] = [...(call.isListenedTo ? ['listened-to' as const] : []), ...(call.isAngry ? ['angry' as const] : []), ...(this.nowMs - call.saidMs > SILENT_MS ? ['silent' as const] : []), ...(ticket?.isVisitorLost ? ['visitor-lost' as const] : []), ...(call.link === 'good' ? [] : ['weak' as const])];
    return html`<main class="call" data-call=${call.link}>
      <div class="videos">
        ${call.hasVideo ? html`<video class="visitor" playsinline></video>` : html`<span>${call.isVisitorHere ? this.#word('noPicture') : this.#word('joining')}</span>`}
        ${call.isSeen ? html`<video class="own" playsinline muted></video>` : nothing}
        ${puppet.stream ? html`<video class="own" playsinline muted autoplay .srcObject=${live(puppet.stream)}></video><span class="private" role="status">${this.#word(puppet.calibrated < 1 ? 'puppetResting' : puppet.hasFace ? 'puppetPrivate' : 'puppetNoFace')}</span>` : nothing}
        <span class="clock">${clock(this.nowMs - call.startedMs)}</span>
        <div class="warnings" role="status">${warnings.map((warning) => html`<span>${warningWord(warning, language)}</span>`)}</div>
      </div>
      <div class="row" style="margin: 0">
        <button class="do" data-do="mute" aria-pressed=${call.isMuted} ?disabled=${call.isTextOnly} @click=${() => void this.#desk.setMuted(!call.isMuted)}>${this.#word(call.isMuted ? 'unmute' : 'mute')}</button>
        <button class="do" data-do="camera" aria-pressed=${!call.isSeen} @click=${() => void this.#desk.setCamera(!call.isSeen)}>${this.#word(call.isSeen ? 'cameraOff' : 'cameraOn')}</button>
        <button class="do" data-do="puppet" aria-pressed=${puppet.status === 'on'} ?disabled=${puppet.status === 'loading'} @click=${() => this.#puppet()}>${this.#word(puppet.status === 'loading' ? 'puppetLoading' : puppet.status === 'on' ? 'puppetOff' : 'puppet')}</button>
        ${puppet.status === 'on' ? html`<button class="do" data-do="calibrate" @click=${() => this.#desk.calibratePuppet()}>${this.#word('calibrate')}</button>` : nothing}
        <button class="do" data-do="hold" aria-pressed=${isHeld} @click=${() => void this.#desk.hold(!isHeld)}>${this.#word(isHeld ? 'resume' : 'hold')}</button>
        <button class="do" data-do="photo" @click=${() => this.#desk.askPhoto()}>${this.#word('askPhoto')}</button>
 <label class="do" data-do="picture">${this.#word('sendPicture')}<input type="file" accept="image/*" @change=${this.#sendPicture}></label>
        <button class="do" data-do="transfer" aria-pressed=${this.isTransferring} @click=${() => { this.isTransferring = !this.isTransferring; }}>${this.#word('transfer')}</button>
        <button class="do end" data-do="end" @click=${() => void this.#desk.end()}>${this.#word('end')}</button>
      </div>
      <div class="extra">
        ${puppet.status === 'off' || puppet.status === 'on' || puppet.status === 'loading' ? nothing : html`<div class="problem" role="alert">${this.#word('puppetFailed')} (${puppet.status})</div>`}
        ${this.isNoPicture ? html`<div class="problem" role="alert">${this.#word('noPictureFile')}</div>` : nothing}
        ${this.isTransferring ? html`<form class="write" @submit=${this.#transfer}><select class="field" name="to" aria-label=${this.#word('transfer')}>
          <optgroup label=${this.#word('lines')}><option value="">${this.#word('toLine')}</option>${[...new Set(agents.flatMap(({ id, topics }) => (id === me?.id ? [] : topics)))].map((topic) => html`<option value="topic:${topic}">${intentNames[topic]?.[language] ?? topic}</option>`)}</optgroup>
          <optgroup label=${this.#word('colleagues')}>${agents.filter(({ id }) => id !== me?.id).map(({ id, name, state: theirs }) => html`<option value="agent:${id}">${name} · ${stateWord(theirs, language)}</option>`)}</optgroup></select>
          <input name="note" placeholder=${this.#word('noteFor')} maxlength="300" value=${note}><button class="do main">${this.#word('transfer')}</button></form>` : nothing}
      </div>
      <div class="log">
        ${turnsView(call.turns, language)}
        ${call.photos.length > 0 ? html`<div class="photos">${call.photos.map((url) => html`<img src=${url} alt=${this.#word('photos')}>`)}</div>` : nothing}
      </div>
      <form class="write" @submit=${this.#chat}><input id="write" maxlength="1000" autocomplete="off" placeholder=${this.#word('write')} aria-label=${this.#word('write')}><button class="do main">${this.#word('send')}</button></form>
    </main>`;
  }

  #wrapUp({ language, note }: DeskState) {
    return html`<main><h2>${this.#word('writeUp')}</h2>
      <form @submit=${this.#writeUp}>
        <select class="field" name="disposition" aria-label=${this.#word('writeUp')}>${Object.entries(DISPOSITIONS).map(([id, name]) => html`<option value=${id}>${name[language]}</option>`)}</select>
        <div class="row"><textarea name="note" maxlength="500" placeholder=${this.#word('note')} aria-label=${this.#word('note')} .value=${note}></textarea></div>
        <button class="do main" data-do="done">${this.#word('done')}</button>
      </form>
      <h2 style="margin-top: 26px">${this.#word('addFaq')}</h2>
      <form @submit=${this.#faq}><input name="question" maxlength="300" placeholder=${this.#word('question')} aria-label=${this.#word('question')} required><div class="row"><textarea name="answer" maxlength="500" placeholder=${this.#word('answer')} aria-label=${this.#word('answer')} required></textarea></div>
        <button class="do" data-do="faq">${this.faqDone ? this.#word('added') : this.#word('addFaq')}</button></form></main>`;
  }

  #side({ call, pack, language, note }: DeskState) {
    const wanted = this.search.trim().toLowerCase();
    const found = wanted === '' ? [] : (pack?.products ?? []).filter(({ id, name }) => [id, name.zh, name.en].some((text) => text.toLowerCase().includes(wanted))).slice(0, MOST_FOUND);
    return html`<aside>
      ${call ? html`<h2>${this.#word('suggestions')}</h2>${call.suggestions.map((suggestion, i) => this.#suggestion(suggestion, i))}` : nothing}
      <h2>${this.#word('products')}</h2>
      <input type="search" placeholder=${this.#word('findProduct')} aria-label=${this.#word('findProduct')} .value=${this.search} @input=${(event: InputEvent) => { this.search = (event.target as HTMLInputElement).value; }}>
      ${found.map(({ id, name, price, stock }) => html`<div class="product"><span>${name[language]}<br><small>${pack!.currency}${price} · ${this.#word('stock')} ${stock}</small></span><button class="do" ?disabled=${!call} @click=${() => this.#desk.showProduct(id)}>${this.#word('show')}</button></div>`)}
      ${call ? html`<h2>${this.#word('notes')}</h2><textarea id="notes" maxlength="300" placeholder=${this.#word('notesHint')} aria-label=${this.#word('notes')} .value=${live(note)} @input=${(event: InputEvent) => this.#desk.setNote((event.target as HTMLTextAreaElement).value)}></textarea>` : nothing}
    </aside>`;
  }

  #decline(ticket: string, reason: string): void {
    this.declining = undefined;
    void this.#desk.decline(ticket, reason);
  }

  async #sendPicture(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    const url = await smallPhoto(file).catch(() => undefined);
    this.isNoPicture = url === undefined;
    if (url) this.#desk.sendPhoto(url);
    // The same file may be chosen again.
    input.value = '';
  }

  #puppet(): void {
    void this.#desk.setPuppet(this.value?.puppet.status !== 'on');
  }

  #suggestion(suggestion: Suggestion, i: number) {
    const { question, answer, language, product, sources } = suggestion;
    return html`<div class="suggestion" data-suggestion=${i}><small>${question}</small><span>${answer}</span>${sources.length > 0 ? html`<small>${sources.slice(0, 3).join(', ')}</small>` : nothing}
      <div class="row">${i < 3 ? html`<kbd>${i + 1}</kbd>` : nothing}
        <button class="do" data-do="say" @click=${() => this.#desk.say(answer, language)}>${this.#word('say')}</button>
        <button class="do" @click=${() => this.#desk.chat(answer)}>${this.#word('sendText')}</button>
        ${product ? html`<button class="do" data-do="show" @click=${() => this.#desk.showProduct(product)}>${this.#word('show')}</button>` : nothing}
      </div></div>`;
  }

  #key(event: KeyboardEvent): void {
    const { value } = this;
    const target = event.composedPath()[0] as HTMLElement;
    const isTyping = target.matches?.('input, textarea, select');
    // Out of a field, so that the keys act again.
    if (isTyping && event.key === 'Escape') target.blur();
    if (!value || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    readyToRing();
    const { call } = value;
    const ringing = value.tickets.find(({ isRinging }) => isRinging) ?? value.tickets.find(({ id, state: its }) => id === value.selected && its === 'waiting');
    const suggestion = call?.suggestions[Number(event.key) - 1];
    const { declining } = this;
    const reason = Object.keys(DECLINES)[Number(event.key) - 1];
    const acts: Readonly<Record<string, (() => void) | undefined>> = call
      ? { t: () => { this.isTransferring = !this.isTransferring; }, n: () => this.notes?.focus(), m: () => void this.#desk.setMuted(!call.isMuted), p: () => this.#puppet(), h: () => void this.#desk.hold(value.tickets.find(({ id }) => id === call.ticket)?.state !== 'held'), e: () => void this.#desk.end(), '/': () => this.write?.focus(), ...(suggestion ? { [event.key]: () => this.#desk.say(suggestion.answer, suggestion.language) } : {}) }
      : { a: ringing && (() => void this.#desk.accept(ringing.id)), d: ringing && (() => { void this.#desk.select(ringing.id); this.declining = ringing.id; }), escape: () => { this.declining = undefined; }, ...(declining !== undefined && reason ? { [event.key]: () => this.#decline(declining, reason) } : {}) };
    const act = acts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  }

  readonly #onLeave = (event: BeforeUnloadEvent) => {
    if (this.value?.call) event.preventDefault();
  };

  #signIn(event: SubmitEvent): void {
    const form = formOf(event);
    readyToRing();
    void this.#desk.signIn(form('id'), form('password'));
  }

  #chat(event: SubmitEvent): void {
    event.preventDefault();
    const text = this.write?.value.trim() ?? '';
    if (text === '' || !this.write) return;
    this.write.value = '';
    this.#desk.chat(text);
  }

  #transfer(event: SubmitEvent): void {
    const form = formOf(event);
    this.isTransferring = false;
    const [kind, to] = form('to').split(':');
    void this.#desk.transfer(to ? { [kind === 'topic' ? 'topic' : 'agent']: to } : {}, form('note'));
  }

  #writeUp(event: SubmitEvent): void {
    const form = formOf(event);
    this.faqDone = false;
    void this.#desk.writeUp(form('disposition'), form('note'));
  }

  async #faq(event: SubmitEvent): Promise<void> {
    const form = formOf(event);
    this.faqDone = await this.#desk.addFaq(form('question'), form('answer'), this.value?.language ?? 'zh');
  }

  #word(key: DeskWord): string {
    return deskWord(key, this.value?.language ?? 'zh');
  }
}

/** The fields of a form that is sent; the browser does not send it. */
function formOf(event: SubmitEvent): (name: string) => string {
  event.preventDefault();
  const data = new FormData(event.target as HTMLFormElement);
  return (name) => String(data.get(name) ?? '');
}

declare global {
  interface HTMLElementTagNameMap { 'yb-desk': DeskPage }
}
