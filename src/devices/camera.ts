import { asFailure, Failure } from '../core/shared/failure.ts';
import type { Camera, CameraHandlers, CameraWish, OpenCamera } from '../ports/camera.ts';
import { Scope } from '../runtime/scope.ts';
import { openStream } from './open-stream.ts';
import { hasTrackFrames, watchTrack } from './track-frames.ts';
import { watchVideo } from './video-frames.ts';

export function createCamera(): Camera {
  return { open };
}

async function open({ width, height, framesPerSecond, facing, whileHidden = false, shownPerSecond }: CameraWish, { onFrame, onLost }: CameraHandlers): Promise<OpenCamera> {
  const scope = new Scope();
  try {
    const stream = await openStream({ video: { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: framesPerSecond }, ...(facing ? { facingMode: facing } : {}) } });
    scope.defer(() => { for (const each of stream.getTracks()) each.stop(); });
    const [track] = stream.getVideoTracks();
    if (!track) throw new Failure('no-device', 'the stream has no video track');
    const lost = () => onLost(new Failure('device-unplugged', 'the camera ended', { retryable: true }).toRecord());
    track.addEventListener('ended', lost);
    scope.defer(() => track.removeEventListener('ended', lost));
    scope.own(hasTrackFrames ? watchTrack(track, (atMs, take) => { if (whileHidden || !document.hidden) onFrame(atMs, take); }) : await watchVideo(stream, onFrame));
    return { label: track.label, stream: shownPerSecond === undefined ? stream : await thinned(track, shownPerSecond, scope), [Symbol.dispose]: () => scope[Symbol.dispose]() };
  } catch (error) {
    scope[Symbol.dispose]();
    throw asFailure(error, 'no-device');
  }
}

/** The same track with fewer pictures a second: each one that is painted takes time from whoever looks at them. */
async function thinned(track: MediaStreamTrack, framesPerSecond: number, scope: Scope): Promise<MediaStream> {
  const thin = track.clone();
  scope.defer(() => thin.stop());
  await thin.applyConstraints({ frameRate: framesPerSecond });
  return new MediaStream([thin]);
}
