import { Failure } from '../core/shared/failure.ts';
import type { CameraHandlers, TakePicture } from '../ports/camera.ts';
import { fitted } from './fitted.ts';

/** Not in every browser, and in some for workers only. @see W3C mediacapture-transform */
type TrackProcessor = new (init: { readonly track: MediaStreamTrack; readonly maxBufferSize: number }) => { readonly readable: ReadableStream<VideoFrame> };

const { MediaStreamTrackProcessor: Processor } = globalThis as { MediaStreamTrackProcessor?: TrackProcessor };

export const hasTrackFrames = Processor !== undefined;

/**
 * Pictures of a track as the camera gives them, in memory: none goes through the graphics card and back, which takes longer than to look for a face, and they come while
 * the page is hidden, too.
 */
export function watchTrack(track: MediaStreamTrack, onFrame: CameraHandlers['onFrame']): Disposable {
  const reader = new Processor!({ track, maxBufferSize: 1 }).readable.getReader();
  let latest: VideoFrame | undefined;
  const take: TakePicture = async (widest) => {
    if (!latest) throw new Failure('no-device', 'the camera is shut');
    return pictureOf(latest.clone(), widest);
  };
  void (async () => {
    for (let { value } = await reader.read(); value; { value } = await reader.read()) {
      latest?.close();
      latest = value;
      onFrame(performance.now(), take);
    }
  })();
  return {
    [Symbol.dispose]: () => {
      void reader.cancel();
      latest?.close();
      latest = undefined;
    },
  };
}

/** Closes the frame. */
async function pictureOf(frame: VideoFrame, widest: number | undefined): Promise<ImageBitmap> {
  try {
    const { width, height } = frame.visibleRect!;
    const { rotation, flip } = frame as { readonly rotation?: number; readonly flip?: boolean };
    // Pixels are copied as they lie.
    if (rotation || flip) return await createImageBitmap(frame, fitted(frame.displayWidth, frame.displayHeight, widest));
    const pixels = new Uint8ClampedArray(4 * width * height);
    await frame.copyTo(pixels, { format: 'RGBA' });
    return await createImageBitmap(new ImageData(pixels, width, height), fitted(width, height, widest));
  } finally {
    frame.close();
  }
}
