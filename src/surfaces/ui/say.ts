import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Language } from '../../core/shared/language.ts';
import { toPhrases } from '../../core/speech-text/phrases.ts';
import { base } from './shared-styles.ts';

/** Her sentence: said words in ink, the phrase being said green and underlined, the rest pale. */
@customElement('yb-say')
export class Say extends LitElement {
  static override styles = [base, css`
    p { font-size: var(--say); line-height: 1.38; font-weight: 700; letter-spacing: 0.01em; text-wrap: balance; overflow-wrap: break-word; }
    p[lang='zh'] { word-break: keep-all; line-break: strict; }
    p.long { font-size: calc(var(--say) * 0.78); }
    p.very-long { font-size: calc(var(--say) * 0.64); }
    span { transition: color 160ms ease; }
    .now { color: var(--brand); background: linear-gradient(transparent 62%, var(--brand-wash) 62%); }
    .next { color: var(--ink-pale); }
  `];

  @property() text = '';
  @property() language: Language = 'zh';
  /** Index of the phrase that sounds; -1 before the first, Infinity when all is said. */
  @property({ type: Number }) phrase = Infinity;

  override render() {
    const phrases = toPhrases(this.text, this.language);
    const length = this.language === 'zh' ? this.text.length * 2 : this.text.length;
    const size = length > 170 ? 'very-long' : length > 90 ? 'long' : '';
    return keyed(this.text, html`<p lang=${this.language} class=${size} aria-live="polite">${phrases.map(({ text }, i) => html`<span class=${i < this.phrase ? 'done' : i === this.phrase ? 'now' : 'next'}>${this.language === 'zh' ? breakable(text) : text}</span>`)}</p>`);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('phrase') || changed.has('text')) this.renderRoot.querySelector('.now')?.scrollIntoView({ block: 'nearest' });
  }
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Chinese text that breaks between words only. */
function breakable(text: string) {
  const words = [...segmenter.segment(text)].map(({ segment }) => segment);
  return words.map((segment, i) => (i > 0 && /[\p{L}\p{N}]/u.test(segment) && /[\p{L}]/u.test(words[i - 1]!) ? html`<wbr>${segment}` : segment));
}

declare global {
  interface HTMLElementTagNameMap { 'yb-say': Say }
}
