import type { FailureRecord } from '../core/shared/failure.ts';

export interface MicrophoneHandlers {
  /** Mono, 16 kHz, [-1, 1]; 512 samples each (32 ms). The receiver owns the array. */
  readonly onAudio: (pcm: Float32Array) => void;
  /** The microphone ended by itself (unplugged, taken away). `onAudio` stops before. */
  readonly onLost: (failure: FailureRecord) => void;
}

export interface OpenMicrophone extends Disposable {
  /** Name as the browser gives it; may be empty. */
  readonly label: string;
}

export interface Microphone {
  /** Asks for permission and starts. @throws Failure `insecure-page` | `permission-denied` | `no-device` | `device-busy` */
  open(handlers: MicrophoneHandlers): Promise<OpenMicrophone>;
  /** Calls back whenever audio devices come or go; the returned function stops that. */
  onDevicesChanged(listener: () => void): () => void;
}
