/**
 * Writes ONNX files: just enough of protobuf for graphs of standard operators.
 * Source: onnx/onnx.proto (field numbers), protobuf encoding guide (wire format).
 */
const FLOAT = 1;
const INT64 = 7;

export type Dimension = number | string;

export interface Tensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: Float32Array | BigInt64Array;
}

export interface Value {
  readonly name: string;
  readonly dims: readonly Dimension[];
}

export interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Integers and lists of integers only. */
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

export interface Graph {
  readonly name: string;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly initializers: readonly Tensor[];
  readonly nodes: readonly Node[];
}

/** The bytes of a model; the same graph always gives the same bytes. */
export function writeOnnx(graph: Graph, { opset, producer }: { opset: number; producer: string }): Uint8Array {
  return message([
    integer(1, 8), // ir_version
    text(2, producer),
    bytes(7, message([
      ...graph.nodes.map((node) => bytes(1, nodeMessage(node))),
      text(2, graph.name),
      ...graph.initializers.map((tensor) => bytes(5, tensorMessage(tensor))),
      ...graph.inputs.map((value) => bytes(11, valueMessage(value))),
      ...graph.outputs.map((value) => bytes(12, valueMessage(value))),
    ])),
    bytes(8, message([text(1, ''), integer(2, opset)])),
  ]);
}

function nodeMessage({ op, inputs, outputs, attributes = {} }: Node): Uint8Array {
  return message([
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(3, `${op}_${outputs[0]}`),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => bytes(5, message(typeof value === 'number'
      ? [text(1, name), integer(3, value), integer(20, 2)] // AttributeProto.INT
      : [text(1, name), ...value.map((item) => integer(8, item)), integer(20, 7)]))), // INTS
  ]);
}

function tensorMessage({ name, dims, data }: Tensor): Uint8Array {
  const type = data instanceof Float32Array ? FLOAT : INT64;
  return message([...dims.map((size) => integer(1, size)), integer(2, type), text(8, name), bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength))]);
}

function valueMessage({ name, dims }: Value): Uint8Array {
  const shape = message(dims.map((size) => bytes(1, message([typeof size === 'number' ? integer(1, size) : text(2, size)]))));
  return message([text(1, name), bytes(2, message([bytes(1, message([integer(1, FLOAT), bytes(2, shape)]))]))]);
}

function integer(field: number, value: number): Uint8Array {
  return message([varint(BigInt(field << 3)), varint(BigInt.asUintN(64, BigInt(value)))]);
}

function text(field: number, value: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(value));
}

function bytes(field: number, value: Uint8Array): Uint8Array {
  return message([varint(BigInt((field << 3) | 2)), varint(BigInt(value.length)), value]);
}

function varint(value: bigint): Uint8Array {
  const out: number[] = [];
  let rest = value;
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    out.push(rest > 0n ? low | 128 : low);
  } while (rest > 0n);
  return Uint8Array.from(out);
}

function message(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
