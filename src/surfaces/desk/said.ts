import { html, nothing, type TemplateResult } from 'lit';
import { intentNames } from '../../app/intent-names.ts';
import type { CallContext, Turn } from '../../core/handover/messages.ts';
import type { ShopPack } from '../../core/knowledge/shop-pack.ts';
import type { Language } from '../../core/shared/language.ts';
import { deskWord } from './desk-words.ts';

/** What was said, turn by turn, with what it was taken for. */
export function turnsView(turns: readonly Turn[], language: Language): TemplateResult {
  return html`<div class="turns" role="log">${turns.map(({ who, text, intent, confidence }) => html`<div class="turn ${who}"><small>${deskWord(who, language)}${intent ? ` · ${intentNames[intent]?.[language] ?? intent} ${Math.round((confidence ?? 0) * 100)} %` : nothing}</small>${text}</div>`)}</div>`;
}

/** All that the visitor agreed to pass on. */
export function contextView({ summary, turns, products, tried, photos }: CallContext, pack: ShopPack | undefined, language: Language): TemplateResult {
  const named = products.flatMap((id) => pack?.products.find((product) => product.id === id) ?? []);
  return html`<div class="summary" data-summary>${summary}</div>
    ${named.length > 0 ? html`<h2>${deskWord('products', language)}</h2>${named.map(({ name, price }) => html`<div class="product"><span>${name[language]}</span><span>${pack!.currency}${price}</span></div>`)}` : nothing}
    ${photos.length > 0 ? html`<h2>${deskWord('photos', language)}</h2><div class="photos">${photos.map((url) => html`<img src=${url} alt="">`)}</div>` : nothing}
    ${tried.length > 0 ? html`<h2>${deskWord('tried', language)}</h2><div class="meta">${tried.map((intent) => html`<span class="tag">${intentNames[intent]?.[language] ?? intent}</span>`)}</div>` : nothing}
    <h2 style="margin-top: 12px">${deskWord('saidBefore', language)}</h2>${turnsView(turns, language)}`;
}
