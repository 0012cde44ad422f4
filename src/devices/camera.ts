import { asFailure, Failure } from '../core/shared/failure.ts';
import type { Camera, CameraHandlers, CameraWish, OpenCamera } from '../ports/camera.ts';
import { Scope } from '../runtime/scope.ts';
import { openStream } from './open-stream.ts';

export function createCamera(): Camera {
  return { open };
}

async function open({ width, height, framesPerSecond, facing }: CameraWish, { onFrame, onLost }: CameraHandlers): Promise<OpenCamera> {
  const scope = new Scope();
  try {
    const stream = await openStream({ video: { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: framesPerSecond }, ...(facing ? { facingMode: facing } : {}) } });
    scope.defer(() => { for (const each of stream.getTracks()) each.stop(); });
    const [track] = stream.getVideoTracks();
    if (!track) throw new Failure('no-device', 'the stream has no video track');
    const lost = () => onLost(new Failure('device-unplugged', 'the camera ended', { retryable: true }).toRecord());
    track.addEventListener('ended', lost);
    scope.defer(() => track.removeEventListener('ended', lost));
    const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true });
    video.srcObject = stream;
    scope.defer(() => { video.srcObject = null; });
    await video.play();
    let handle = 0;
    const take = (widest?: number) => {
      const scale = widest === undefined ? 1 : Math.min(1, widest / video.videoWidth);
      return createImageBitmap(video, scale < 1 ? { resizeWidth: Math.round(video.videoWidth * scale), resizeHeight: Math.round(video.videoHeight * scale), resizeQuality: 'medium' } : {});
    };
    const next = (_: number, { captureTime, presentationTime }: VideoFrameCallbackMetadata) => {
      handle = video.requestVideoFrameCallback(next);
      onFrame(captureTime ?? presentationTime, take);
    };
    handle = video.requestVideoFrameCallback(next);
    scope.defer(() => video.cancelVideoFrameCallback(handle));
    return { label: track.label, stream, [Symbol.dispose]: () => scope[Symbol.dispose]() };
  } catch (error) {
    scope[Symbol.dispose]();
    throw asFailure(error, 'no-device');
  }
}
