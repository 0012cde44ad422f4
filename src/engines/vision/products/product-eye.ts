import { QUERY_VIEWS, type Lineup, type Recognition } from '../../../core/looks/lineup.ts';
import type { Picture } from '../../../core/looks/picture.ts';
import { qualityOf, type Quality } from '../../../core/looks/quality.ts';
import type { ReadCode } from '../codes/reader.ts';
import type { Embedder } from '../looks/embedder.ts';

export interface ProductEyeParts {
  readonly readCodes: (picture: Picture) => Promise<readonly ReadCode[]>;
  /** Without both, barcodes are all that is seen. */
  readonly embedder?: Embedder | undefined;
  readonly lineup?: Lineup | undefined;
}

/** What a picture of a product tells, in order of certainty. */
export interface SeenProduct {
  readonly codes: readonly ReadCode[];
  readonly recognition: Recognition | undefined;
  readonly quality: Quality;
}

/** Looks at a picture of a product: first its codes, then, where there are none, its looks. No thread, no transport. */
export class ProductEye {
  readonly #parts: ProductEyeParts;

  constructor(parts: ProductEyeParts) {
    this.#parts = parts;
  }

  /** @param isWhole true: its looks are compared even where a code was read */
  async see(picture: Picture, { isWhole = false }: { readonly isWhole?: boolean } = {}): Promise<SeenProduct> {
    const { readCodes, embedder, lineup } = this.#parts;
    const codes = await readCodes(picture);
    const looks = (codes.length === 0 || isWhole) && embedder && lineup;
    return { codes, recognition: looks ? lineup.recognise(await embedder.look(picture, QUERY_VIEWS)) : undefined, quality: qualityOf(picture) };
  }
}
