import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PlannedSuggestion } from '../../core/reply/reply-plan.ts';
import { icon } from './icon.ts';
import { base } from './shared-styles.ts';
import { fire } from './fire.ts';

/** Sentences to tap. Fires `yb-ask` with `detail.text`. */
@customElement('yb-asks')
export class Asks extends LitElement {
  static override styles = [base, css`
    div { display: grid; grid-template-columns: 1fr 1fr; gap: calc(var(--gap) * 0.82); }
    div.row { grid-template-columns: repeat(auto-fit, minmax(min(9em, 100%), 1fr)); font-size: var(--text); }
    button { display: flex; align-items: center; gap: 0.7em; min-height: var(--target); padding: 0.7em 1em; text-align: start; font-size: var(--text); font-weight: 600; line-height: 1.25; background: var(--card); border: 1px solid var(--line); border-radius: var(--r-m); box-shadow: 0 1px 2px #17312c0a; transition: transform var(--quick-out), background var(--quick-out); }
    .row button { justify-content: center; text-align: center; }
    button:active { transform: scale(0.97); background: var(--brand-tint); }
    svg { font-size: 1.5em; color: var(--brand); }
    small { display: block; margin-top: 0.15em; font-size: var(--small); font-weight: 500; color: var(--ink-soft); }
  `];

  @property({ attribute: false }) suggestions: readonly PlannedSuggestion[] = [];
  /** The first screen shows icons and the other language, small. */
  @property({ type: Boolean }) welcome = false;

  override render() {
    const withIcons = this.suggestions.some((suggestion) => suggestion.icon);
    return html`<div class=${withIcons ? '' : 'row'} role="group">${this.suggestions.map((suggestion) => html`
      <button @click=${() => this.#ask(suggestion.text)}>
        ${suggestion.icon ? icon(suggestion.icon) : nothing}
        <span>${suggestion.text}${this.welcome && suggestion.other ? html`<small>${suggestion.other}</small>` : nothing}</span>
      </button>`)}</div>`;
  }

  #ask(text: string): void {
    fire(this, 'yb-ask', { text });
  }
}

declare global {
  interface HTMLElementTagNameMap { 'yb-asks': Asks }
}
