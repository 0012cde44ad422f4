import { condensed, scatterOf, type Background, type Scatter } from '../../../core/looks/scatter.ts';
import { coloursOf, shapesOf, type GalleryLook } from '../../../core/looks/lineup.ts';
import { pack, unpack, type PackedKind } from './packed.ts';

const KIND: PackedKind = { magic: 0x42424c59 /* 'YLBB' */, version: 1, isSigned: true, name: 'background' };
/** Directions that are kept of how shapes and colours differ: more change nothing (bench/eyes/products). */
const SHAPE_RANK = 64;
const COLOUR_RANK = 32;

/** How a scatter is told in the header; its vectors are the mean, and then the rows. */
interface Told {
  readonly size: number;
  readonly rows: number;
  readonly count: number;
  readonly energy: number;
}

interface Header {
  readonly network: string;
  readonly shape: Told;
  readonly colour: Told;
}

/** How pictures of goods differ, learnt from goods of any kind: small, and as a file would give it. */
export function backgroundOf(looks: readonly GalleryLook[]): Background {
  return decodeBackground(encodeBackground({ shape: condensed(scatterOf(shapesOf(looks)), SHAPE_RANK), colour: condensed(scatterOf(coloursOf(looks)), COLOUR_RANK) }, ''), '')!;
}

/** @param network SHA-256 of the network that looked, in hex */
export function encodeBackground({ shape, colour }: Background, network: string): Uint8Array<ArrayBuffer> {
  const told = ({ rows, count, energy, mean }: Scatter): Told => ({ size: mean.length, rows: rows.length, count, energy });
  return pack(KIND, { network, shape: told(shape), colour: told(colour) } satisfies Header, [shape, colour].flatMap(({ mean, rows }) => [mean, ...rows]));
}

/** @returns undefined for one of another network: it says nothing of how things look to this one @throws RangeError for what is no background of this version */
export function decodeBackground(bytes: Uint8Array, network: string): Background | undefined {
  const { header: { network: made, shape, colour }, vectors } = unpack<Header>(KIND, bytes, (header) => [header.shape, header.colour].flatMap(({ rows, size }) => Array.from({ length: rows + 1 }, () => size)));
  if (made !== network) return undefined;
  const scatter = ({ rows, count, energy }: Told, from: number): Scatter => ({ count, energy, mean: vectors[from]!, rows: vectors.slice(from + 1, from + 1 + rows) });
  return { shape: scatter(shape, 0), colour: scatter(colour, shape.rows + 1) };
}
