import type { MandarinPhrases } from '../../../core/knowledge/shop-pack.ts';
import type { ModelFile } from '../../../runtime/model-store.ts';

/** What the Mandarin worker is given. */
export interface MandarinSetup {
  readonly network: ModelFile;
  readonly tokens: ModelFile;
  readonly phrases: MandarinPhrases;
  /** `auto` times both on this machine and takes the faster. */
  readonly backend: 'auto' | 'wasm' | 'webgpu';
}
