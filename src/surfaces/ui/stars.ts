import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Language } from '../../core/shared/language.ts';
import { base } from './shared-styles.ts';
import { word } from './words.ts';
import { fire } from './fire.ts';

const STARS = [1, 2, 3, 4, 5] as const;

/** One to five stars. Fires `yb-stars` {stars}. */
@customElement('yb-stars')
export class Stars extends LitElement {
  static override styles = [base, css`
    :host { display: flex; gap: calc(var(--gap) * 0.6); }
    button { flex: 1; min-height: var(--target); font-size: calc(var(--target) * 0.5); line-height: 1; color: var(--ink-pale); border-radius: var(--r-m); background: var(--sheet); }
    button[aria-pressed='true'] { color: var(--warm); background: var(--warm-tint); }
  `];

  /** Those that shine, 0 to 5. */
  @property({ type: Number }) stars = 0;
  @property() language: Language = 'zh';

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'group';
  }

  override render() {
    return STARS.map((n) => html`<button aria-pressed=${n <= this.stars} aria-label=${`${n} ${word('stars', this.language)}`} @click=${() => this.#choose(n)}>★</button>`);
  }

  #choose(stars: number): void {
    fire(this, 'yb-stars', { stars });
  }
}

declare global {
  interface HTMLElementTagNameMap { 'yb-stars': Stars }
}
