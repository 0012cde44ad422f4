import { displayCodesOf, hasLamps, mayBePrinted, sightingOf, type Sighting } from '../core/looks/sighting.ts';
import type { ShopPack } from '../core/knowledge/shop-pack.ts';
import { asFailure, Failure, type FailureCode } from '../core/shared/failure.ts';
import { createProductsEngine } from '../engines/vision/products/client.ts';
import type { ProductsSetup } from '../engines/vision/products/contract.ts';
import { createTextEngine } from '../engines/vision/text/client.ts';
import type { Reading, ReadRequest } from '../engines/vision/text/contract.ts';
import type { Camera } from '../ports/camera.ts';
import type { Clock } from '../ports/clock.ts';
import type { Engine } from '../ports/engine.ts';
import { Store } from '../runtime/store.ts';
import { galleryUrl } from './load-pack.ts';
import { onlyFile } from './served-models.ts';
import type { Mirrors } from './mirrors.ts';
import { readTaught } from './taught-shelf.ts';
import { around, pictureOf, VIEW_SHUT, Viewfinder, type Place, type ProductsEngine, type View } from './viewfinder.ts';

export interface EyesState extends View {
  /** A picture is being looked at. */
  readonly isLooking: boolean;
  /** The last picture was none, or could not be looked at. */
  readonly problem: FailureCode | undefined;
  /** The last picture that was looked at, small, as a data URL: the visitor may want a person to see it too. Gone with the visit. */
  readonly shown: string | undefined;
}

export const EYES_SHUT: EyesState = { ...VIEW_SHUT, isLooking: false, problem: undefined, shown: undefined };

export interface EyesOptions {
  readonly pack: Pick<ShopPack, 'id' | 'products' | 'faults' | 'hasGallery'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly onSighting: (sighting: Sighting) => void;
  readonly mirrors: Mirrors;
  readonly camera?: Camera;
  readonly products?: ProductsEngine;
  readonly texts?: Pick<Engine<ReadRequest, Reading>, 'run' | 'load'> & Disposable;
}

/** What is printed on a thing is waited for so long after its codes and looks, in ms; so much longer where the reader is still being fetched. */
const TEXT_MS = 3_000;
const FETCH_MS = 6_000;
/** A name that reads one way only says enough of a camera. */
const NAME_WEIGHT = 3;
const NOTHING_READ: Reading = { words: [], isReversed: false };

/** What products are known by their looks with. */
export const IMAGE_MODEL = 'image-embed';

/** What the worker that looks at products needs: the network, the pack's gallery, and what was taught on this device. */
export async function productsSetup(pack: EyesOptions['pack']): Promise<ProductsSetup> {
  // Without the network, codes are read all the same.
  const [network, taught] = await Promise.all([onlyFile(IMAGE_MODEL).catch(() => undefined), readTaught(pack.id)]);
  return { network, galleryUrl: pack.hasGallery ? galleryUrl() : undefined, taught, displayCodes: displayCodesOf(pack), hasLamps: hasLamps(pack) };
}

/** Looks at what a visitor holds up: codes by themselves, looks when she is asked to. No picture leaves this page unless the visitor says so, or outlives the visit. */
export class Eyes implements Disposable {
  readonly store = new Store<EyesState>(EYES_SHUT);
  readonly #options: EyesOptions;
  readonly #products: ProductsEngine;
  readonly #texts: NonNullable<EyesOptions['texts']>;
  readonly #view: Viewfinder;
  /** Counts looks: what comes of one that was given up is not told. */
  #look = 0;

