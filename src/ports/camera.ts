import type { FailureRecord } from '../core/shared/failure.ts';

/** A copy of what a camera shows now, no wider than `width` pixels where given; the receiver closes it. */
export type TakePicture = (width?: number) => Promise<ImageBitmap>;

export interface CameraHandlers {
  /**
   * A new picture is there: it may be asked for now, or left. @param atMs when it was taken, on the page's clock
   * @param take the same function as long as the camera is open
   */
  readonly onFrame: (atMs: number, take: TakePicture) => void;
  /** The camera ended by itself (unplugged, taken away). */
  readonly onLost: (failure: FailureRecord) => void;
}

export interface OpenCamera extends Disposable {
  /** Name as the browser gives it; may be empty. */
  readonly label: string;
  /** To be shown to who is seen: the picture that is worked on. */
  readonly stream: MediaStream;
}

export interface CameraWish {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly facing?: 'user' | 'environment';
  /** Pictures are wanted also while nobody can see the page, where the browser gives them. */
  readonly whileHidden?: boolean;
  /** As many pictures of `stream` are enough for who looks at it. */
  readonly shownPerSecond?: number;
}

export interface Camera {
  /** Asks for permission and starts. Nothing of it leaves this page. @throws Failure `insecure-page` | `permission-denied` | `no-device` | `device-busy` */
  open(wish: CameraWish, handlers: CameraHandlers): Promise<OpenCamera>;
}
