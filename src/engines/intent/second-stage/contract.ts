/** Types both sides of the reader's worker share. */
import type { Outcome } from '../../../core/shared/failure.ts';
import type { IntentScore } from '../../../core/understanding/bands.ts';
import type { LoadProgress } from '../../../ports/engine.ts';
import type { ModelFile } from '../../../runtime/model-store.ts';
import type { ReaderExample } from './reader.ts';

export interface ReadRequest {
  /** Delexicalised sentence (core/understanding/mentions). */
  readonly text: string;
}

/** Which encoder reads: the student in the build (an absolute address), or a sentence embedding of the manifest. */
export type EncoderSetup = { readonly kind: 'student'; readonly url: string } | { readonly kind: 'network'; readonly network: ModelFile; readonly vocabulary: ModelFile };

export interface ReaderSetup {
  readonly encoder: EncoderSetup;
  readonly examples: readonly ReaderExample[];
}

export interface ReaderWorkerApi {
  load(setup: ReaderSetup, onProgress: (progress: LoadProgress) => void): Promise<Outcome<void>>;
  /** Reads up to `most` further examples. @returns true when all are read and sentences can be scored */
  learn(most: number): Promise<Outcome<boolean>>;
  run(request: ReadRequest): Promise<Outcome<readonly IntentScore[]>>;
}
