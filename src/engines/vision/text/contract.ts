/** Types both sides of the worker that reads text share. */
import type { PrintedWord } from '../../../core/looks/printed/printed-names.ts';
import type { Outcome } from '../../../core/shared/failure.ts';
import type { LoadProgress } from '../../../ports/engine.ts';

export interface ReadRequest {
  /** Transferred; closed by the worker. */
  readonly picture: ImageBitmap;
}

export interface TextWorkerApi {
  load(onProgress: (progress: LoadProgress) => void): Promise<Outcome<void>>;
  run(request: ReadRequest): Promise<Outcome<readonly PrintedWord[]>>;
}
