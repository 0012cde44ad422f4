import type { ShopPack } from '../core/knowledge/shop-pack.ts';
import { withTaught, type Label } from '../core/knowledge/taught.ts';
import type { Candidate } from '../core/looks/lineup.ts';
import { asEan13, sightingOf } from '../core/looks/sighting.ts';
import { asFailure, type FailureCode } from '../core/shared/failure.ts';
import { createProductsEngine } from '../engines/vision/products/client.ts';
import type { Learnt, LookRequest, SeenProduct } from '../engines/vision/products/contract.ts';
import { decodeGallery, encodeGallery, mergeGalleries, type Gallery } from '../engines/vision/looks/gallery.ts';
import { Store } from '../runtime/store.ts';
import { systemClock } from '../runtime/system-clock.ts';
import { IMAGE_MODEL, productsSetup } from './eyes.ts';
import { Mirrors } from './mirrors.ts';
import { onlyFile } from './served-models.ts';
import { keepTaught, taughtGallery } from './taught-shelf.ts';
import { pictureOf, VIEW_SHUT, Viewfinder, type View } from './viewfinder.ts';

/** Fewer pictures of a product say too little of how it may look. */
export const LEAST_PICTURES = 3;
/** More are not asked for. */
export const ENOUGH_PICTURES = 5;

export interface Taken {
  readonly key: number;
  readonly learnt: Learnt;
}

export interface TeacherState {
  /** The shop's, and what was taught on this device. */
  readonly pack: ShopPack;
  readonly view: View;
  /** Which product is it; how does it look; it is known, and may be tried. */
  readonly step: 'which' | 'show' | 'known';
  /** Who is being taught. */
  readonly label: Label | undefined;
  /** A code that was read and is no product's. */
  readonly newBarcode: string;
  readonly taken: readonly Taken[];
  readonly isLooking: boolean;
  readonly problem: FailureCode | undefined;
  /** What she takes the thing for that is held up now, the likeliest first. */
  readonly trial: { readonly isKnown: boolean; readonly candidates: readonly Candidate[]; readonly byCode: string | undefined } | undefined;
  /** Pictures taught on this device, by product. */
  readonly counts: ReadonlyMap<string, number>;
}

const MOST_TRIED = 3;

/** Teaches her goods by showing them: no training, nothing leaves this device but as a file that staff take. */
export class Teacher implements Disposable {
  readonly store: Store<TeacherState>;
  readonly #shop: ShopPack;
  #products = this.#engine();
  readonly #view: Viewfinder;
  #taught: Gallery | undefined;
  #key = 0;
  #last: Promise<void> = Promise.resolve();

