/** One layer of a Kaldi nnet1 network with its matrices in the order of the file. */
export interface Component {
  readonly type: string;
  readonly matrices: readonly Matrix[];
}

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** Row by row. */
  readonly data: Float32Array;
}

/**
 * Reads a binary Kaldi nnet1 file ("\0B", tokens, sizes, matrices FM and vectors FV).
 * Source: Kaldi, nnet/nnet-component.cc and base/io-funcs.h.
 * @throws Error naming the place when it is no such file or cut off
 */
export function readNnet(bytes: Uint8Array): Component[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  const fail = (what: string): never => { throw new Error(`${what} at byte ${at}`); };
  if (bytes[0] !== 0 || bytes[1] !== 0x42) fail('no binary Kaldi file');
  const token = (): string => {
    while (bytes[at] === 32 || bytes[at] === 10) at += 1;
    const start = at;
    while (at < bytes.length && bytes[at] !== 32 && bytes[at] !== 10) at += 1;
    const word = String.fromCharCode(...bytes.subarray(start, at));
    at += 1;
    return word;
  };
  const int32 = (): number => {
    if (at + 5 > bytes.length || bytes[at] !== 4) fail('a 4-byte number was expected');
    at += 5;
    return view.getInt32(at - 4, true);
  };
  const matrix = (kind: string): Matrix => {
    const rows = kind === 'FM' ? int32() : 1;
    const columns = int32();
    if (at + rows * columns * 4 > bytes.length) fail('the file is cut off');
    const data = new Float32Array(rows * columns);
    new Uint8Array(data.buffer).set(bytes.subarray(at, at + data.byteLength));
    at += rows * columns * 4;
    return { rows, columns, data };
  };
  if (token() !== '<Nnet>') fail('<Nnet> was expected');
  const components: Component[] = [];
  for (let type = token(); type !== '</Nnet>'; type = token()) {
    if (at >= bytes.length) fail('</Nnet> is missing');
    if (type === '<!EndOfComponent>') continue;
    int32(); // output size
    int32(); // input size
    const matrices: Matrix[] = [];
    for (;;) {
      const before = at;
      const next = token();
      if (next === 'FM' || next === 'FV') matrices.push(matrix(next));
      else if (next === '<!EndOfComponent>') break;
      else if (/^<(\/Nnet|AffineTransform|LinearTransform|Fsmn|RectifiedLinear|Softmax)>$/.test(next)) {
        at = before;
        break;
      } else if (next.startsWith('<')) int32(); // learning-rate coefficients, filter orders and strides: 4 bytes each
      else fail(`unexpected "${next}"`);
    }
    components.push({ type, matrices });
  }
  return components;
}
