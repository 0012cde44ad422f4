import type { Camera, CameraHandlers, CameraWish, OpenCamera } from '../ports/camera.ts';

/** One camera that is wanted or not: in whatever order it is asked for and let go, none stays on that nobody wants. */
export class HeldCamera implements Disposable {
  readonly #camera: Camera;
  readonly #wish: CameraWish;
  /** Another object each time it is asked for; undefined while it is not wanted. */
  #wanted: object | undefined;
  #open: OpenCamera | undefined;

  constructor(camera: Camera, wish: CameraWish) {
    this.#camera = camera;
    this.#wish = wish;
  }

  get isWanted(): boolean {
    return this.#wanted !== undefined;
  }

  get isOn(): boolean {
    return this.#open !== undefined;
  }

  /**
   * @param prepare what must be there before the camera is opened
   * @returns undefined where it is wanted already, or was let go meanwhile @throws Failure of the camera, or what `prepare` throws
   */
  async open(handlers: CameraHandlers, prepare?: () => Promise<unknown>): Promise<OpenCamera | undefined> {
    if (this.#wanted) return undefined;
    const wanted = (this.#wanted = {});
    const isStale = () => this.#wanted !== wanted;
    try {
      if (prepare) {
        await prepare();
        if (isStale()) return undefined;
      }
      const open = await this.#camera.open(this.#wish, handlers);
      if (!isStale()) return (this.#open = open);
      open[Symbol.dispose]();
      return undefined;
    } catch (error) {
      if (isStale()) return undefined;
      this.close();
      throw error;
    }
  }

  close(): void {
    this.#wanted = undefined;
    this.#open?.[Symbol.dispose]();
    this.#open = undefined;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