  constructor(shop: ShopPack) {
    this.#shop = shop;
    this.store = new Store<TeacherState>({ pack: shop, view: VIEW_SHUT, step: 'which', label: undefined, newBarcode: '', taken: [], isLooking: false, problem: undefined, trial: undefined, counts: new Map() });
    this.#view = new Viewfinder({
      // The engine is another one after each lesson.
      products: { load: (options) => this.#products.load(options), run: (request: LookRequest) => this.#products.run(request), [Symbol.dispose]: () => {} },
      clock: systemClock, mirrors: new Mirrors(), isBusy: () => this.store.value.isLooking, onScan: (seen) => this.#scanned(seen),
    });
    this.#view.store.subscribe((view) => this.#set({ view }));
  }

  async open(): Promise<void> {
    this.#remember(await taughtGallery(this.#shop.id));
    await this.#view.open();
  }

  /** @param id of a product of the pack */
  choose(id: string): void {
    const product = this.store.value.pack.products.find((candidate) => candidate.id === id)!;
    const added = this.#taught?.labels?.find((label) => label.product === id)?.added;
    this.#begin({ product: id, barcode: product.barcode || this.store.value.newBarcode, ...(added ? { added } : {}) });
  }

  /** A product that the pack does not have. */
  add(added: NonNullable<Label['added']>): void {
    const { newBarcode } = this.store.value;
    this.#begin({ product: `new-${newBarcode || Date.now().toString(36)}`, barcode: newBarcode, added });
  }

  /** Another product, from the beginning. */
  again(): void {
    this.#set({ step: 'which', label: undefined, newBarcode: '', taken: [], problem: undefined, trial: undefined });
  }

  /** One more picture of what is held up. */
  async shoot(): Promise<void> {
    await this.#learn(() => this.#view.shoot());
  }

  /** Photos from a file each. */
  async addPhotos(files: readonly Blob[]): Promise<void> {
    for (const file of files) await this.#learn(() => pictureOf(file));
  }

  drop(key: number): void {
    this.#set({ taken: this.store.value.taken.filter((each) => each.key !== key) });
  }

  /** What was shown is known from now on, on this device. */
  async save(): Promise<void> {
    const { label, taken } = this.store.value;
    if (!label || taken.length < LEAST_PICTURES) return;
    await this.#whole(async () => {
      const { sha256 } = await onlyFile(IMAGE_MODEL);
      const lesson: Gallery = { network: sha256, isCatalogue: false, labels: [label], pictures: taken.map(({ learnt: { look, thumbnail } }, i) => ({ product: label.product, thumbnail: i === 0 ? thumbnail : '', ...look })) };
      await this.#keep(this.#taught?.network === sha256 ? mergeGalleries(this.#taught, lesson) : lesson);
      this.#set({ step: 'known', taken: [] });
    });
  }

  /** What she takes the thing for that is held up. */
  async tryIt(): Promise<void> {
    await this.#whole(async () => {
      const { codes, recognition } = await this.#products.run({ picture: await this.#view.shoot(), purpose: 'look' });
      const byCode = this.#productOf(codes);
      this.#set({ trial: { byCode, isKnown: recognition?.isKnown ?? false, candidates: recognition?.candidates.slice(0, MOST_TRIED) ?? [] } });
    });
  }

  /** Forgets what was taught of a product on this device. */
  async forget(id: string): Promise<void> {
    const taught = this.#taught;
    if (!taught) return;
    await this.#whole(() => this.#keep({ ...taught, pictures: taught.pictures.filter(({ product }) => product !== id), labels: (taught.labels ?? []).filter(({ product }) => product !== id) }));
  }

  /** What was taught on this device, as a file for the shop's folder or for another device. */
  file(): Uint8Array<ArrayBuffer> | undefined {
    return this.#taught && encodeGallery(this.#taught);
  }

  /** What was taught on another device is known here too. */
  async take(file: Blob): Promise<void> {
    await this.#whole(async () => {
      const other = decodeGallery(new Uint8Array(await file.arrayBuffer()));
      await this.#keep(this.#taught ? mergeGalleries(this.#taught, other) : other);
    }, 'invalid-input');
  }

  [Symbol.dispose](): void {
    this.#view[Symbol.dispose]();
    this.#products[Symbol.dispose]();
  }

  #engine() {
    return createProductsEngine({ setup: () => productsSetup(this.#shop) });
  }

  #begin(label: Label): void {
    this.#set({ step: 'show', label, taken: [], problem: undefined, trial: undefined });
  }

  async #learn(take: () => Promise<ImageBitmap>): Promise<void> {
    await this.#whole(async () => {
      const seen = await this.#products.run({ picture: await take(), purpose: 'learn' });
      this.#key += 1;
      this.#scanned(seen);
      this.#set({ taken: [...this.store.value.taken, { key: this.#key, learnt: seen.learnt! }] });
    });
  }

  /** A code says which product it is, or is noted as the one of the product that is shown. */
  #scanned({ codes }: SeenProduct): void {
    const { step, label } = this.store.value;
    const known = this.#productOf(codes);
    const barcode = codes.map(({ text }) => asEan13(text)).find((text) => /^\d{8,13}$/.test(text)) ?? '';
    if (step === 'which' && known) this.choose(known);
    else if (step === 'which' && barcode) this.#set({ newBarcode: barcode });
    else if (step === 'show' && label && label.barcode === '' && barcode && !known) this.#set({ label: { ...label, barcode } });
  }

  #productOf(codes: SeenProduct['codes']): string | undefined {
    const sighting = sightingOf({ codes }, this.store.value.pack);
    return sighting.kind === 'product' ? sighting.product : undefined;
  }

  async #keep(gallery: Gallery): Promise<void> {
    await keepTaught(this.#shop.id, encodeGallery(gallery));
    this.#remember(gallery);
    this.#products[Symbol.dispose]();
    this.#products = this.#engine();
    await this.#products.load();
  }

  #remember(gallery: Gallery | undefined): void {
    this.#taught = gallery;
    const counts = new Map<string, number>();
    for (const { product } of gallery?.pictures ?? []) counts.set(product, (counts.get(product) ?? 0) + 1);
    this.#set({ counts, pack: withTaught(this.#shop, gallery?.labels ?? []) });
  }

  /** One thing after another; what goes wrong is told. */
  #whole(work: () => Promise<void>, otherwise: FailureCode = 'run-failed'): Promise<void> {
    this.#last = this.#last.then(async () => {
      this.#set({ isLooking: true, problem: undefined });
      try {
        await work();
      } catch (error) {
        this.#set({ problem: asFailure(error, otherwise).code });
      } finally {
        this.#set({ isLooking: false });
      }
    });
    return this.#last;
  }

  #set(parts: Partial<TeacherState>): void {
    this.store.update((value) => ({ ...value, ...parts }));
  }
}
