/** Types both sides of the worker that reads text share. */
import type { PrintedWord } from '../../../core/looks/printed/printed-names.ts';
import type { Outcome } from '../../../core/shared/failure.ts';

export interface ReadRequest {
  /** Transferred; closed by the worker. */
  readonly picture: ImageBitmap;
}

export interface Reading {
  readonly words: readonly PrintedWord[];
  /** It was read as in a mirror. */
  readonly isReversed: boolean;
}

export interface TextWorkerApi {
  load(): Promise<Outcome<void>>;
  run(request: ReadRequest): Promise<Outcome<Reading>>;
}
