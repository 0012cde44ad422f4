import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CallState } from '../../core/handover/call.ts';
import type { Language } from '../../core/shared/language.ts';
import { icon } from '../ui/icon.ts';
import { base } from '../ui/shared-styles.ts';
import '../ui/stars.ts';
import { callWord, causeWord, placeWord, waitWord } from './call-words.ts';
import { fire } from '../ui/fire.ts';

/**
 * What stands between the visitor and a person: the question whether it is agreed, the line, the form to be called back, the rating. Fires `yb-call-agree` {camera, photo},
 * `yb-call-decline`, `yb-call-end`, `yb-call-rate` {stars, word}, `yb-call-back` {name, phone}, `yb-call-rather-back`.
 */
@customElement('yb-call-panel')
export class CallPanel extends LitElement {
  static override styles = [base, css`
    section { display: grid; gap: calc(var(--gap) * 0.9); padding: calc(var(--edge) * 0.62); background: var(--card); border: 1px solid var(--line); border-radius: var(--r-l); box-shadow: var(--shadow); }
    h2 { font-size: calc(var(--text) * 1.22); line-height: 1.25; }
    p { font-size: var(--note); line-height: 1.5; color: var(--ink-soft); }
    .place { font-size: var(--say); font-weight: 700; color: var(--brand-deep); line-height: 1.1; }
    .row { display: flex; flex-wrap: wrap; gap: var(--gap); }
    .row > * { flex: 1 1 8em; }
    button.wide { display: inline-flex; align-items: center; justify-content: center; gap: 0.5em; min-height: var(--target); padding: 0 1.1em; border-radius: var(--r-m); font-size: var(--text); font-weight: 600; border: 1px solid var(--line); background: var(--card); }
    button.main { background: var(--brand); color: var(--on-brand); border-color: var(--brand); }
    button.end { color: var(--alert-ink); background: var(--alert-tint); border-color: transparent; }
    label.check { display: flex; align-items: center; gap: 0.7em; min-height: max(48px, calc(var(--target) * 0.62)); font-size: var(--text); }
    input[type='checkbox'] { width: 1.5em; height: 1.5em; font-size: var(--text); accent-color: var(--brand); }
    label.check img { height: max(48px, calc(var(--target) * 0.62)); border-radius: var(--r-s); margin-inline-start: auto; }
    input.text { width: 100%; min-height: var(--target); padding: 0 1em; border-radius: var(--r-m); border: 1px solid var(--line); font: 500 var(--text) var(--sans); color: var(--ink); background: var(--sheet); }
    .alert { color: var(--alert-ink); }
    .dots { display: inline-flex; gap: 0.3em; }
    /* They move once it takes long: a small machine has better to do until then. */
    .dots i { width: 0.5em; height: 0.5em; border-radius: 50%; background: var(--brand); animation: wait 1.2s ease-in-out 1s infinite alternate; }
    .dots i:nth-child(2) { animation-delay: 1.3s; } .dots i:nth-child(3) { animation-delay: 1.6s; }
    @keyframes wait { from { opacity: 0.25; } }
  `];

  @property({ attribute: false }) call!: CallState;
  @property() language: Language = 'zh';
  /** What the visitor showed her, as a data URL. */
  @property() photo: string | undefined;
  @state() private stars = 0;
  @state() private hasFailed = false;
  @query('#camera') private camera!: HTMLInputElement | null;
  @query('#photo') private photoToo!: HTMLInputElement | null;
  @query('#word') private word!: HTMLInputElement | null;
  @query('#name') private name!: HTMLInputElement | null;
  @query('#phone') private phone!: HTMLInputElement | null;

