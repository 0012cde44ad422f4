import { Failure } from '../../core/shared/failure.ts';
import type { IntentModel } from './model.ts';

const MAGIC = 0x32494259; // "YBI2"

interface Header {
  readonly intents: readonly string[];
  readonly dimensions: number;
  readonly hidden: number;
  /** Features that are known: the rows that follow. */
  readonly rows: number;
  readonly hiddenBias: readonly number[];
  readonly bias: readonly number[];
}

/**
 * Packs a model: header (JSON), then for each known feature its index (u16), idf (f32), scale (f32) and a row of int8; then the output layer,
 * scale and row for each intent. Decisions stay the same to within a part in a thousand.
 */
export function encodeIntentModel({ intents, idf, network }: IntentModel): Uint8Array {
  const { hidden, dimensions, embedding, hiddenBias, weights, bias } = network;
  const known = [...idf.keys()].filter((row) => idf[row] !== 0);
  const header: Header = { intents, dimensions, hidden, rows: known.length, hiddenBias: [...hiddenBias], bias: [...bias] };
  const head = new TextEncoder().encode(JSON.stringify(header));
  const view = new DataView(new ArrayBuffer(8 + head.length + known.length * (10 + hidden) + intents.length * (4 + hidden)));
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, head.length, true);
  new Uint8Array(view.buffer).set(head, 8);
  let at = 8 + head.length;
  for (const row of known) {
    view.setUint16(at, row, true);
    view.setFloat32(at + 2, idf[row]!, true);
    at = putRow(view, at + 6, embedding.subarray(row * hidden, (row + 1) * hidden));
  }
  for (let c = 0; c < intents.length; c += 1) at = putRow(view, at, weights.subarray(c * hidden, (c + 1) * hidden));
  return new Uint8Array(view.buffer);
}

/** @throws Failure `invalid-input` when the bytes are no such model */
export function decodeIntentModel(bytes: Uint8Array): IntentModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8 || view.getUint32(0, true) !== MAGIC) throw new Failure('invalid-input', 'not an intent model');
  const length = view.getUint32(4, true);
  const { intents, dimensions, hidden, rows, hiddenBias, bias } = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Header;
  if (bytes.length !== 8 + length + rows * (10 + hidden) + intents.length * (4 + hidden)) throw new Failure('invalid-input', 'the intent model is cut off');
  const idf = new Float32Array(dimensions);
  const embedding = new Float32Array(dimensions * hidden);
  const weights = new Float32Array(intents.length * hidden);
  let at = 8 + length;
  for (let i = 0; i < rows; i += 1) {
    const row = view.getUint16(at, true);
    idf[row] = view.getFloat32(at + 2, true);
    at = takeRow(view, at + 6, embedding.subarray(row * hidden, (row + 1) * hidden));
  }
  for (let c = 0; c < intents.length; c += 1) at = takeRow(view, at, weights.subarray(c * hidden, (c + 1) * hidden));
  return { intents, idf, network: { dimensions, hidden, outputs: intents.length, embedding, hiddenBias: Float32Array.from(hiddenBias), weights, bias: Float32Array.from(bias) } };
}

/** Scale and int8 values of a row. @returns the place after it */
function putRow(view: DataView, at: number, values: Float32Array): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  const scale = largest / 127 || 1;
  view.setFloat32(at, scale, true);
  values.forEach((value, j) => view.setInt8(at + 4 + j, Math.round(value / scale)));
  return at + 4 + values.length;
}

function takeRow(view: DataView, at: number, into: Float32Array): number {
  const scale = view.getFloat32(at, true);
  for (let j = 0; j < into.length; j += 1) into[j] = view.getInt8(at + 4 + j) * scale;
  return at + 4 + into.length;
}
