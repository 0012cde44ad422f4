import type { Trouble } from '../core/looks/quality.ts';
import { asFailure, Failure, type FailureCode } from '../core/shared/failure.ts';
import { createCamera } from '../devices/camera.ts';
import type { LookRequest, SeenProduct } from '../engines/vision/products/contract.ts';
import type { Camera, TakePicture } from '../ports/camera.ts';
import type { Clock } from '../ports/clock.ts';
import type { Engine } from '../ports/engine.ts';
import { Store } from '../runtime/store.ts';
import { HeldCamera } from './held-camera.ts';
import type { Mirrors } from './mirrors.ts';

export type ProductsEngine = Pick<Engine<LookRequest, SeenProduct>, 'run' | 'load'> & Disposable;

export interface View {
  /** The camera looks, or why it does not. */
  readonly camera: 'off' | 'opening' | 'on' | FailureCode;
  /** For somebody to see what the camera sees. */
  readonly stream: MediaStream | undefined;
  /** What could be done better. */
  readonly hint: Trouble | undefined;
  /** Its pictures come the wrong way round, and are turned before they are looked at. */
  readonly isMirrored: boolean;
}

export const VIEW_SHUT: View = { camera: 'off', stream: undefined, hint: undefined, isMirrored: false };

export interface ViewfinderOptions {
  readonly products: ProductsEngine;
  readonly clock: Pick<Clock, 'after'>;
  /** What a quick look now and then shows: codes need no touch. */
  readonly onScan: (seen: SeenProduct) => void;
  /** No quick looks while this says so. */
  readonly isBusy: () => boolean;
  readonly mirrors: Mirrors;
  readonly camera?: Camera | undefined;
}

const CAMERA = { width: 1280, height: 720, framesPerSecond: 15, facing: 'environment' } as const;
/** A camera's first picture is waited for this long, in ms. */
const FIRST_MS = 5_000;
/** Codes are looked for this often while the camera is on, in ms. */
const SCAN_EVERY_MS = 300;
/** Pictures of a burst, of which the sharpest is taken. */
const BURST = 3;
/** Side of the part of a picture that a tap points at, as a share of the picture's. */
const AROUND = 0.55;
/** Larger files are no photos. */
const MOST_BYTES = 30_000_000;
const LARGEST_SIDE = 12_000;

/** A camera that something is held up to: it says what could be better, looks for codes by itself, and takes the sharpest of a few pictures. */
export class Viewfinder implements Disposable {
  readonly store = new Store<View>(VIEW_SHUT);
  readonly #options: ViewfinderOptions;
  readonly #camera: HeldCamera;
  #take: TakePicture | undefined;
  /** Waits for a camera that is on to show something. */
  #onTake: () => void = () => {};
  #label = '';
  #isScanning = false;

  constructor(options: ViewfinderOptions) {
    this.#options = options;
    this.#camera = new HeldCamera(options.mirrors.upright(options.camera ?? createCamera()), CAMERA);
  }

  /** Opens the camera; a sign is to be on screen while it is on. What goes wrong is in `store`. */
  async open(): Promise<void> {
    if (this.#camera.isWanted) return;
    this.store.set({ ...VIEW_SHUT, camera: 'opening' });
    void this.#options.products.load().catch(() => {});
    try {
      const open = await this.#camera.open({ onFrame: (_, take) => this.#seen(take), onLost: ({ code }) => this.close(code) });
      if (!open) return;
      this.#label = open.label;
      this.store.set({ ...VIEW_SHUT, camera: 'on', stream: open.stream, isMirrored: this.#options.mirrors.has(open.label) });
    } catch (error) {
      this.close(asFailure(error, 'no-device').code);
    }
  }

  close(camera: 'off' | FailureCode = 'off'): void {
    this.#camera.close();
    this.#take = undefined;
    this.#onTake();
    this.store.set({ ...VIEW_SHUT, camera });
  }

  hint(hint: Trouble | undefined): void {
    if (hint !== this.store.value.hint) this.store.update((view) => ({ ...view, hint }));
  }

  /** Something was read in its picture that can be read one way only. @param weight as of `Mirrors.tell` */
  tell(isReversed: boolean, weight?: number): void {
    const { mirrors } = this.#options;
    mirrors.tell(this.#label, isReversed, weight);
    const isMirrored = mirrors.has(this.#label);
    if (isMirrored !== this.store.value.isMirrored && this.store.value.camera === 'on') this.store.update((view) => ({ ...view, isMirrored }));
  }

  /** The sharpest of a few pictures of what the camera shows now. @throws Failure `no-device` while it shows nothing, or of the engine */
  async shoot(isGivenUp: () => boolean = () => false): Promise<ImageBitmap> {
    const take = this.#take ?? await this.#firstTake();
    if (!take) throw new Failure('no-device', 'the camera shows nothing');
    let best: { readonly picture: ImageBitmap; readonly sharpness: number } | undefined;
    for (let i = 0; i < BURST && !(best && isGivenUp()); i += 1) {
      const picture = await take();
      const { quality } = await this.#options.products.run({ picture: await createImageBitmap(picture), purpose: 'scan' });
      if (best && best.sharpness >= quality.sharpness) picture.close();
      else {
        best?.picture.close();
        best = { picture, sharpness: quality.sharpness };
      }
    }
    return best!.picture;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #seen(take: TakePicture): void {
    this.#take = take;
    this.#onTake();
    this.#scan();
  }

  /** Somebody may be quicker than a camera's first picture. Undefined where none comes. */
  #firstTake(): Promise<TakePicture | undefined> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(FIRST_MS, () => this.#onTake());
      this.#onTake = () => {
        cancel();
        resolve(this.#take);
      };
    });
  }

  #scan(): void {
    const take = this.#take;
    if (this.#isScanning || !take || this.store.value.camera !== 'on' || this.#options.isBusy()) return;
    this.#isScanning = true;
    void (async () => {
      const seen = await this.#options.products.run({ picture: await take(), purpose: 'scan' });
      // Shut meanwhile, or opened anew.
      if (take !== this.#take) return;
      this.hint(seen.quality.trouble);
      for (const { isReversed } of seen.codes) if (isReversed !== undefined) this.tell(isReversed);
      this.#options.onScan(seen);
    })().catch(() => {}).finally(() => this.#options.clock.after(SCAN_EVERY_MS, () => { this.#isScanning = false; }));
  }
}

/** A place in a picture, as shares of its width and height, [0, 1]. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The part of a picture around a place; as near to it as the picture goes. Closes what it is given. */
export async function around(picture: ImageBitmap, { x, y }: Place): Promise<ImageBitmap> {
  const [width, height] = [Math.round(picture.width * AROUND), Math.round(picture.height * AROUND)];
  const from = (share: number, whole: number, part: number) => Math.round(Math.min(whole - part, Math.max(0, share * whole - part / 2)));
  try {
    return await createImageBitmap(picture, from(x, picture.width, width), from(y, picture.height, height), width, height);
  } finally {
    picture.close();
  }
}

/** A photo's file as a picture, upright. @throws Failure `invalid-input` for what is none, or is too large */
export async function pictureOf(file: Blob): Promise<ImageBitmap> {
  if (file.size === 0 || file.size > MOST_BYTES) throw new Failure('invalid-input', 'the file is empty or too large');
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch((error: unknown) => { throw asFailure(error, 'invalid-input'); });
  if (Math.max(picture.width, picture.height) <= LARGEST_SIDE) return picture;
  picture.close();
  throw new Failure('invalid-input', 'the picture is too large');
}
