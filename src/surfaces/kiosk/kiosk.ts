import { html, LitElement, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { createKiosk, type Kiosk } from '../../app/create-kiosk.ts';
import { keepDeviceKey } from '../../app/handover-server.ts';
import { earsOf, type KioskState } from '../../app/kiosk-state.ts';
import { loadTaughtPack } from '../../app/load-pack.ts';
import { createTrace, noTrace, type Trace } from '../../app/trace.ts';
import type { Place } from '../../app/viewfinder.ts';
import { greetingPlan } from '../../core/reply/fixed-replies.ts';
import { asFailure, type FailureCode } from '../../core/shared/failure.ts';
import type { ReplyPlan } from '../../core/reply/reply-plan.ts';
import type { Language } from '../../core/shared/language.ts';
import { base } from '../ui/shared-styles.ts';
import { microphoneProblem, word } from '../ui/words.ts';
import type { Dock } from '../ui/dock.ts';
import '../ui/asks.ts';
import '../ui/card.ts';
import '../ui/dock.ts';
import '../ui/say.ts';
import '../ui/stars.ts';
import '../ui/top-bar.ts';
import './call-panel.ts';
import './call-view.ts';
import './readiness.ts';
import './show-me.ts';
import type { CallPanel } from './call-panel.ts';
import { kioskStyles } from './kiosk.styles.ts';
import { readUrlOptions } from './url-options.ts';

/** After a visit with a call, and this long with nobody there, in ms. */
const RENEW_MS = 5_000;

/** The kiosk page: the stage with her on it, and the sheet with everything that is said. */
@customElement('yb-kiosk')
export class KioskPage extends LitElement {
  static override styles = [base, kioskStyles];

  @state() private value: KioskState | undefined;
  @state() private broken: FailureCode | undefined;
  @query('canvas') private canvas!: HTMLCanvasElement;
  @query('.sheet') private sheet!: HTMLElement;
  @query('yb-dock') private dock!: Dock | null;
  @query('yb-call-panel') private callPanel!: CallPanel | null;
  #kiosk: Kiosk | undefined;
  #trace: Trace = noTrace;
  #hadRoom = false;
  readonly #sheetWatch = new ResizeObserver(() => this.#frameHer());

  override async connectedCallback(): Promise<void> {
    super.connectedCallback();
    const { trace, body, microphone, presence, device, ...options } = readUrlOptions(location.search);
    if (device) keepDeviceKey(device);
    if (trace) this.#trace = createTrace(window);
    try {
      const pack = await loadTaughtPack();
      this.#kiosk = createKiosk({ pack, ...options, trace: this.#trace });
    } catch (error) {
      this.broken = asFailure(error, 'load-failed').code;
      return;
    }
    const kiosk = this.#kiosk;
    // The embedding page, or a presence sensor, may end a visit.
    this.addEventListener('yb-leave', () => kiosk.send({ type: 'visitor/left' }));
    kiosk.store.subscribe((next) => this.#show(next));
    this.#show(kiosk.store.value);
    await this.updateComplete;
    this.#trace({ type: 'usable' });
    this.#sheetWatch.observe(this.sheet);
    this.#sheetWatch.observe(this);
    if (microphone) void kiosk.setMicrophone(true);
    if (presence) kiosk.setPresence(true);
    if (!body) return;
    kiosk.attachBody({
      canvas: this.canvas,
      onFirstFrame: () => {
        this.canvas.classList.add('seen');
        this.#trace({ type: 'first-frame' });
      },
    });
  }

  override disconnectedCallback(): void {
    this.#sheetWatch.disconnect();
    this.#kiosk?.[Symbol.dispose]();
    this.#kiosk = undefined;
    super.disconnectedCallback();
  }

  /** Names of everything of the last visitor that the page still holds; empty after a wipe. */
  leftovers(): string[] {
    const typed = (this.dock?.shadowRoot?.querySelector('input')?.value ?? '') !== '';
    return [...(this.#kiosk?.leftovers() ?? []), ...(typed ? ['typed'] : [])];
  }

  override render() {
    if (this.broken) return html`<main class="broken"><h1>暂时不能营业</h1><p>商店的资料没有读到（${this.broken}）。请店员运行 <code>npm run shop -- check</code>。</p><p lang="en">The shop's data could not be read (${this.broken}).</p></main>`;
    if (!this.value) return html`<div class="stage"></div><div class="sheet"></div>`;
    const { conversation, pack, microphone, call, eyes, isShowing } = this.value;
    const { language, phase } = conversation;
    const isWelcome = conversation.plan === undefined;
    const plan = conversation.plan ?? { ...greetingPlan(pack, language) };
    const isTalking = call.phase === 'talking';
    const shown = isTalking && call.shown ? pack.products.find(({ id }) => id === call.shown) : undefined;
    const isBusy = phase === 'speaking' || phase === 'thinking' || phase === 'asking';
    return html`
      <main data-phase=${phase} data-call=${call.phase} class=${isTalking ? (call.isPuppet ? 'in-call played' : 'in-call') : ''} @yb-call-agree=${this.#onAgree} @yb-call-decline=${() => this.#kiosk?.handOver.decline()} @yb-call-end=${() => this.#kiosk?.handOver.hangUp()} @yb-call-rate=${this.#onRate} @yb-call-back=${this.#onCallBack} @yb-call-rather-back=${() => this.#kiosk?.handOver.ratherCallBack()}
        @yb-call-mute=${this.#onMute} @yb-call-camera=${this.#onCamera} @yb-call-video=${this.#onVideo} @yb-call-captions=${(event: CustomEvent<{ on: boolean }>) => this.#kiosk?.setCaptions(event.detail.on)} @yb-call-unlock=${() => this.#kiosk?.handOver.unlock()} @yb-call-photo=${this.#onPhoto} @yb-call-picture-seen=${() => this.#kiosk?.handOver.closePicture()} @pointerdown=${this.#onTouch} @keydown=${this.#onKey} @yb-ask=${this.#onAsk} @yb-show-me=${() => this.#kiosk?.setShowing(true)} @yb-microphone=${this.#onMicrophone} @yb-stop=${() => this.#send('visitor/stopped')} @yb-touch=${this.#onTouch} @yb-language=${this.#onLanguage}>
        <div class="stage" @click=${this.#onHer}><canvas aria-label=${pack.clerk[language]} role="img"></canvas></div>
        ${isTalking ? html`<yb-call-view ?played=${call.isPuppet} .call=${call} .captions=${language === 'zh' && this.value.parts['ears-zh'].state === 'ready' ? this.value.captions : undefined} .language=${language}></yb-call-view>` : nothing}
        ${isShowing && !isTalking ? html`<yb-show-me .eyes=${eyes} .language=${language} .notice=${pack.texts.cameraNotice?.[language] ?? ''} @yb-eyes-shoot=${(event: CustomEvent<{ at?: Place }>) => this.#kiosk?.look(event.detail.at)} @yb-eyes-photo=${(event: CustomEvent<{ file: File }>) => this.#kiosk?.look(event.detail.file)} @yb-eyes-close=${() => this.#kiosk?.setShowing(false)}></yb-show-me>` : nothing}
        <yb-top-bar .name=${pack.name} .language=${language} ?call=${isTalking} .sensor=${this.value.sensor} @yb-presence=${(event: CustomEvent<{ on: boolean }>) => this.#kiosk?.setPresence(event.detail.on)}></yb-top-bar>
        <section class="sheet">
          ${this.#heardLine()}
          <div class="answer">
            ${call.phase === 'none' || isTalking ? nothing : html`<yb-call-panel .call=${call} .language=${language} .photo=${eyes.shown}></yb-call-panel>`}
            ${isTalking ? this.#chat() : isShowing ? nothing : this.#reply(plan, isWelcome)}
          </div>
          ${shown ? html`<yb-card .card=${{ kind: 'product', product: shown }} .pack=${pack} .language=${language}></yb-card>` : nothing}
          <yb-readiness .parts=${this.value.parts} .language=${language}></yb-readiness>
          ${this.#microphoneNote(language)}${this.#sensorNote(language)}
          <yb-dock .language=${language} .microphone=${microphone === 'off' || microphone === 'opening' || microphone === 'on' ? microphone : 'problem'} .busy=${isBusy} .camera=${!isTalking && !isShowing} .level=${this.#kiosk?.microphoneLevel} .placeholder=${this.#placeholder()}></yb-dock>
          <p class="label">${word(isTalking ? 'callLabel' : 'aiLabel', language)}</p>
        </section>
      </main>`;
  }

  /** Her answer: words, card, and what to say next. */
  #reply(plan: ReplyPlan, isWelcome: boolean) {
    const { conversation, pack } = this.value!;
    return html`<yb-say .text=${plan.text} .language=${plan.language} .phrase=${isWelcome ? Infinity : conversation.phrase}></yb-say>
      ${plan.ends && !plan.acts.includes('rated') && pack.texts.rating ? html`<div class="rating"><p>${pack.texts.rating[plan.language]}</p><yb-stars .language=${plan.language} @yb-stars=${(event: CustomEvent<{ stars: number }>) => this.#kiosk?.rate(event.detail.stars)}></yb-stars></div>` : nothing}
      ${plan.card ? html`<yb-card .card=${plan.card} .pack=${pack} .language=${plan.language}></yb-card>` : nothing}
      <yb-asks .suggestions=${plan.card?.kind === 'symptoms' ? [] : plan.suggestions} ?welcome=${isWelcome}></yb-asks>`;
  }

  /** What was written in the call. */
  #chat() {
    const { conversation: { phase, plan, phrase } } = this.value!;
    return html`${phase === 'speaking' && plan ? html`<yb-say .text=${plan.text} .language=${plan.language} .phrase=${phrase}></yb-say>` : nothing}<div class="chat" role="log">${this.value!.call.chat.map(({ who, text }) => html`<p class=${who}>${text}</p>`)}</div>`;
  }

  #heardLine() {
    const { conversation } = this.value!;
    const { heard, heardBy, phase, language } = conversation;
    if (phase === 'hearing' && heard === '') return html`<div class="heard live"><i></i>${word('hearingYou', language)}</div>`;
    if (heard === '') return nothing;
    const text = language === 'zh' ? `${word('youSaid', language)}：“${heard}”` : `${word('youSaid', language)}: "${heard}"`;
    return html`<div class="heard ${phase === 'hearing' ? 'live' : ''}" data-heard-by=${heardBy}><i></i><span>${text}</span></div>`;
  }

  #microphoneNote(language: Language) {
    const { microphone } = this.value!;
    if (microphone === 'off' || microphone === 'opening' || microphone === 'on') return nothing;
    return html`<p class="note" role="status">${microphoneProblem(microphone, language)}</p>`;
  }

  /** For the shop's staff: she works without it. */
  #sensorNote(language: Language) {
    const { sensor, sensorTrouble, eyes } = this.value!;
    const trouble = sensorTrouble ?? (eyes.isMirrored ? 'mirrored' : undefined);
    if (trouble) return html`<p class="note" role="status">${word(trouble === 'dark' ? 'sensorDark' : trouble, language)}</p>`;
    return sensor === 'off' || sensor === 'opening' || sensor === 'on' ? nothing : html`<p class="note" role="status">${word('presenceGone', language)} (${sensor})</p>`;
  }

  #placeholder(): string {
    const { microphone, conversation } = this.value!;
    const { language, phase } = conversation;
    if (phase === 'thinking') return word('thinking', language);
    if (microphone !== 'on') return word('type', language);
    const ears = earsOf(this.value!);
    if (ears.length === 0) return word('type', language);
    if (ears.length === 2) return word('listening', language);
    return word(ears[0] === 'en' ? 'listeningEnglish' : 'listeningMandarin', language);
  }

  #show(next: KioskState): void {
    const before = this.value?.conversation;
    this.value = next;
    const { conversation } = next;
    document.documentElement.lang = conversation.language;
    // A room may be entered as soon as the visitor is asked.
    if (next.call.phase !== 'none') this.#hadRoom = true;
    if (!before || before.phase === 'welcome' || conversation.phase !== 'welcome') return;
    this.dock?.clear();
    if (this.#hadRoom) setTimeout(() => this.#renew(), RENEW_MS);
  }

  /**
   * NOTICE: livekit-client 2.23.0 never frees a room (livekit/client-sdk-js issue 2008); a page that had one is loaded anew when nobody is there. To be
   * removed when that is mended.
   */
  #renew(): void {
    if (this.value?.conversation.phase === 'welcome') location.reload();
  }

  /** Words never lie on the figure: she is framed above the sheet, or beside it where the window is wide. */
  #frameHer(): void {
    if (!this.#kiosk || !this.canvas || !this.sheet) return;
    const stage = this.canvas.getBoundingClientRect();
    const sheet = this.sheet.getBoundingClientRect();
    const isBeside = sheet.left >= stage.right - 1;
    this.style.setProperty('--above', `${sheet.top - this.getBoundingClientRect().top}px`);
    this.#kiosk.setVisibleShare(isBeside ? 1 : (sheet.top - stage.top) / Math.max(1, stage.height));
  }

  #send(type: 'visitor/touched' | 'visitor/stopped' | 'visitor/greeted'): void {
    this.#kiosk?.send({ type, atMs: this.#kiosk.now() });
  }

  #onTouch(): void {
    this.#kiosk?.unlockSound();
    this.#send('visitor/touched');
  }

  #onKey(event: KeyboardEvent): void {
    this.#onTouch();
    if (event.key === 'Escape') this.#send('visitor/stopped');
  }

  /** A tap on her: she stops speaking, or says hello. */
  #onHer(): void {
    const phase = this.value?.conversation.phase;
    if (phase === 'speaking' || phase === 'thinking') this.#send('visitor/stopped');
    else if (this.value?.conversation.plan === undefined) this.#send('visitor/greeted');
  }

  #onAsk(event: CustomEvent<{ text: string }>): void {
    this.#kiosk?.unlockSound();
    this.#kiosk?.send({ type: 'visitor/asked', atMs: this.#kiosk.now(), text: event.detail.text });
  }

  #onMicrophone(event: CustomEvent<{ on: boolean }>): void {
    this.#kiosk?.unlockSound();
    void this.#kiosk?.setMicrophone(event.detail.on);
  }

  #onAgree(event: CustomEvent<{ camera: boolean; photo: boolean }>): void {
    this.#kiosk?.unlockSound();
    const { shown } = this.value!.eyes;
    void this.#kiosk?.handOver.agree(event.detail.camera, event.detail.photo && shown ? [shown] : []);
  }

  #onRate(event: CustomEvent<{ stars: number; word: string }>): void {
    void this.#kiosk?.handOver.rate(event.detail.stars, event.detail.word);
  }

  async #onCallBack(event: CustomEvent<{ name: string; phone: string }>): Promise<void> {
    if (!(await this.#kiosk?.handOver.leaveNumber(event.detail.name, event.detail.phone))) this.callPanel?.refuse();
  }

  #onMute(event: CustomEvent<{ on: boolean }>): void {
    void this.#kiosk?.handOver.setMuted(event.detail.on);
  }

  #onCamera(event: CustomEvent<{ on: boolean }>): void {
    void this.#kiosk?.handOver.setCamera(event.detail.on);
  }

  #onVideo(event: CustomEvent<{ element: HTMLVideoElement; whose: string }>): void {
    this.#kiosk?.handOver.show(event.detail.element, event.detail.whose);
  }

  #onPhoto(event: CustomEvent<{ url?: string }>): void {
    if (event.detail.url) this.#kiosk?.handOver.sendPhoto(event.detail.url);
    else this.#kiosk?.handOver.refusePhoto();
  }

  #onLanguage(event: CustomEvent<{ language: Language }>): void {
    this.#kiosk?.send({ type: 'language/chosen', atMs: this.#kiosk.now(), language: event.detail.language });
  }
}

declare global {
  interface HTMLElementTagNameMap { 'yb-kiosk': KioskPage }
}
