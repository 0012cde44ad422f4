import { Failure } from '../../core/shared/failure.ts';
import type { IntentModel } from './model.ts';

const MAGIC = 0x31494259; // "YBI1"

/**
 * Packs a model: header (JSON), then for each known feature its index (u16), its idf (f32) and a row of int8 weights, one scale
 * a row (f32). Decisions stay the same to within a part in a thousand.
 */
export function encodeIntentModel({ intents, idf, weights, bias, temperature }: IntentModel): Uint8Array {
  const classes = intents.length;
  const rows = [...idf.keys()].filter((row) => idf[row] !== 0);
  const header = new TextEncoder().encode(JSON.stringify({ intents, dimensions: idf.length, rows: rows.length, temperature, bias: [...bias] }));
  const view = new DataView(new ArrayBuffer(8 + header.length + rows.length * (2 + 4 + 4 + classes)));
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, header.length, true);
  new Uint8Array(view.buffer).set(header, 8);
  let at = 8 + header.length;
  for (const row of rows) {
    const values = weights.subarray(row * classes, (row + 1) * classes);
    const scale = Math.max(...values.map(Math.abs)) / 127 || 1;
    view.setUint16(at, row, true);
    view.setFloat32(at + 2, idf[row]!, true);
    view.setFloat32(at + 6, scale, true);
    values.forEach((value, c) => view.setInt8(at + 10 + c, Math.round(value / scale)));
    at += 10 + classes;
  }
  return new Uint8Array(view.buffer);
}

/** @throws Failure `invalid-input` when the bytes are no such model */
export function decodeIntentModel(bytes: Uint8Array): IntentModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 8 || view.getUint32(0, true) !== MAGIC) throw new Failure('invalid-input', 'not an intent model');
  const headerLength = view.getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength))) as { intents: string[]; dimensions: number; rows: number; temperature: number; bias: number[] };
  const classes = header.intents.length;
  if (bytes.length !== 8 + headerLength + header.rows * (10 + classes)) throw new Failure('invalid-input', 'the intent model is cut off');
  const idf = new Float32Array(header.dimensions);
  const weights = new Float32Array(header.dimensions * classes);
  for (let i = 0, at = 8 + headerLength; i < header.rows; i += 1, at += 10 + classes) {
    const row = view.getUint16(at, true);
    idf[row] = view.getFloat32(at + 2, true);
    const scale = view.getFloat32(at + 6, true);
    for (let c = 0; c < classes; c += 1) weights[row * classes + c] = view.getInt8(at + 10 + c) * scale;
  }
  return { intents: header.intents, idf, weights, bias: Float32Array.from(header.bias), temperature: header.temperature };
}
