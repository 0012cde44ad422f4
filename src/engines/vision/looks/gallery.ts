import { COLOUR_SIZE } from '../../../core/looks/colour.ts';
import type { Label } from '../../../core/knowledge/taught.ts';
import { dot } from '../../../core/looks/whitened.ts';
import { GALLERY_VIEWS, type GalleryLook } from '../../../core/looks/lineup.ts';

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

const MAGIC = 0x47424c59; // 'YLBG'
const VERSION = 1;

interface Header {
  readonly network: string;
  readonly isCatalogue: boolean;
  /** Length of a view's vector. */
  readonly size: number;
  readonly pictures: readonly { readonly product: string; readonly thumbnail: string }[];
  readonly labels?: readonly Label[];
}

/**
 * u32 magic, u32 version, u32 length of the header, the header (JSON, UTF-8), then for each picture its views and its colour as u8, each with a f32 scale before it.
 * A vector of a thousand takes a thousand bytes, exact to a 500th of its largest part.
 */
export function encodeGallery({ network, isCatalogue, pictures, labels = [] }: Gallery): Uint8Array<ArrayBuffer> {
  const size = pictures[0]?.views[0]?.length ?? 0;
  const header = new TextEncoder().encode(JSON.stringify({ network, isCatalogue, size, pictures: pictures.map(({ product, thumbnail }) => ({ product, thumbnail })), labels } satisfies Header));
  const each = GALLERY_VIEWS.length * (size + 4) + COLOUR_SIZE + 4;
  const bytes = new Uint8Array(12 + header.length + pictures.length * each);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, header.length, true);
  bytes.set(header, 12);
  let at = 12 + header.length;
  for (const { views, colour } of pictures) {
    for (const vector of [...views, colour]) {
      const scale = Math.max(1e-9, ...vector) / 255;
      view.setFloat32(at, scale, true);
      for (let i = 0; i < vector.length; i += 1) bytes[at + 4 + i] = Math.round(Math.max(0, vector[i]!) / scale);
      at += 4 + vector.length;
    }
  }
  return bytes;
}

/** @throws RangeError for what is no gallery of this version */
export function decodeGallery(bytes: Uint8Array): Gallery {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== VERSION) throw new RangeError('this is no gallery of this version');
  const length = view.getUint32(8, true);
  const { network, isCatalogue, size, pictures, labels = [] } = JSON.parse(new TextDecoder().decode(bytes.subarray(12, 12 + length))) as Header;
  let at = 12 + length;
  if (bytes.length !== at + pictures.length * (GALLERY_VIEWS.length * (size + 4) + COLOUR_SIZE + 4)) throw new RangeError('the gallery is cut off');
  const next = (count: number) => {
    const scale = view.getFloat32(at, true);
    const vector = Float32Array.from(bytes.subarray(at + 4, at + 4 + count), (value) => value * scale);
    at += 4 + count;
    return vector;
  };
  return { network, isCatalogue, labels, pictures: pictures.map(({ product, thumbnail }) => ({ product, thumbnail, views: GALLERY_VIEWS.map(() => next(size)), colour: next(COLOUR_SIZE) })) };
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
