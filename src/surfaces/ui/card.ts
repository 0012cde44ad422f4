import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { colorName, placeOf, tintOf } from '../../core/knowledge/catalogue.ts';
import type { Product, ShopPack } from '../../core/knowledge/shop-pack.ts';
import { money } from '../../core/reply/fill.ts';
import type { Card as CardData } from '../../core/reply/reply-plan.ts';
import { capital } from '../../core/shared/capital.ts';
import type { Language } from '../../core/shared/language.ts';
import { floorMap } from './floor-map.ts';
import { icon } from './icon.ts';
import { productPicture } from './product-picture.ts';
import { qrCode } from './qr-code.ts';
import { base } from './shared-styles.ts';
import { symptomPicture } from './symptom-picture.ts';
import { word } from './words.ts';
import { fire } from './fire.ts';

/** One picture, one number that matters, three facts. Choices may be tapped: `yb-ask` {text}. */
@customElement('yb-card')
export class Card extends LitElement {
  static override styles = [base, css`
    article { background: var(--card); border-radius: var(--r-l); box-shadow: var(--shadow); padding: calc(var(--gap) * 1.55); animation: rise var(--slow-in) both; }
    @keyframes rise { from { opacity: 0; transform: translateY(18px); } }
    .product { display: grid; grid-template-columns: minmax(88px, 29%) 1fr; gap: calc(var(--gap) * 1.55); align-items: center; }
    article { container-type: inline-size; }
    .qr { display: none; text-align: center; font-size: var(--small); color: var(--ink-soft); }
    .qr svg { display: block; width: 100%; border-radius: var(--r-s); }
    @container (min-width: 640px) { .product:has(.qr) { grid-template-columns: 27% 1fr 17%; } .qr { display: block; } }
    .pic { aspect-ratio: 1; border-radius: var(--r-m); background: radial-gradient(circle at 50% 35%, #fff, #e7efe9 72%); display: grid; place-items: center; }
    .pic svg { width: 76%; height: 76%; }
    h2 { font-size: calc(var(--text) * 1.22); line-height: 1.25; }
    p { font-size: var(--note); color: var(--ink-soft); margin-top: 0.25em; line-height: 1.4; }
    .price { font-size: calc(var(--say) * 1.12); font-weight: 800; margin: 0.18em 0 0.16em; color: var(--ink); font-variant-numeric: tabular-nums; line-height: 1.1; }
    s { font-size: 0.45em; color: var(--ink-soft); font-weight: 500; margin-inline-start: 0.5em; }
    .facts { display: flex; flex-wrap: wrap; gap: 0.5em; font-size: var(--small); }
    .tag { font-weight: 600; padding: 0.38em 0.75em; border-radius: var(--r-s); background: var(--brand-tint); color: var(--brand-deep); white-space: nowrap; }
    .tag.warm { background: var(--warm-tint); color: var(--warm-ink); }
    .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(0, 1fr)); grid-auto-flow: column; gap: calc(var(--gap) * 1.3); }
    .columns .pic { height: clamp(72px, 12vw, 132px); width: 100%; aspect-ratio: auto; }
    .columns .pic svg { height: 86%; }
    .columns h2 { margin-top: 0.5em; font-size: var(--text); }
    .columns .price { font-size: calc(var(--text) * 1.45); }
    .choices button { text-align: start; padding: calc(var(--gap) * 0.7); border: 1px solid var(--line); border-radius: var(--r-m); background: var(--sheet); }
    .choices button:active { background: var(--brand-tint); }
    .choices ul { display: none; }
    ul { list-style: none; padding: 0; display: grid; gap: 0.45em; font-size: var(--note); color: var(--ink-soft); }
    .offers { display: grid; gap: calc(var(--gap) * 0.9); }
    .offers li { display: flex; gap: 0.7em; align-items: center; color: var(--ink); font-size: var(--text); font-weight: 600; }
    .offers li small { display: block; font-size: var(--note); font-weight: 500; color: var(--ink-soft); }
    .offers svg { font-size: 1.5em; color: var(--warm-ink); background: var(--warm-tint); padding: 0.22em; border-radius: var(--r-s); }
    .where { display: grid; grid-template-columns: 1fr auto; align-items: baseline; gap: 0 1em; }
    .plan { grid-column: 1 / -1; width: 100%; max-height: 24vh; margin-top: calc(var(--gap) * 0.6); }
    .plan .room { fill: #f4f6f1; stroke: #dfe5dc; stroke-width: 0.5; }
    .plan .shelf rect { fill: #dfe8e0; }
    .plan .place rect, .plan .lift rect, .plan .door rect { fill: #fff; stroke: #cfd8d0; stroke-width: 0.4; }
    .plan .goal rect { fill: var(--brand); }
    .plan text { font-size: 2.8px; fill: var(--ink-soft); text-anchor: middle; dominant-baseline: central; font-weight: 600; }
    .plan .aisle { font-size: 4.2px; font-weight: 700; }
    .plan .goal text { fill: #fff; }
    .plan .way { fill: none; stroke: var(--warm-ink); stroke-width: 1.1; stroke-linecap: round; stroke-linejoin: round; stroke-dasharray: 0.1 2.4; animation: walk 1.4s linear infinite; }
    .plan .here { fill: var(--warm-ink); }
    .plan .halo { fill: var(--warm-tint); }
    .plan > .label { text-anchor: start; }
    @keyframes walk { to { stroke-dashoffset: -5; } }
    @media (prefers-reduced-motion: reduce) { .plan .way { animation: none; } }
    .symptoms { display: grid; grid-template-columns: repeat(auto-fit, minmax(max(6.6em, 22%), 1fr)); gap: calc(var(--gap) * 0.8); font-size: var(--note); }
    .symptoms button { display: grid; gap: 0.4em; align-content: start; padding: calc(var(--gap) * 0.6); border: 1px solid var(--line); border-radius: var(--r-m); background: var(--sheet); font-size: var(--note); font-weight: 600; line-height: 1.25; text-align: center; min-height: var(--target); }
    .symptoms button:active { background: var(--brand-tint); }
    .symptom { position: relative; aspect-ratio: 1.25; }
    .symptoms .symptom svg { height: 80%; }
    .symptom b { position: absolute; inset: auto 4% 4% auto; display: grid; place-items: center; border: 3px solid var(--card); box-shadow: var(--shadow); }
    .symptom .sign { width: 36%; aspect-ratio: 1; border-radius: 50%; background: var(--warm-tint); color: var(--warm-ink); }
    .symptom .sign svg { width: 66%; height: 66%; }
    .symptom .code { padding: 0.1em 0.5em; border-radius: 0.3em; background: #17251f; color: #ff8d6b; font-family: ui-monospace, monospace; font-size: calc(var(--text) * 1.1); letter-spacing: 0.06em; }
    .mend { display: grid; grid-template-columns: minmax(84px, 24%) 1fr; gap: calc(var(--gap) * 1.4); align-items: start; }
    .steps { list-style: none; padding: 0; display: grid; gap: calc(var(--gap) * 0.8); }
    .steps li { display: flex; gap: 0.8em; align-items: flex-start; font-size: var(--text); line-height: 1.4; color: var(--ink-soft); }
    .steps b { flex: none; width: 1.9em; height: 1.9em; border-radius: 50%; display: grid; place-items: center; font-size: var(--note); background: var(--brand-tint); color: var(--brand-deep); }
    .steps .now { color: var(--ink); font-weight: 600; }
    .steps .now b { background: var(--brand); color: #fff; }
    .steps .done { opacity: 0.6; text-decoration: line-through; }
    dl { display: grid; gap: calc(var(--gap) * 0.7); margin: 0; }
    dl div { display: flex; justify-content: space-between; gap: 1em; font-size: var(--text); }
    dt { color: var(--ink-soft); }
    dd { margin: 0; font-weight: 700; font-variant-numeric: tabular-nums; text-align: end; }
    .desk { display: grid; gap: calc(var(--gap) * 0.8); }
    .desk div { display: flex; align-items: center; gap: 0.8em; font-size: calc(var(--text) * 1.12); font-weight: 700; }
    .desk svg { color: var(--brand); font-size: 1.3em; }
    .desk span small { display: block; font-size: var(--small); font-weight: 500; color: var(--ink-soft); }
    .desk .number { font-variant-numeric: tabular-nums; letter-spacing: 0.01em; }
  `];

