import type { RemoteTrack } from 'livekit-client';
import { rms } from '../core/audio/level.ts';

/** About 20 ms at 48 kHz. */
const WINDOW = 1_024;

/** How loud a voice from the room is, for lips that have nothing else to go by. */
export class VoiceMeter implements Disposable {
  readonly track: RemoteTrack;
  readonly #context = new AudioContext();
  readonly #analyser = new AnalyserNode(this.#context, { fftSize: WINDOW });
  readonly #samples = new Float32Array(WINDOW);

  constructor(track: RemoteTrack) {
    this.track = track;
    this.#context.createMediaStreamSource(new MediaStream([track.mediaStreamTrack])).connect(this.#analyser);
  }

  /** RMS of the last 20 ms, in [0, 1]. */
  level(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return rms(this.#samples);
  }

  [Symbol.dispose](): void {
    void this.#context.close();
  }
}
