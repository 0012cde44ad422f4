import { asFailure, Failure } from '../core/shared/failure.ts';
import type { Microphone, MicrophoneHandlers, OpenMicrophone } from '../ports/microphone.ts';
import { Scope } from '../runtime/scope.ts';
import { capture } from './capture.ts';
import { openStream } from './open-stream.ts';

export interface MicrophoneOptions {
  /** The browser's own processing; all three on for loudspeakers in the same room, all off for exact recordings. */
  readonly echoCancellation: boolean;
  readonly noiseSuppression: boolean;
  readonly autoGainControl: boolean;
}

export const MICROPHONE_DEFAULTS: MicrophoneOptions = { echoCancellation: true, noiseSuppression: false, autoGainControl: true };

export function createMicrophone(options: Partial<MicrophoneOptions> = {}): Microphone {
  const settings = { ...MICROPHONE_DEFAULTS, ...options };
  return {
    open: (handlers) => open(settings, handlers),
    onDevicesChanged(listener) {
      const devices = navigator.mediaDevices as MediaDevices | undefined;
      devices?.addEventListener('devicechange', listener);
      return () => devices?.removeEventListener('devicechange', listener);
    },
  };
}

async function open(settings: MicrophoneOptions, { onAudio, onLost }: MicrophoneHandlers): Promise<OpenMicrophone> {
  const scope = new Scope();
  try {
    const stream = await openStream({ audio: { ...settings, channelCount: 1 } });
    scope.defer(() => { for (const track of stream.getTracks()) track.stop(); });
    const [track] = stream.getAudioTracks();
    if (!track) throw new Failure('no-device', 'the stream has no audio track');
    const lost = () => onLost(new Failure('device-unplugged', 'the microphone ended', { retryable: true }).toRecord());
    track.addEventListener('ended', lost);
    scope.defer(() => track.removeEventListener('ended', lost));
    scope.own(await capture(track, onAudio));
    return { label: track.label, [Symbol.dispose]: () => scope[Symbol.dispose]() };
  } catch (error) {
    scope[Symbol.dispose]();
    throw asFailure(error, 'no-device');
  }
}
