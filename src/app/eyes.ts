import type { Trouble } from '../core/looks/quality.ts';
import { displayCodesOf, sightingOf, type Sighting } from '../core/looks/sighting.ts';
import type { ShopPack } from '../core/knowledge/shop-pack.ts';
import { asFailure, Failure, type FailureCode } from '../core/shared/failure.ts';
import { createCamera } from '../devices/camera.ts';
import { createProductsEngine } from '../engines/vision/products/client.ts';
import type { LookRequest, SeenProduct } from '../engines/vision/products/contract.ts';
import type { Camera } from '../ports/camera.ts';
import type { Clock } from '../ports/clock.ts';
import type { Engine } from '../ports/engine.ts';
import { Store } from '../runtime/store.ts';
import { HeldCamera } from './held-camera.ts';
import { galleryUrl } from './load-pack.ts';
import { onlyFile } from './served-models.ts';

export interface EyesState {
  /** The camera looks, or why it does not. */
  readonly camera: 'off' | 'opening' | 'on' | FailureCode;
  /** For the visitor to see what the camera sees. */
  readonly stream: MediaStream | undefined;
  /** What the visitor could do better. */
  readonly hint: Trouble | undefined;
  /** A picture is being looked at. */
  readonly isLooking: boolean;
  /** The last picture was none, or could not be looked at. */
  readonly problem: FailureCode | undefined;
}

export const EYES_SHUT: EyesState = { camera: 'off', stream: undefined, hint: undefined, isLooking: false, problem: undefined };

export interface EyesOptions {
  readonly pack: Pick<ShopPack, 'products' | 'faults' | 'hasGallery'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly onSighting: (sighting: Sighting) => void;
  readonly camera?: Camera;
  readonly products?: Pick<Engine<LookRequest, SeenProduct>, 'run' | 'load'> & Disposable;
}

const IMAGE_MODEL = 'image-embed';
const CAMERA = { width: 1280, height: 720, framesPerSecond: 15, facing: 'environment' } as const;
/** Codes are looked for this often while the camera is on, in ms. */
const SCAN_EVERY_MS = 300;
/** Pictures of a burst, of which the sharpest is looked at. */
const BURST = 3;
/** Larger files are no photos. */
const MOST_BYTES = 30_000_000;
const LARGEST_SIDE = 12_000;

/** Looks at what a visitor holds up: codes by themselves, looks when she is asked to. No picture leaves this page or outlives the look. */
export class Eyes implements Disposable {
  readonly store = new Store<EyesState>(EYES_SHUT);
  readonly #options: EyesOptions;
  readonly #camera: HeldCamera;
  readonly #products: Pick<Engine<LookRequest, SeenProduct>, 'run' | 'load'> & Disposable;
  #take: ((width?: number) => Promise<ImageBitmap>) | undefined;
  #isScanning = false;
  /** Counts looks: what comes of one that was given up is not told. */
  #look = 0;

  constructor(options: EyesOptions) {
    this.#options = options;
    this.#camera = new HeldCamera(options.camera ?? createCamera(), CAMERA);
    this.#products = options.products ?? createProductsEngine({ setup: async () => {
      // Without the network, codes are read all the same.
      const network = await onlyFile(IMAGE_MODEL).catch(() => undefined);
      return { network, galleryUrl: options.pack.hasGallery ? galleryUrl() : undefined, displayCodes: displayCodesOf(options.pack) };
    } });
  }

  /** Opens the camera; a sign is to be on screen while it is on. What goes wrong is in `store`. */
  async open(): Promise<void> {
    if (this.#camera.isWanted) return;
    this.#set({ ...EYES_SHUT, camera: 'opening' });
    void this.#products.load().catch(() => {});
    try {
      const open = await this.#camera.open({ onFrame: (_, take) => { this.#take = take; this.#scan(); }, onLost: ({ code }) => this.close(code) });
      if (open) this.#set({ camera: 'on', stream: open.stream });
    } catch (error) {
      this.close(asFailure(error, 'no-device').code);
    }
  }

  /** The camera looks no more, and nothing that it saw is kept. */
  close(camera: 'off' | FailureCode = 'off'): void {
    this.#look += 1;
    this.#camera.close();
    this.#take = undefined;
    this.#set({ ...EYES_SHUT, camera });
  }

  /** Looks at what the camera shows now: the sharpest of a few pictures. */
  async shoot(): Promise<void> {
    const take = this.#take;
    if (!take || this.store.value.isLooking) return;
    await this.#whole(async (isGivenUp) => {
      let best: { readonly picture: ImageBitmap; readonly sharpness: number } | undefined;
      for (let i = 0; i < BURST && !isGivenUp(); i += 1) {
        const picture = await take();
        const { quality } = await this.#products.run({ picture: await createImageBitmap(picture), isQuick: true });
        if (best && best.sharpness >= quality.sharpness) picture.close();
        else {
          best?.picture.close();
          best = { picture, sharpness: quality.sharpness };
        }
      }
      return best!.picture;
    });
  }

  /** Looks at a photo of the visitor's. Whatever the file is, it ends with a sighting or a problem. */
  async lookAt(file: Blob): Promise<void> {
    if (this.store.value.isLooking) return;
    await this.#whole(async () => {
      if (file.size === 0 || file.size > MOST_BYTES) throw new Failure('invalid-input', 'the file is empty or too large');
      const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch((error: unknown) => { throw asFailure(error, 'invalid-input'); });
      if (Math.max(picture.width, picture.height) > LARGEST_SIDE) {
        picture.close();
        throw new Failure('invalid-input', 'the picture is too large');
      }
      return picture;
    });
  }

  /** True when the camera is shut and no picture is held. */
  get isBlank(): boolean {
    const { camera, stream, isLooking } = this.store.value;
    return camera === 'off' && stream === undefined && !isLooking;
  }

  [Symbol.dispose](): void {
    this.close();
    this.#products[Symbol.dispose]();
  }

  async #whole(pictureOf: (isGivenUp: () => boolean) => Promise<ImageBitmap>): Promise<void> {
    const look = (this.#look += 1);
    const isGivenUp = () => look !== this.#look;
    this.#set({ isLooking: true, problem: undefined });
    try {
      const picture = await pictureOf(isGivenUp);
      const seen = await this.#products.run({ picture, isQuick: false });
      if (isGivenUp()) return;
      this.#set({ isLooking: false, hint: seen.quality.trouble });
      this.#options.onSighting(sightingOf(seen, this.#options.pack));
    } catch (error) {
      if (!isGivenUp()) this.#set({ isLooking: false, problem: asFailure(error, 'run-failed').code });
    }
  }

  /** One quick look now and then: a code needs no touch. */
  #scan(): void {
    const take = this.#take;
    if (this.#isScanning || !take || this.store.value.camera !== 'on' || this.store.value.isLooking) return;
    this.#isScanning = true;
    const look = this.#look;
    void (async () => {
      const seen = await this.#products.run({ picture: await take(), isQuick: true });
      if (look !== this.#look) return;
      if (seen.quality.trouble !== this.store.value.hint) this.#set({ hint: seen.quality.trouble });
      const sighting = sightingOf({ codes: seen.codes }, this.#options.pack);
      if (sighting.kind === 'product') this.#options.onSighting(sighting);
    })().catch(() => {}).finally(() => this.#options.clock.after(SCAN_EVERY_MS, () => { this.#isScanning = false; }));
  }

  #set(parts: Partial<EyesState>): void {
    this.store.update((value) => ({ ...value, ...parts }));
  }
}
