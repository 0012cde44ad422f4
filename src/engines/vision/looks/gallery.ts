import { COLOUR_SIZE } from '../../../core/looks/colour.ts';
import type { Label } from '../../../core/knowledge/taught.ts';
import { dot } from '../../../core/looks/dot.ts';
import { GALLERY_VIEWS, type GalleryLook } from '../../../core/looks/lineup.ts';
import { pack, unpack, type PackedKind } from './packed.ts';

/** One picture of a product as a gallery keeps it. */
export interface GalleryPicture extends GalleryLook {
  /** Small, as a data URL; '' for none. */
  readonly thumbnail: string;
}

export interface Gallery {
  /** Which network looked: its file's SHA-256; looks of different networks cannot be compared. */
  readonly network: string;
  /** Pictures of a catalogue, not of a shelf: the gallery's own scatter says nothing of how goods look in a hand. */
  readonly isCatalogue: boolean;
  readonly pictures: readonly GalleryPicture[];
  /** What staff taught beside looks: barcodes, and goods that are new. */
  readonly labels?: readonly Label[];
}

const KIND: PackedKind = { magic: 0x47424c59 /* 'YLBG' */, version: 1, isSigned: false, name: 'gallery' };

interface Header {
  readonly network: string;
  readonly isCatalogue: boolean;
  /** Length of a view's vector. */
  readonly size: number;
  readonly pictures: readonly { readonly product: string; readonly thumbnail: string }[];
  readonly labels?: readonly Label[];
}

/** For each picture its views and its colour. A vector of a thousand takes a thousand bytes. */
export function encodeGallery({ network, isCatalogue, pictures, labels = [] }: Gallery): Uint8Array<ArrayBuffer> {
  const size = pictures[0]?.views[0]?.length ?? 0;
  const header: Header = { network, isCatalogue, size, pictures: pictures.map(({ product, thumbnail }) => ({ product, thumbnail })), labels };
  return pack(KIND, header, pictures.flatMap(({ views, colour }) => [...views, colour]));
}

/** @throws RangeError for what is no gallery of this version */
export function decodeGallery(bytes: Uint8Array): Gallery {
  const { header: { network, isCatalogue, pictures, labels = [] }, vectors } = unpack<Header>(KIND, bytes, (header) => header.pictures.flatMap(() => [...GALLERY_VIEWS.map(() => header.size), COLOUR_SIZE]));
  const each = GALLERY_VIEWS.length + 1;
  return { network, isCatalogue, labels, pictures: pictures.map(({ product, thumbnail }, i) => ({ product, thumbnail, views: vectors.slice(i * each, i * each + each - 1), colour: vectors[i * each + each - 1]! })) };
}

/** Two pictures this alike (cosine) are one and the same. */
const SAME = 0.9995;

/** Pictures of both; where both have pictures of a product, all of them, each once. Of labels the second one's count. @throws RangeError when different networks looked */
export function mergeGalleries(a: Gallery, b: Gallery): Gallery {
  if (a.network !== b.network) throw new RangeError('the galleries were made with different networks');
  const labels = new Map([...(a.labels ?? []), ...(b.labels ?? [])].map((label) => [label.product, label]));
  const isNew = ({ product, views }: GalleryPicture) => !a.pictures.some((other) => other.product === product && dot(other.views[0]!, 0, views[0]!, 0, views[0]!.length) > SAME);
  return { network: a.network, isCatalogue: a.isCatalogue && b.isCatalogue, pictures: [...a.pictures, ...b.pictures.filter(isNew)], labels: [...labels.values()] };
}
