/** Types both sides of the voice-activity worker share. */
import type { Outcome } from '../../core/shared/failure.ts';
import type { LoadProgress } from '../../ports/engine.ts';

export interface VadRequest {
  /** A whole number of frames of 512 samples; mono, 16 kHz, [-1, 1]. Copied. */
  readonly pcm: Float32Array;
}

export interface VadWorkerApi {
  load(onProgress: (progress: LoadProgress) => void): Promise<Outcome<void>>;
  /** Probability of voice for each frame. */
  run(request: VadRequest): Promise<Outcome<Float32Array>>;
  reset(): Promise<Outcome<void>>;
}
