import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Language } from '../../core/shared/language.ts';
import type { Watched } from '../../app/kiosk-state.ts';
import { icon } from './icon.ts';
import { base } from './shared-styles.ts';
import { word } from './words.ts';
import { fire } from './fire.ts';

export type MicrophoneButton = 'off' | 'opening' | 'on' | 'problem';

/**
 * Where the visitor speaks and types. Fires `yb-ask` {text}, `yb-microphone` {on}, `yb-stop`, `yb-show-me`, `yb-touch` (any key).
 */
@customElement('yb-dock')
export class Dock extends LitElement {
  static override styles = [base, css`
    form { display: grid; grid-template-columns: var(--target) 1fr var(--mic); gap: var(--gap); align-items: center; }
    .round { width: var(--target); height: var(--target); border-radius: 50%; background: var(--card); border: 1px solid var(--line); display: grid; place-items: center; font-size: calc(var(--target) * 0.44); color: var(--ink); }
    .field { position: relative; min-width: 0; }
    input { width: 100%; height: var(--target); border-radius: calc(var(--target) / 2); border: 1px solid var(--line); background: var(--card); padding: 0 calc(var(--target) * 0.4); font: 500 var(--text) var(--sans); color: var(--ink); text-overflow: ellipsis; }
    input.filled { padding-inline-end: calc(var(--target) * 1.02); }
    input::placeholder { color: var(--ink-pale); opacity: 1; }
    .send { position: absolute; inset-inline-end: calc(var(--target) * 0.09); top: calc(var(--target) * 0.09); width: calc(var(--target) * 0.82); height: calc(var(--target) * 0.82); border-radius: 50%; background: var(--brand); color: var(--on-brand); display: grid; place-items: center; font-size: calc(var(--target) * 0.4); }
    .look { background: var(--brand-tint); color: var(--brand-deep); }
    .mic { position: relative; width: var(--mic); height: var(--mic); border-radius: 50%; background: var(--brand); color: var(--on-brand); display: grid; place-items: center; font-size: calc(var(--mic) * 0.46); box-shadow: 0 14px 34px #1b7f6855; transition: background var(--slow-in); }
    .mic.off { background: var(--card); color: var(--brand); box-shadow: inset 0 0 0 3px var(--brand), 0 10px 26px #17312c1c; }
    .mic.problem { background: var(--card); color: var(--alert); box-shadow: inset 0 0 0 3px var(--alert); }
    .mic.opening { opacity: 0.65; }
    .mic.on::before, .mic.on::after { content: ''; position: absolute; inset: 0; border-radius: 50%; border: calc(var(--mic) * 0.055) solid #1b7f6840; transform: scale(calc(1.12 + var(--level, 0) * 0.28)); pointer-events: none; }
    .mic.on::after { border-color: #1b7f681f; transform: scale(calc(1.22 + var(--level, 0) * 0.75)); }
  `];

  @property() language: Language = 'zh';
  @property() microphone: MicrophoneButton = 'off';
  @property() placeholder = '';
  /** True while she speaks or thinks: then the left button stops her. */
  @property({ type: Boolean }) busy = false;
  /** Something may be shown to her. */
  @property({ type: Boolean }) camera = false;
  @property({ attribute: false }) level: Watched<number> | undefined;
  @property({ state: true, type: String }) private text = '';
  @query('input') private input!: HTMLInputElement;
  @query('.mic') private micButton!: HTMLButtonElement;
  #stopWatching: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // Thirty times a second: straight to the style, past the rendering.
    this.#stopWatching = this.level?.subscribe((value) => this.micButton?.style.setProperty('--level', Math.min(1, Math.sqrt(value) * 2.2).toFixed(3)));
  }

  override disconnectedCallback(): void {
    this.#stopWatching?.();
    super.disconnectedCallback();
  }

  override render() {
    const { language, microphone } = this;
    const isOn = microphone === 'on' || microphone === 'opening';
    return html`<form @submit=${this.#submit} autocomplete="off">
      ${this.busy
        ? html`<button class="round" type="button" aria-label=${word('stop', language)} @click=${() => fire(this, 'yb-stop')}>${icon('stop')}</button>`
        : html`<button class="round" type="button" aria-label=${word('person', language)} @click=${() => fire(this, 'yb-ask', { text: word('person', language) })}>${icon('person')}</button>`}
      <div class="field">
        <input class=${this.text || this.camera ? 'filled' : ''} .value=${this.text} placeholder=${this.placeholder} aria-label=${word('type', language)} enterkeyhint="send" maxlength="20000" @input=${this.#onInput} @keydown=${() => fire(this, 'yb-touch')}>
        ${this.text ? html`<button class="send" aria-label=${word('send', language)}>${icon('send')}</button>`
          : this.camera ? html`<button class="send look" type="button" aria-label=${word('showMe', language)} title=${word('showMe', language)} @click=${() => fire(this, 'yb-show-me')}>${icon('camera')}</button>` : nothing}
      </div>
      <button class="mic ${microphone}" type="button" aria-pressed=${isOn} aria-label=${word(isOn ? 'micOff' : 'micOn', language)} title=${word(isOn ? 'micOff' : 'micOn', language)} @click=${() => fire(this, 'yb-microphone', { on: !isOn })}>${icon('mic')}</button>
    </form>`;
  }

  /** Empties the field: nothing of a visitor stays. */
  clear(): void {
    this.text = '';
    if (this.input) this.input.value = '';
  }

  #onInput(event: InputEvent): void {
    this.text = (event.target as HTMLInputElement).value;
  }

  #submit(event: Event): void {
    event.preventDefault();
    const text = this.text.trim();
    if (text === '') return;
    this.clear();
    fire(this, 'yb-ask', { text });
  }
}

declare global {
  interface HTMLElementTagNameMap { 'yb-dock': Dock }
}
