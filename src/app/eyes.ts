import { displayCodesOf, sightingOf, type Sighting } from '../core/looks/sighting.ts';
import type { ShopPack } from '../core/knowledge/shop-pack.ts';
import { asFailure, type FailureCode } from '../core/shared/failure.ts';
import { createProductsEngine } from '../engines/vision/products/client.ts';
import type { ProductsSetup } from '../engines/vision/products/contract.ts';
import type { Camera } from '../ports/camera.ts';
import type { Clock } from '../ports/clock.ts';
import { Store } from '../runtime/store.ts';
import { galleryUrl } from './load-pack.ts';
import { onlyFile } from './served-models.ts';
import { readTaught } from './taught-shelf.ts';
import { pictureOf, VIEW_SHUT, Viewfinder, type ProductsEngine, type View } from './viewfinder.ts';

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
  readonly camera?: Camera;
  readonly products?: ProductsEngine;
}

/** What products are known by their looks with. */
export const IMAGE_MODEL = 'image-embed';

/** What the worker that looks at products needs: the network, the pack's gallery, and what was taught on this device. */
export async function productsSetup(pack: EyesOptions['pack']): Promise<ProductsSetup> {
  // Without the network, codes are read all the same.
  const [network, taught] = await Promise.all([onlyFile(IMAGE_MODEL).catch(() => undefined), readTaught(pack.id)]);
  return { network, galleryUrl: pack.hasGallery ? galleryUrl() : undefined, taught, displayCodes: displayCodesOf(pack) };
}

/** Looks at what a visitor holds up: codes by themselves, looks when she is asked to. No picture leaves this page unless the visitor says so, or outlives the visit. */
export class Eyes implements Disposable {
  readonly store = new Store<EyesState>(EYES_SHUT);
  readonly #options: EyesOptions;
  readonly #products: ProductsEngine;
  readonly #view: Viewfinder;
  /** Counts looks: what comes of one that was given up is not told. */
  #look = 0;

  constructor(options: EyesOptions) {
    this.#options = options;
    this.#products = options.products ?? createProductsEngine({ setup: () => productsSetup(options.pack) });
    this.#view = new Viewfinder({
      products: this.#products, clock: options.clock, camera: options.camera, isBusy: () => this.store.value.isLooking,
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

  /** Looks at what the camera shows now: the sharpest of a few pictures. */
  async shoot(): Promise<void> {
    if (this.store.value.camera === 'on') await this.#whole((isGivenUp) => this.#view.shoot(isGivenUp));
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
  }

  async #whole(take: (isGivenUp: () => boolean) => Promise<ImageBitmap>): Promise<void> {
    if (this.store.value.isLooking) return;
    const look = (this.#look += 1);
    const isGivenUp = () => look !== this.#look;
    this.#set({ isLooking: true, problem: undefined });
    try {
      const seen = await this.#products.run({ picture: await take(isGivenUp), purpose: 'look' });
      if (isGivenUp()) return;
      this.#set({ isLooking: false, shown: seen.photo });
      this.#view.hint(seen.quality.trouble);
      this.#options.onSighting(sightingOf(seen, this.#options.pack));
    } catch (error) {
      if (!isGivenUp()) this.#set({ isLooking: false, problem: asFailure(error, 'run-failed').code });
    }
  }

  #set(parts: Partial<EyesState>): void {
    this.store.update((value) => ({ ...value, ...parts }));
  }
}
