import type { CameraHandlers, TakePicture } from '../ports/camera.ts';
import { Scope } from '../runtime/scope.ts';
import { fitted } from './fitted.ts';

/** Pictures of a stream by way of a video that nobody sees: every browser can, but copies each picture through its graphics card. None come while the page is hidden. */
export async function watchVideo(stream: MediaStream, onFrame: CameraHandlers['onFrame']): Promise<Disposable> {
  const scope = new Scope();
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true });
  video.srcObject = stream;
  scope.defer(() => { video.srcObject = null; });
  try {
    await video.play();
  } catch (error) {
    scope[Symbol.dispose]();
    throw error;
  }
  const take: TakePicture = (widest) => createImageBitmap(video, fitted(video.videoWidth, video.videoHeight, widest));
  let handle = 0;
  const next = (_: number, { captureTime, presentationTime }: VideoFrameCallbackMetadata) => {
    handle = video.requestVideoFrameCallback(next);
    onFrame(captureTime ?? presentationTime, take);
  };
  handle = video.requestVideoFrameCallback(next);
  scope.defer(() => video.cancelVideoFrameCallback(handle));
  return scope;
}
