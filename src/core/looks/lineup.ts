import { groupBy } from '../shared/group-by.ts';
import { toUnitLength } from '../shared/unit-length.ts';
import { dot } from './dot.ts';
import type { Background, Sample } from './scatter.ts';
import { Whitened } from './whitened.ts';

/** Centre squares of a gallery picture, as shares of its shorter side: each counts as a sample. */
export const GALLERY_VIEWS = [1, 0.8, 0.6, 0.5] as const;
/** … and of a picture that is asked about, both of which are among them. */
export const QUERY_VIEWS = [0.8, 0.6] as const;

/** How a picture looks: what a network and its colours say of it. */
export interface Look {
  /** Unit vectors, one for each view. */
  readonly views: readonly Float32Array[];
  /** Of core/looks/colour. */
  readonly colour: Float32Array;
}

export interface GalleryLook extends Look {
  readonly product: string;
}

export interface Candidate {
  readonly product: string;
  /** In [0, 1]; sums to 1 over all products, so it says which, not whether. */
  readonly probability: number;
}

export interface Recognition {
  /** Best first, all of them. */
  readonly candidates: readonly Candidate[];
  /**
   * How surely it is any of them at all: the log-sum of the scores, which tells other goods of the same kind, and the cosine to the likest picture, which tells quite
   * other things. About 0.8 to 2.
   */
  readonly acquaintance: number;
  readonly isKnown: boolean;
}

export interface LineupOptions {
  /** How pictures of other things differ. */
  readonly background?: Background | undefined;
  /** The gallery's pictures are of another kind than those that are asked about (catalogue pictures): only the background says what may vary. */
  readonly isCatalogue?: boolean;
  /** False leaves `isKnown` without a measure of its own: for a lineup that measures another. */
  readonly isCalibrated?: boolean;
}

const COLOUR_WEIGHT = 0.08;
/** Softmax scale, by cross-validation over classes of photos of goods; leave-one-out in a gallery would be too sure, its photos being of one day. */
const SCALE = 26;
/** Of the gallery's own pictures, seen with one half of the others only, this share may be refused. */
const OWN_REFUSED = 0.1;
/** What is known where a gallery has one picture of each product, and says nothing of how pictures of it differ: of n products. Nine of ten of a shop's own are. */
const leastOf = (products: number) => 0.88 + 0.06 * Math.log(products);

/** One view that says so likely which it is needs no second. */
const SURE = 0.7;

/** All goods of a shop by their looks: whoever is asked about stands in line. */
export class Lineup {
  readonly #products: readonly string[];
  readonly #gallery: readonly GalleryLook[];
  readonly #shape: Whitened;
  readonly #colour: Whitened;
  readonly #least: number;

  /** @throws RangeError for an empty gallery */
  constructor(gallery: readonly GalleryLook[], { background, isCatalogue = false, isCalibrated = true }: LineupOptions = {}) {
    if (gallery.length === 0) throw new RangeError('a gallery needs a picture');
    this.#gallery = gallery;
    this.#products = [...new Set(gallery.map(({ product }) => product))];
    this.#shape = new Whitened(shapesOf(gallery), background?.shape, !isCatalogue);
    this.#colour = new Whitened(coloursOf(gallery), background?.colour, !isCatalogue);
    this.#least = (isCalibrated ? leastAcquaintance(gallery, background, isCatalogue) : undefined) ?? leastOf(this.#products.length);
  }

  get products(): readonly string[] {
    return this.#products;
  }

  /**
   * One view may be enough: a second one changes nothing where the first is known and this likely, and takes as long as the first.
   * @see bench/eyes/products: of photos of a shop's own goods it is so with more than half, of other things with none
   */
  isSure({ candidates: [best], isKnown }: Recognition): boolean {
    return isKnown && best!.probability >= SURE;
  }

  /** @param look with QUERY_VIEWS, or the first of them alone */
  recognise(look: Look): Recognition {
    const scores = this.#scores(look);
    const best = Math.max(...scores);
    const weights = scores.map((score) => Math.exp(SCALE * (score - best)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const candidates = this.#products.map((product, i) => ({ product, probability: weights[i]! / total })).sort((a, b) => b.probability - a.probability);
    const acquaintance = best + Math.log(total) / SCALE + this.#likeness(look);
    return { candidates, acquaintance, isKnown: acquaintance >= this.#least };
  }

  #scores(look: Look): number[] {
    const shape = this.#shape.scores(joined(look.views));
    const colour = this.#colour.scores(look.colour);
    return this.#products.map((_, i) => shape[i]! + COLOUR_WEIGHT * colour[i]!);
  }

  #likeness({ views }: Look): number {
    let best = -1;
    for (const other of this.#gallery) {
      let sum = 0;
      views.forEach((view, i) => { sum += dot(other.views[GALLERY_VIEWS.indexOf(QUERY_VIEWS[i]!)]!, 0, view, 0, view.length); });
      best = Math.max(best, sum / views.length);
    }
    return best;
  }
}

/** From the gallery itself: how well is a picture of a product known by a lineup that has seen one half of the gallery, and not this one? */
function leastAcquaintance(gallery: readonly GalleryLook[], background: Background | undefined, isCatalogue: boolean): number | undefined {
  const groups = [...groupBy(gallery, ({ product }) => product).values()].filter((group) => group.length > 1);
  if (groups.length < 2) return undefined;
  const halves = [0, 1].map((half) => groups.flatMap((group) => group.filter((_, i) => i % 2 === half)));
  const seen = [0, 1].flatMap((half) => {
    const lineup = new Lineup(halves[half]!, { background, isCatalogue, isCalibrated: false });
    return halves[1 - half]!.map((look) => lineup.recognise(asQuery(look)).acquaintance);
  }).sort((a, b) => a - b);
  return seen[Math.floor(seen.length * OWN_REFUSED)];
}

/** A gallery's picture as one that is asked about. */
export function asQuery({ views, colour }: GalleryLook): Look {
  return { views: QUERY_VIEWS.map((view) => views[GALLERY_VIEWS.indexOf(view)]!), colour };
}

/** Each view of a picture is a sample. */
export function shapesOf(gallery: readonly GalleryLook[]): Sample[] {
  return samplesOf(gallery, ({ views }) => views);
}

export function coloursOf(gallery: readonly GalleryLook[]): Sample[] {
  return samplesOf(gallery, ({ colour }) => [colour]);
}

function samplesOf(gallery: readonly GalleryLook[], vectorsOf: (look: GalleryLook) => readonly Float32Array[]): Sample[] {
  const products = [...new Set(gallery.map(({ product }) => product))];
  return gallery.flatMap((look) => vectorsOf(look).map((vector) => ({ class: products.indexOf(look.product), vector })));
}

/** Views as one: their sum, of length 1. */
function joined(views: readonly Float32Array[]): Float32Array {
  return toUnitLength(views[0]!.map((_, i) => views.reduce((all, view) => all + view[i]!, 0)));
}
