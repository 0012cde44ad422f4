import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Bilingual, Language } from '../../core/shared/language.ts';
import { icon } from './icon.ts';
import { base } from './shared-styles.ts';
import { word } from './words.ts';
import { fire } from './fire.ts';

/** The shop's name, what she is, and the language. Fires `yb-language` {language}, `yb-presence` {on}. */
@customElement('yb-top-bar')
export class TopBar extends LitElement {
  static override styles = [base, css`
    header { display: flex; align-items: center; justify-content: space-between; gap: var(--gap); padding: calc(var(--edge) * 0.8) var(--edge); }
    .shop { display: flex; align-items: center; gap: 0.6em; font-size: calc(var(--text) * 1.06); font-weight: 700; line-height: 1.2; min-width: 0; }
    .shop small { display: block; font-size: calc(var(--small) * 0.88); font-weight: 500; color: var(--ink-soft); letter-spacing: 0.04em; text-transform: uppercase; }
    .star { width: 2.05em; height: 2.05em; border-radius: 0.65em; background: var(--brand); display: grid; place-items: center; flex: none; }
    .star svg { width: 1.15em; height: 1.15em; }
    .row { display: flex; gap: 0.6em; align-items: center; flex: none; }
    .chip { display: inline-flex; align-items: center; min-height: calc(var(--target) * 0.54); padding: 0 1em; border-radius: 99px; background: #fffdf9d9; border: 1px solid var(--line); font-size: var(--small); font-weight: 500; color: var(--ink-soft); white-space: nowrap; }
    .sign { display: inline-flex; align-items: center; gap: 0.5em; min-height: max(48px, calc(var(--target) * 0.54)); padding: 0 1em; border-radius: 99px; background: #fffdf9d9; border: 1px solid var(--line); font-size: var(--small); font-weight: 600; color: var(--ink); }
    .sign i { width: 0.6em; height: 0.6em; border-radius: 50%; background: #d9483f; }
    @media (max-width: 760px) { .sign span { display: none; } }
    .languages { display: inline-flex; padding: 0; overflow: hidden; background: #fffdf9d9; border: 1px solid var(--line); border-radius: 99px; }
    .languages button { min-width: calc(var(--target) * 0.72); min-height: max(48px, calc(var(--target) * 0.62)); font-size: var(--small); font-weight: 700; border-radius: 99px; }
    .languages button[aria-pressed='true'] { background: var(--ink); color: #fff; }
    @media (max-width: 560px) { header { padding-top: 14px; } .chip { display: none; } }
  `];

  @property({ attribute: false }) name: Bilingual = { zh: '', en: '' };
  @property() language: Language = 'zh';
  /** A person is on the line. */
  @property({ type: Boolean }) call = false;
  /** Whether the camera looks for visitors; where it does, a sign says so, which is its switch. */
  @property() sensor = 'off';

  override render() {
    const { language } = this;
    return html`<header>
      <div class="shop"><span class="star"><svg viewBox="0 0 40 40" aria-hidden="true"><path fill="#fff" d="M20 2c2 11 7 16 18 18-11 2-16 7-18 18-2-11-7-16-18-18C13 18 18 13 20 2z"/></svg></span><div>${this.name[language]}<small>${this.name[language === 'zh' ? 'en' : 'zh']}</small></div></div>
      <div class="row">${this.sensor === 'on' || this.sensor === 'opening' ? html`<button class="sign" title=${word('presenceOff', language)} aria-label=${word('presenceOff', language)} @click=${() => fire(this, 'yb-presence', { on: false })}><i></i>${icon('camera')}<span>${word('presenceSign', language)}</span></button>` : nothing}<span class="chip">${word(this.call ? 'callLabel' : 'aiLabel', language)}</span>
        <div class="languages" role="group" aria-label=${word('language', language)}>
          ${(['zh', 'en'] as const).map((each) => html`<button aria-pressed=${each === language} lang=${each} @click=${() => this.#choose(each)}>${each === 'zh' ? '中' : 'EN'}</button>`)}
        </div></div>
    </header>`;
  }

  #choose(language: Language): void {
    fire(this, 'yb-language', { language });
  }
}

declare global {
  interface HTMLElementTagNameMap { 'yb-top-bar': TopBar }
}
