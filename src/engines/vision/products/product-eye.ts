import type { GlyphReader } from '../../../core/looks/displays/glyph-reader.ts';
import { readDisplay } from '../../../core/looks/displays/read-display.ts';
import { litLamp } from '../../../core/looks/lamps.ts';
import { GALLERY_VIEWS, QUERY_VIEWS, type Lineup, type Look, type Recognition } from '../../../core/looks/lineup.ts';
import type { Picture } from '../../../core/looks/picture.ts';
import { qualityOf } from '../../../core/looks/quality.ts';
import { Failure } from '../../../core/shared/failure.ts';
import type { CodeReader } from '../codes/reader.ts';
import type { Embedder } from '../looks/embedder.ts';
import type { SeenProduct } from './contract.ts';

export interface ProductEyeParts {
  readonly codes: CodeReader;
  /** Without both, barcodes are all that is seen. */
  readonly embedder?: Embedder | undefined;
  readonly lineup?: Lineup | undefined;
  /** Reads displays; without, none is read. */
  readonly glyphs?: GlyphReader | undefined;
  /** Codes that they may show, beside a letter and a number. */
  readonly displayCodes?: readonly string[];
  /** Whether lamps are looked for. */
  readonly hasLamps?: boolean;
}

/** Looks at a picture of a product: first its codes, then, where there are none, its display and its looks. No thread, no transport. */
export class ProductEye {
  readonly #parts: ProductEyeParts;

  constructor(parts: ProductEyeParts) {
    this.#parts = parts;
  }

  /** How it looks, for a gallery. @throws Failure `not-found` without a network */
  async learn(picture: Picture): Promise<Look> {
    if (!this.#parts.embedder) throw new Failure('not-found', 'without an image network nothing can be learnt');
    return this.#parts.embedder.look(picture, GALLERY_VIEWS);
  }

  /** @param looks whether its looks are compared too: always, never, or where no code was read */
  async see(picture: Picture, looks: 'always' | 'never' | 'without-code' = 'without-code'): Promise<SeenProduct> {
    const { codes: reader, embedder, lineup, glyphs, displayCodes = [], hasLamps = false } = this.#parts;
    const codes = await reader.read(picture, looks !== 'never');
    const isWhole = looks === 'always' || (looks === 'without-code' && codes.length === 0);
    const display = isWhole && glyphs ? readDisplay(picture, displayCodes, glyphs) : undefined;
    const lamp = isWhole && hasLamps && !display ? litLamp(picture) : undefined;
    return { codes, display, lamp, recognition: isWhole && embedder && lineup ? await recognise(picture, embedder, lineup) : undefined, quality: qualityOf(picture) };
  }
}

/** By one view, and by a second one where the first leaves doubt: the network is most of the time that a photo takes. */
async function recognise(picture: Picture, embedder: Embedder, lineup: Lineup): Promise<Recognition> {
  const [first, ...more] = QUERY_VIEWS;
  const look = await embedder.look(picture, [first]);
  const recognition = lineup.recognise(look);
  if (lineup.isSure(recognition)) return recognition;
  return lineup.recognise({ ...look, views: [...look.views, ...(await embedder.views(picture, more))] });
}
