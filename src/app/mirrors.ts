import { Failure } from '../core/shared/failure.ts';
import type { Camera, TakePicture } from '../ports/camera.ts';
import { Store } from '../runtime/store.ts';

const KEY = 'yingbin-mirrored-cameras';
/** So much must speak for it, in a row, before a camera's pictures are turned round: one code may be seen in a mirror. */
const SURE = 3;

/** Where it is kept, beside this page. */
type Shelf = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * Cameras of this device, by the names that the browser gives them, whose pictures come the wrong way round, as some do by a setting of theirs. It is learnt from
 * what can be read one way only, and kept on this device: nothing else in a picture tells it.
 */
export class Mirrors {
  readonly store: Store<ReadonlySet<string>>;
  readonly #shelf: Shelf;
  readonly #doubts = new Map<string, number>();

  constructor(shelf: Shelf = ownShelf()) {
    this.#shelf = shelf;
    this.store = new Store<ReadonlySet<string>>(new Set(JSON.parse(shelf.getItem(KEY) ?? '[]') as string[]));
  }

  has(camera: string): boolean {
    return this.store.value.has(camera);
  }

  /** Something was read. @param isReversed in the picture as `upright` gives it @param weight of what was read; a code counts 1 */
  tell(camera: string, isReversed: boolean, weight = 1): void {
    const doubt = isReversed ? (this.#doubts.get(camera) ?? 0) + weight : 0;
    this.#doubts.set(camera, doubt < SURE ? doubt : 0);
    if (doubt < SURE) return;
    const mirrored = new Set(this.store.value);
    if (!mirrored.delete(camera)) mirrored.add(camera);
    this.#shelf.setItem(KEY, JSON.stringify([...mirrored]));
    this.store.set(mirrored);
  }

  /** The same camera, with pictures as things are. */
  upright(camera: Camera): Camera {
    return {
      open: async (wish, handlers) => {
        let label = '';
        let raw: TakePicture = () => Promise.reject(new Failure('no-device', 'the camera shows nothing'));
        // One and the same as long as the camera is open: who holds it knows by it that the camera is still the same.
        const take: TakePicture = async (width) => (this.has(label) ? flipped(await raw(width)) : raw(width));
        const open = await camera.open(wish, { ...handlers, onFrame: (atMs, given) => { raw = given; handlers.onFrame(atMs, take); } });
        ({ label } = open);
        return open;
      },
    };
  }
}

/** A page in a frame may be denied its storage: then it is known until the page goes. */
function ownShelf(): Shelf {
  try {
    return localStorage;
  } catch {
    return { getItem: () => null, setItem: () => {} };
  }
}

/** Left for right. Closes what it is given. */
function flipped(picture: ImageBitmap): ImageBitmap {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d')!;
  context.setTransform(-1, 0, 0, 1, picture.width, 0);
  context.drawImage(picture, 0, 0);
  picture.close();
  return canvas.transferToImageBitmap();
}
