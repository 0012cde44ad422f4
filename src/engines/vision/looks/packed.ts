/** Files of vectors beside a header: u32 magic, u32 version, u32 length of the header, the header (JSON, UTF-8), then each vector as a f32 scale and a byte for each number. */
export interface PackedKind {
  readonly magic: number;
  readonly version: number;
  /** Whether numbers may be below 0: then they are exact to a 254th of the vector's largest, else to a 510th. */
  readonly isSigned: boolean;
  /** In messages. */
  readonly name: string;
}

const START = 12;

export function pack({ magic, version, isSigned }: PackedKind, header: object, vectors: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(START + head.length + vectors.reduce((sum, vector) => sum + 4 + vector.length, 0));
  const view = new DataView(bytes.buffer);
  [magic, version, head.length].forEach((value, i) => view.setUint32(4 * i, value, true));
  bytes.set(head, START);
  let at = START + head.length;
  for (const vector of vectors) {
    const largest = vector.reduce((most, value) => Math.max(most, isSigned ? Math.abs(value) : value), 1e-9);
    const scale = largest / (isSigned ? 127 : 255);
    view.setFloat32(at, scale, true);
    vector.forEach((value, i) => { bytes[at + 4 + i] = Math.round((isSigned ? value : Math.max(0, value)) / scale); });
    at += 4 + vector.length;
  }
  return bytes;
}

/** @param sizesOf lengths of the vectors that such a header announces @throws RangeError for what is no file of this kind and version */
export function unpack<H>({ magic, version, isSigned, name }: PackedKind, bytes: Uint8Array, sizesOf: (header: H) => readonly number[]): { readonly header: H; readonly vectors: readonly Float32Array[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < START || view.getUint32(0, true) !== magic || view.getUint32(4, true) !== version) throw new RangeError(`this is no ${name} of this version`);
  const length = view.getUint32(8, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(START, START + length))) as H;
  const sizes = sizesOf(header);
  let at = START + length;
  if (bytes.length !== sizes.reduce((sum, size) => sum + 4 + size, at)) throw new RangeError(`the ${name} is cut off`);
  const vectors = sizes.map((size) => {
    const scale = view.getFloat32(at, true);
    const part = bytes.subarray(at + 4, at + 4 + size);
    at += 4 + size;
    return Float32Array.from(isSigned ? new Int8Array(part) : part, (value) => value * scale);
  });
  return { header, vectors };
}
