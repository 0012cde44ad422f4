/** Types both sides of the sentence-embedding worker share. */
import type { Outcome } from '../../core/shared/failure.ts';
import type { LoadProgress } from '../../ports/engine.ts';
import type { ModelFile } from '../../runtime/model-store.ts';

export interface EmbedSetup {
  readonly network: ModelFile;
  readonly vocabulary: ModelFile;
}

export interface EmbedRequest {
  readonly text: string;
}

export interface EmbedWorkerApi {
  load(setup: EmbedSetup, onProgress: (progress: LoadProgress) => void): Promise<Outcome<void>>;
  /** Unit vector; transferred to the page. */
  run(request: EmbedRequest): Promise<Outcome<Float32Array>>;
}