  @property({ attribute: false }) card: CardData | undefined;
  @property({ attribute: false }) pack: ShopPack | undefined;
  @property() language: Language = 'zh';

  override render() {
    const { card, pack } = this;
    if (!card || !pack) return nothing;
    return html`<article data-card=${card.kind}>${this.#body(card, pack)}</article>`;
  }

  #body(card: CardData, pack: ShopPack): TemplateResult {
    const { language } = this;
    switch (card.kind) {
      case 'product': return this.#product(card.product, pack);
      case 'compare': return html`<div class="columns">${card.products.map((product) => this.#column(product, pack))}</div>`;
      case 'family': return html`<div class="columns">${card.products.map((product) => this.#column(product, pack))}</div>`;
      case 'choices': return html`<div class="columns choices">${card.products.map((product) => html`<button @click=${() => this.#ask(product.name[language])}>${this.#column(product, pack)}</button>`)}</div>`;
      case 'promotions': return html`<ul class="offers">${card.promotions.map((promotion) => html`<li>${icon('tag')}<span>${promotion.title[language]}<small>${promotion.detail[language]}</small></span></li>`)}</ul>`;
      case 'desk': return html`<div class="desk">
        <div>${icon('pin')}<span>${card.place}<small>${word('desk', language)}</small></span></div>
        <div>${icon('phone')}<span class="number">${card.phone}<small>${word('phone', language)}</small></span></div>
        <div>${icon('clock')}<span class="number">${card.hours}<small>${word('hours', language)}</small></span></div>
      </div>`;
      case 'accessory': return html`<div class="desk">
        <h2>${card.accessory.name[language]}</h2>
        <div class="price">${money(card.accessory.price, pack)}</div>
        <div>${icon('pin')}<span>${placeOf(card.accessory, language)}<small>${word('stock', language)} ${card.accessory.stock} ${word('pieces', language)}</small></span></div>
        <div>${icon('tag')}<span>${card.fits.join(language === 'zh' ? '、' : ', ')}<small>${word('fits', language)}</small></span></div>
      </div>`;
      case 'map': return html`<div class="where"><h2>${card.title}</h2><p>${card.note}</p>${floorMap(pack.map, card.floor, card.target, language)}</div>`;
      case 'symptoms': return html`<div class="symptoms">${card.choices.map(({ fault, ask }) => html`<button @click=${() => this.#ask(ask)}>${symptomPicture(card.family.picture, card.tint, fault, language)}<span>${capital(fault.symptom[language])}</span></button>`)}</div>`;
      case 'steps': return html`<div class="mend">${symptomPicture(card.family.picture, tintOf(card.family.id, pack), card.fault, language)}<ol class="steps">${card.steps.map((step, i) => html`<li class=${i < card.at ? 'done' : i === card.at ? 'now' : 'later'}><b>${i + 1}</b><span>${step}</span></li>`)}</ol></div>`;
      case 'record': return html`<dl>${card.rows.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
      default: return card satisfies never;
    }
  }

  #ask(text: string): void {
    fire(this, 'yb-ask', { text });
  }

  #product(product: Product, pack: ShopPack): TemplateResult {
    const { language } = this;
    const offer = pack.promotions.find((promotion) => promotion.products.includes(product.id));
    return html`<div class="product">
      <div class="pic">${productPicture(product.picture, product.tint, product.name[language])}</div>
      <div>
        <h2>${product.name[language]}</h2>
        <p>${product.features[language].slice(0, 3).join(' · ')}</p>
        <div class="price">${money(product.price, pack)}${product.listPrice ? html`<s>${money(product.listPrice, pack)}</s>` : nothing}</div>
        <div class="facts">
          <span class="tag">${word('stock', language)} ${product.stock} ${word('pieces', language)}</span>
          <span class="tag">${placeOf(product, language)}</span>
          ${offer ? html`<span class="tag warm">${offer.title[language]}</span>` : html`<span class="tag">${product.colors.map((color) => colorName(color, language)).join(' / ')}</span>`}
        </div>
      </div>
      ${pack.productUrl ? html`<div class="qr">${qrCode(pack.productUrl.replace('{id}', product.id), word('takeAlong', language))}${word('takeAlong', language)}</div>` : nothing}
    </div>`;
  }

  #column(product: Product, pack: ShopPack): TemplateResult {
    const { language } = this;
    return html`<section>
      <div class="pic">${productPicture(product.picture, product.tint, product.name[language])}</div>
      <h2>${product.name[language]}</h2>
      <div class="price">${money(product.price, pack)}${product.listPrice ? html`<s>${money(product.listPrice, pack)}</s>` : nothing}</div>
      <ul>${product.features[language].slice(0, 3).map((feature) => html`<li>${feature}</li>`)}</ul>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'yb-card': Card }
}
