import { QUERY_VIEWS, type Lineup } from '../../../core/looks/lineup.ts';
import type { Picture } from '../../../core/looks/picture.ts';
import { qualityOf } from '../../../core/looks/quality.ts';
import type { CodeReader } from '../codes/reader.ts';
import type { Embedder } from '../looks/embedder.ts';
import type { SeenProduct } from './contract.ts';

export interface ProductEyeParts {
  readonly codes: CodeReader;
  /** Without both, barcodes are all that is seen. */
  readonly embedder?: Embedder | undefined;
  readonly lineup?: Lineup | undefined;
}

/** Looks at a picture of a product: first its codes, then, where there are none, its looks. No thread, no transport. */
export class ProductEye {
  readonly #parts: ProductEyeParts;

  constructor(parts: ProductEyeParts) {
    this.#parts = parts;
  }

  /** @param looks whether its looks are compared too: always, never, or where no code was read */
  async see(picture: Picture, looks: 'always' | 'never' | 'without-code' = 'without-code'): Promise<SeenProduct> {
    const { codes: reader, embedder, lineup } = this.#parts;
    const codes = await reader.read(picture, looks !== 'never');
    const isCompared = (looks === 'always' || (looks === 'without-code' && codes.length === 0)) && embedder && lineup;
    return { codes, recognition: isCompared ? lineup.recognise(await embedder.look(picture, QUERY_VIEWS)) : undefined, quality: qualityOf(picture) };
  }
}