  override render() {
    const { language, call } = this;
    const word = (key: Parameters<typeof callWord>[0], values?: Parameters<typeof callWord>[2]) => callWord(key, language, values);
    switch (call.phase) {
      case 'asking':
        return html`<section role="dialog" aria-label=${word('askTitle')}>
          <h2>${word('askTitle')}</h2>
          <p>${word('shared')}</p>
          <label class="check"><input id="camera" type="checkbox">${word('camera')}</label>
          ${this.photo ? html`<label class="check"><input id="photo" type="checkbox">${word('sharePhoto')}<img src=${this.photo} alt=""></label>` : nothing}
          <div class="row">
            <button class="wide main" ?disabled=${!call.wait} @click=${() => fire(this, 'yb-call-agree', { camera: this.camera?.checked ?? false, photo: this.photoToo?.checked ?? false })}>${word('agree')}</button>
            <button class="wide" @click=${() => fire(this, 'yb-call-decline')}>${word('notNow')}</button>
          </div>
          ${call.wait ? html`<p>${waitWord(call, language)}</p>` : nothing}
        </section>`;
      case 'requesting':
      case 'connecting':
        return html`<section role="status"><h2>${call.phase === 'requesting' ? word('requesting') : word('connecting', { name: call.agent?.name[language] ?? word('someone') })} <span class="dots"><i></i><i></i><i></i></span></h2>
          <button class="wide end" @click=${() => fire(this, 'yb-call-end')}>${word('leaveLine')}</button></section>`;
      case 'waiting':
        return html`<section role="status">
          <div class="place">${placeWord(call, language)}</div>
          <p>${waitWord(call, language)}${call.link === 'weak' ? html` · ${word('weak')}` : nothing}</p>
          <div class="row"><button class="wide" @click=${() => fire(this, 'yb-call-rather-back')}>${icon('phone')}${word('callBack')}</button><button class="wide end" @click=${() => fire(this, 'yb-call-end')}>${word('leaveLine')}</button></div>
        </section>`;
      case 'rating':
        return html`<section role="dialog" aria-label=${word('rateTitle')}>
          <h2>${word('rateTitle')}</h2>
          <yb-stars .stars=${this.stars} .language=${language} @yb-stars=${this.#choose}></yb-stars>
          <input class="text" id="word" maxlength="200" placeholder=${word('rateWord')} aria-label=${word('rateWord')}>
          <div class="row">
            <button class="wide main" ?disabled=${this.stars === 0} @click=${() => this.#rate(this.stars)}>${word('rateSend')}</button>
            <button class="wide" @click=${() => this.#rate(0)}>${word('skip')}</button>
          </div>
        </section>`;
      case 'unavailable':
        return html`<section role="dialog" aria-label=${word('callBack')}>
          <h2>${causeWord(call.cause ?? 'down', language)}</h2>
          <p>${word('callBackNote')}</p>
          <div class="row"><input class="text" id="name" maxlength="60" autocomplete="off" placeholder=${word('name')} aria-label=${word('name')}><input class="text" id="phone" type="tel" maxlength="20" autocomplete="off" placeholder=${word('phone')} aria-label=${word('phone')}></div>
          ${this.hasFailed ? html`<p class="alert" role="alert">${word('callBackFailed')}</p>` : nothing}
          <div class="row">
            <button class="wide main" @click=${() => this.#callBack()}>${icon('phone')}${word('callBack')}</button>
            <button class="wide" @click=${() => fire(this, 'yb-call-decline')}>${word('goOn')}</button>
          </div>
        </section>`;
      default:
        return nothing;
    }
  }

  /** The number could not be left. */
  refuse(): void {
    this.hasFailed = true;
  }

  #choose(event: CustomEvent<{ stars: number }>): void {
    event.stopPropagation();
    this.stars = event.detail.stars;
  }

  #rate(stars: number): void {
    fire(this, 'yb-call-rate', { stars, word: this.word?.value ?? '' });
    this.stars = 0;
  }

  #callBack(): void {
    this.hasFailed = false;
    fire(this, 'yb-call-back', { name: this.name?.value.trim() ?? '', phone: this.phone?.value.trim() ?? '' });
  }
}

declare global {
  interface HTMLElementTagNameMap { 'yb-call-panel': CallPanel }
}
