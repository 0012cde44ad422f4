import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { KioskState, Part } from '../../app/kiosk-state.ts';
import type { Language } from '../../core/shared/language.ts';
import { base } from '../ui/shared-styles.ts';
import { PART_NAMES, partProblem, word } from '../ui/words.ts';

/** What is still being prepared, with bytes, and what could not be; empty when all is well. */
@customElement('yb-readiness')
export class Readiness extends LitElement {
  static override styles = [base, css`
    :host { font-size: var(--small); color: var(--ink-soft); }
    div { display: grid; grid-template-columns: auto 1fr auto; gap: 0.8em; align-items: center; }
    .bar { height: 0.42em; border-radius: 99px; background: var(--brand-tint); overflow: hidden; }
    .bar b { display: block; height: 100%; background: var(--brand); border-radius: 99px; transition: width 200ms linear; }
    .bar b.unknown { width: 30%; animation: seek 1.2s ease-in-out infinite alternate; }
    @keyframes seek { to { transform: translateX(230%); } }
    .bytes { font-variant-numeric: tabular-nums; }
    p { line-height: 1.5; }
  `];

  @property({ attribute: false }) parts: KioskState['parts'] | undefined;
  @property() language: Language = 'zh';

  override render() {
    const entries = Object.entries(this.parts ?? {}) as [Part, KioskState['parts'][Part]][];
    const problems = entries.flatMap(([part, status]) => (status.state === 'failed' ? [partProblem(part, status.code, this.language)] : []));
    const loading = entries.find(([part, status]) => status.state === 'loading' && part !== 'mind');
    if (!loading && problems.length === 0) return nothing;
    return html`${loading ? this.#bar(...loading) : nothing}${problems.length ? html`<p role="status">${problems.join(this.language === 'zh' ? '；' : '; ')}</p>` : nothing}`;
  }

  #bar(part: Part, status: KioskState['parts'][Part]) {
    const progress = status.state === 'loading' ? status.progress : undefined;
    const isKnown = progress?.stage === 'download' && progress.totalBytes !== null;
    const share = isKnown ? Math.min(1, progress.loadedBytes / progress.totalBytes!) : 0;
    return html`<div><span>${word('preparing', this.language)}${this.language === 'zh' ? '' : ' '}${PART_NAMES[part]![this.language]}</span>
      <span class="bar"><b class=${isKnown ? '' : 'unknown'} style=${isKnown ? `width:${(share * 100).toFixed(1)}%` : ''}></b></span>
      <span class="bytes">${isKnown ? `${megabytes(progress.loadedBytes)} / ${megabytes(progress.totalBytes!)} MB` : ''}</span></div>`;
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

declare global {
  interface HTMLElementTagNameMap { 'yb-readiness': Readiness }
}
