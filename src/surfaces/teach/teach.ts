import { html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { loadPack } from '../../app/load-pack.ts';
import { ENOUGH_PICTURES, LEAST_PICTURES, Teacher, type TeacherState } from '../../app/teacher.ts';
import type { Product } from '../../core/knowledge/shop-pack.ts';
import { asFailure, type FailureCode } from '../../core/shared/failure.ts';
import type { Language } from '../../core/shared/language.ts';
import { icon } from '../ui/icon.ts';
import { productPicture } from '../ui/product-picture.ts';
import { base } from '../ui/shared-styles.ts';
import { word } from '../ui/words.ts';
import { teachProblem, teachWord } from './teach-words.ts';
import { teachStyles } from './teach.styles.ts';

const MOST_FOUND = 24;

/** For the shop's staff: show a product from a few sides, and she knows it. */
@customElement('yb-teach')
export class TeachPage extends LitElement {
  static override styles = [base, teachStyles];

  @state() private value: TeacherState | undefined;
  @state() private language: Language = navigator.language.startsWith('zh') ? 'zh' : 'en';
  @state() private search = '';
  @state() private isNew = false;
  @state() private broken: FailureCode | undefined;
  #teacher: Teacher | undefined;

  override async connectedCallback(): Promise<void> {
    super.connectedCallback();
    const wanted = new URLSearchParams(location.search).get('lang');
    if (wanted === 'zh' || wanted === 'en') this.language = wanted;
    try {
      this.#teacher = new Teacher(await loadPack());
    } catch (error) {
      this.broken = asFailure(error, 'load-failed').code;
      return;
    }
    this.#teacher.store.subscribe((value) => { this.value = value; });
    this.value = this.#teacher.store.value;
    await this.#teacher.open();
  }

  override disconnectedCallback(): void {
    this.#teacher?.[Symbol.dispose]();
    super.disconnectedCallback();
  }

  override render() {
    const { value, language } = this;
    if (this.broken) return html`<p class="problem">${teachProblem(this.broken, language)}</p>`;
    if (!value) return nothing;
    document.documentElement.lang = language;
    return html`<header><h1>${this.#word('title')}<small>${value.pack.name[language]}</small></h1>
        <button lang=${language === 'zh' ? 'en' : 'zh'} @click=${() => { this.language = language === 'zh' ? 'en' : 'zh'; }}>${language === 'zh' ? 'EN' : '中'}</button>
        <a href="/">${this.#word('clerk')}</a></header>
      <main><section class=${value.isLooking ? 'view busy' : 'view'}>${this.#view(value)}</section>
        <section class="panel">
          ${value.problem ? html`<p class="problem" role="alert">${teachProblem(value.problem, language)}</p>` : nothing}
          ${value.step === 'which' ? this.#which(value) : value.step === 'show' ? this.#show(value) : this.#known(value)}
          ${this.#foot(value)}
        </section></main>`;
  }

  #view({ view, isLooking, step }: TeacherState) {
    const isOn = view.camera === 'on';
    return html`${isOn ? html`<video playsinline muted autoplay .srcObject=${live(view.stream ?? null)}></video><div class="frame"></div>` : view.camera === 'opening' || view.camera === 'off' ? nothing : html`<p role="alert">${this.#word('noCamera')}</p>`}
      <div class="top" role="status">${isOn ? html`<span><i></i>${this.#word('sign')}</span>` : nothing}${isLooking ? html`<span>${this.#word('working')}</span>` : view.hint ? html`<span class="warn">${word(view.hint, this.language)}</span>` : nothing}</div>
      <div class="bar">
        ${step === 'show' ? html`<button class="do main" ?disabled=${!isOn || isLooking} @click=${() => this.#teacher?.shoot()}>${icon('camera')}${this.#word('take')}</button>
          <label class="do">${icon('box')}${this.#word('photos')}<input type="file" accept="image/*" multiple @change=${this.#onPhotos}></label>` : nothing}
        ${step === 'known' ? html`<button class="do main" ?disabled=${!isOn || isLooking} @click=${() => this.#teacher?.tryIt()}>${icon('camera')}${this.#word('tryIt')}</button>` : nothing}
      </div>`;
  }

  #which({ pack, counts, newBarcode }: TeacherState) {
    const wanted = this.search.trim().toLowerCase();
    const found = pack.products.filter(({ id, name }) => [id, name.zh, name.en].some((text) => text.toLowerCase().includes(wanted))).slice(0, MOST_FOUND);
    return html`<h2>${this.#word('which')}</h2><p class="soft">${this.#word('scan')}</p>
      ${newBarcode || this.isNew ? this.#newForm(newBarcode) : html`<button class="do" @click=${() => { this.isNew = true; }}>${this.#word('newOne')}</button>`}
      <input class="search" type="search" placeholder=${this.#word('search')} aria-label=${this.#word('search')} .value=${this.search} @input=${(event: InputEvent) => { this.search = (event.target as HTMLInputElement).value; }}>
      <ul>${found.map((product) => this.#item(product, counts.get(product.id) ?? 0))}</ul>`;
  }

  #item(product: Product, count: number) {
    const { id, name, picture, tint } = product;
    return html`<li><button class="pick" data-product=${id} @click=${() => this.#teacher?.choose(id)}>${productPicture(picture, tint, name[this.language])}<span>${name[this.language]}<br>${count > 0 ? html`<small class="taught">${count} ${this.#word('pictures')}</small>` : html`<small>${id.toUpperCase()}</small>`}</span></button>
      ${count > 0 ? html`<button class="forget" @click=${() => this.#teacher?.forget(id)}>${this.#word('forget')}</button>` : nothing}</li>`;
  }

  #newForm(barcode: string) {
    const { language } = this;
    return html`<form @submit=${this.#onNew}>
      ${barcode ? html`<p class="wide"><b>${this.#word('newCode')}</b> ${barcode}</p>` : nothing}
      <label class="field">${this.#word(language === 'zh' ? 'nameZh' : 'nameEn')}<input name="own" required maxlength="60" autocomplete="off"></label>
      <label class="field">${this.#word(language === 'zh' ? 'nameEn' : 'nameZh')}<input name="other" maxlength="60" autocomplete="off"></label>
      <label class="field">${this.#word('price')}<input name="price" type="number" inputmode="decimal" min="0.01" step="0.01" required></label>
      <label class="field">${this.#word('family')}<select name="family">${this.value!.pack.families.map(({ id, name }) => html`<option value=${id}>${name[language]}</option>`)}</select></label>
      <button class="do main wide">${this.#word('goOn')}</button></form>`;
  }

  #show({ label, taken, isLooking, counts }: TeacherState) {
    const count = counts.get(label!.product) ?? 0;
    const missing = Math.max(0, ENOUGH_PICTURES - taken.length);
    return html`<h2>${this.#name(label!.product)}</h2><p>${this.#word('show')}</p><p class="soft">${this.#word('showHint')}</p>
      ${label!.barcode ? html`<p class="soft">${this.#word('barcode')} ${label!.barcode}</p>` : nothing}
      ${count > 0 ? html`<div class="row"><b>${count} ${this.#word('pictures')}</b><button class="do forget" ?disabled=${isLooking} @click=${() => this.#teacher?.forget(label!.product)}>${this.#word('forget')}</button></div>` : nothing}
      <div class="strip">${taken.map(({ key, learnt }) => html`<button aria-label=${this.#word('drop')} @click=${() => this.#teacher?.drop(key)}><img src=${learnt.thumbnail} alt=""><b>✕</b></button>`)}${Array.from({ length: missing }, () => html`<span class="none"></span>`)}</div>
      <div class="row"><button class="do main" ?disabled=${taken.length < LEAST_PICTURES || isLooking} @click=${() => this.#teacher?.save()}>${this.#word('save')}</button>
        ${taken.length < LEAST_PICTURES ? html`<span class="soft">${this.#word('more')}</span>` : nothing}<button class="do" @click=${this.#again}>${this.#word('start')}</button></div>`;
  }

  #known({ label, trial, pack, counts }: TeacherState) {
    const isFirst = !pack.hasGallery && counts.size < 2;
    return html`<h2>${this.#word('known')}</h2><p>${this.#name(label!.product)}</p><p class="soft">${this.#word(isFirst ? 'first' : 'tryHint')}</p>
      ${trial ? html`<div class="guess" role="status">${trial.byCode ? html`<b>${this.#word('byCode')}: ${this.#name(trial.byCode)}</b>` : trial.isKnown ? nothing : html`<b>${this.#word('notKnown')}</b>`}
        ${trial.candidates.map(({ product, probability }) => html`<span>${this.#name(product)} · ${Math.round(probability * 100)} %</span><div><i style="width:${Math.round(probability * 100)}%"></i></div>`)}</div>` : nothing}
      <div class="row"><button class="do main" @click=${this.#again}>${this.#word('another')}</button></div>`;
  }

  #foot({ counts }: TeacherState) {
    return html`<div class="foot row"><span class="soft">${counts.size > 0 ? this.#word('saved') : nothing}</span>
      ${counts.size > 0 ? html`<button class="do" @click=${this.#download}>${this.#word('download')}</button>` : nothing}
      <label class="do">${this.#word('upload')}<input type="file" accept=".bin" @change=${this.#onFile}></label></div>`;
  }

  #name(id: string): string {
    const { label, pack } = this.value!;
    return (pack.products.find((product) => product.id === id)?.name ?? label?.added?.name)?.[this.language] ?? id;
  }

  #word(key: Parameters<typeof teachWord>[0]): string {
    return teachWord(key, this.language);
  }

  readonly #again = () => {
    this.isNew = false;
    this.search = '';
    this.#teacher?.again();
  };

  readonly #onNew = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const own = String(form.get('own')).trim(), other = String(form.get('other')).trim() || own;
    if (own) this.#teacher?.add({ name: this.language === 'zh' ? { zh: own, en: other } : { zh: other, en: own }, price: Number(form.get('price')), family: String(form.get('family')) });
  };

  readonly #onPhotos = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    input.value = '';
    void this.#teacher?.addPhotos(files);
  };

  readonly #onFile = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (file) void this.#teacher?.take(file);
  };

  readonly #download = () => {
    const bytes = this.#teacher?.file();
    if (!bytes) return;
    const url = URL.createObjectURL(new Blob([bytes]));
    Object.assign(document.createElement('a'), { href: url, download: 'taught.bin' }).click();
    URL.revokeObjectURL(url);
  };
}

declare global {
  interface HTMLElementTagNameMap { 'yb-teach': TeachPage }
}
