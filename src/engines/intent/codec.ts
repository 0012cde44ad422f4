import { Failure } from '../../core/shared/failure.ts';
import { BagNetwork, type BagShape } from './bag-network.ts';
import type { FeatureSpace } from './features.ts';
import type { BagModel, IntentModel } from './model.ts';

const MAGIC = 0x34494259; // "YBI4"

interface Header extends BagShape {
  readonly intents: readonly string[];
  readonly places: FeatureSpace['places'];
  /** Of a value in the embedding: 8, or 4. */
  readonly bits: number;
  /** Rows of features that are known. */
  readonly rows: number;
  readonly hiddenBias: readonly number[];
  readonly bias: readonly number[];
}

export interface CodecOptions {
  /** 4 halves the size; one decision in three hundred changes. */
  readonly bits?: 4 | 8;
}

/** Values that share a scale. */
const BLOCK = 256;

/**
 * Packs a model: header (JSON); index (u16) and idf (f32) of each known row; then those rows and the output layer, each row in blocks of a scale (f32)
 * and whole numbers. With 8 bits, decisions stay the same to within a part in a thousand.
 */
export function encodeBagModel({ intents = [], space, network }: BagModel & Partial<IntentModel>, { bits = 8 }: CodecOptions = {}): Uint8Array {
  const { dimensions, hidden, outputs, embedding, weights, hiddenBias, bias } = network;
  const known = [...space.idf.keys()].filter((row) => space.idf[row] !== 0);
  const header: Header = { intents, dimensions, places: space.places, hidden, outputs, bits, rows: known.length, hiddenBias: [...hiddenBias], bias: [...bias] };
  const head = new TextEncoder().encode(JSON.stringify(header));
  const view = new DataView(new ArrayBuffer(8 + head.length + bodyLength(header)));
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, head.length, true);
  new Uint8Array(view.buffer).set(head, 8);
  let at = 8 + head.length;
  for (const row of known) {
    view.setUint16(at, row, true);
    view.setFloat32(at + 2, space.idf[row]!, true);
    at += 6;
  }
  for (const row of known) at = putRow(view, at, embedding.subarray(row * hidden, (row + 1) * hidden), bits);
  for (let c = 0; c < outputs; c += 1) at = putRow(view, at, weights.subarray(c * hidden, (c + 1) * hidden), 8);
  return new Uint8Array(view.buffer);
}

/** @throws Failure `invalid-input` when the bytes are no such model */
export function decodeBagModel(bytes: Uint8Array): IntentModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8 || view.getUint32(0, true) !== MAGIC) throw new Failure('invalid-input', 'not a bag of features');
  const length = view.getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Header;
  const { intents, dimensions, places, hidden, outputs, bits, rows } = header;
  if (bytes.length !== 8 + length + bodyLength(header)) throw new Failure('invalid-input', 'the model is cut off');
  let at = 8 + length;
  const idf = new Float32Array(dimensions);
  const known = Array.from({ length: rows }, () => {
    const row = view.getUint16(at, true);
    idf[row] = view.getFloat32(at + 2, true);
    at += 6;
    return row;
  });
  const network = new BagNetwork(header);
  for (const row of known) at = takeRow(view, at, network.embedding.subarray(row * hidden, (row + 1) * hidden), bits);
  for (let c = 0; c < outputs; c += 1) at = takeRow(view, at, network.weights.subarray(c * hidden, (c + 1) * hidden), 8);
  network.hiddenBias.set(header.hiddenBias);
  network.bias.set(header.bias);
  return { intents, space: { idf, places }, network };
}

function bodyLength({ rows, hidden, outputs, bits }: Header): number {
  return rows * (6 + rowLength(hidden, bits)) + outputs * rowLength(hidden, 8);
}

function rowLength(values: number, bits: number): number {
  return 4 * Math.ceil(values / BLOCK) + Math.ceil((values * bits) / 8);
}

/** A row, block after block: scale and whole numbers, two to a byte where they have four bits. @returns the place after it */
function putRow(view: DataView, at: number, row: Float32Array, bits: number): number {
  const most = 2 ** (bits - 1) - 1;
  for (let start = 0; start < row.length; start += BLOCK) {
    const values = row.subarray(start, start + BLOCK);
    const scale = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) / most || 1;
    view.setFloat32(at, scale, true);
    at += 4;
    values.forEach((value, j) => {
      const whole = Math.round(value / scale);
      if (bits === 8) view.setInt8(at + j, whole);
      else view.setUint8(at + (j >> 1), view.getUint8(at + (j >> 1)) | ((whole + 8) << (4 * (j & 1))));
    });
    at += Math.ceil((values.length * bits) / 8);
  }
  return at;
}

function takeRow(view: DataView, at: number, row: Float32Array, bits: number): number {
  for (let start = 0; start < row.length; start += BLOCK) {
    const values = row.subarray(start, start + BLOCK);
    const scale = view.getFloat32(at, true);
    at += 4;
    for (let j = 0; j < values.length; j += 1) values[j] = scale * (bits === 8 ? view.getInt8(at + j) : ((view.getUint8(at + (j >> 1)) >> (4 * (j & 1))) & 15) - 8);
    at += Math.ceil((values.length * bits) / 8);
  }
  return at;
}