  constructor(options: EyesOptions) {
    this.#options = options;
    this.#products = options.products ?? createProductsEngine({ setup: () => productsSetup(options.pack) });
    this.#texts = options.texts ?? createTextEngine();
    this.#view = new Viewfinder({
      products: this.#products, clock: options.clock, mirrors: options.mirrors, camera: options.camera, isBusy: () => this.store.value.isLooking,
      onScan: ({ codes }) => {
        const sighting = sightingOf({ codes }, options.pack);
        if (sighting.kind === 'product' && !this.store.value.isLooking) options.onSighting(sighting);
      },
    });
    this.#view.store.subscribe((view) => this.#set(view));
  }

  /** Opens the camera; a sign is to be on screen while it is on. What goes wrong is in `store`. */
  async open(): Promise<void> {
    this.#set({ problem: undefined });
    void this.#texts.load().catch(() => {});
    await this.#view.open();
  }

  /** The camera looks no more. */
  close(): void {
    this.#look += 1;
    this.#view.close();
    this.#set({ ...EYES_SHUT, shown: this.store.value.shown });
  }

  /** Nothing that was seen is kept. */
  forget(): void {
    this.close();
    this.store.set(EYES_SHUT);
  }

  /** Looks at what the camera shows now: the sharpest of a few pictures. @param at what was tapped at; without, what is in the middle */
  async shoot(at?: Place): Promise<void> {
    if (this.store.value.camera === 'on') await this.#whole(async (isGivenUp) => {
      const picture = await this.#view.shoot(isGivenUp);
      return at ? around(picture, at) : picture;
    }, (isReversed) => this.#view.tell(isReversed, NAME_WEIGHT));
  }

  /** Looks at a photo of the visitor's. Whatever the file is, it ends with a sighting or a problem. */
  async lookAt(file: Blob): Promise<void> {
    await this.#whole(() => pictureOf(file));
  }

  /** True when the camera is shut and no picture is held. */
  get isBlank(): boolean {
    const { camera, stream, isLooking, shown } = this.store.value;
    return camera === 'off' && stream === undefined && !isLooking && shown === undefined;
  }

  [Symbol.dispose](): void {
    this.forget();
    this.#products[Symbol.dispose]();
    this.#texts[Symbol.dispose]();
  }

  /** @param onNamed a product was told by its name in print @param isReversed as in a mirror */
  async #whole(take: (isGivenUp: () => boolean) => Promise<ImageBitmap>, onNamed: (isReversed: boolean) => void = () => {}): Promise<void> {
    if (this.store.value.isLooking) return;
    const look = (this.#look += 1);
    const isGivenUp = () => look !== this.#look;
    this.#set({ isLooking: true, problem: undefined });
    let copy: ImageBitmap | undefined;
    try {
      const picture = await take(isGivenUp);
      copy = await createImageBitmap(picture);
      const seen = await this.#products.run({ picture, purpose: 'look' });
      if (isGivenUp()) return;
      const { pack } = this.#options;
      let sighting = sightingOf(seen, pack);
      if (mayBePrinted(sighting)) {
        const { words, isReversed } = await this.#read(copy);
        if (isGivenUp()) return;
        sighting = sightingOf({ ...seen, words }, pack);
        if (sighting.kind === 'product') onNamed(isReversed);
      }
      this.#set({ isLooking: false, shown: seen.photo });
      this.#view.hint(seen.quality.trouble);
      this.#options.onSighting(sighting);
    } catch (error) {
      if (!isGivenUp()) this.#set({ isLooking: false, problem: asFailure(error, 'run-failed').code });
    } finally {
      // Nothing where it was passed on to the reader.
      copy?.close();
    }
  }

  /** Nothing where it takes too long, or the reader could not be had: looks and codes are all there is then. */
  #read(picture: ImageBitmap): Promise<Reading> {
    return this.#within(FETCH_MS, this.#texts.load()).then(() => this.#within(TEXT_MS, this.#texts.run({ picture }))).catch(() => NOTHING_READ);
  }

  #within<T>(ms: number, work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = this.#options.clock.after(ms, () => reject(new Failure('timeout', `not done within ${ms} ms`)));
      void work.then(resolve, reject).finally(cancel);
    });
  }

  #set(parts: Partial<EyesState>): void {
    this.store.update((value) => ({ ...value, ...parts }));
  }
}
