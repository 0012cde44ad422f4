import { KERNELS } from './kernels.wasm.ts';

/** Rows that the kernels work on are a multiple of this long. */
export const ROW_UNIT = 16;

/** Length of a row that holds so many numbers. */
export function rowLength(numbers: number): number {
  return Math.ceil(numbers / ROW_UNIT) * ROW_UNIT;
}

/** Arrays in one memory, and the loops that run over them (kernels.wat). All arrays given to a kernel are of its own memory. */
export interface Kernels {
  /** out[j] += Σ factors[k] · rows[places[k]][j], over the first `count`. */
  gather(out: Float32Array, rows: Float32Array, places: Int32Array, factors: Float32Array, count: number): void;
  /** rows[places[k]][j] += factors[k] · source[j], over the first `count`. */
  scatter(rows: Float32Array, places: Int32Array, factors: Float32Array, count: number, source: Float32Array): void;
  /** out[c] = bias[c] + rows[c] · x, for the first `count`. */
  affine(out: Float32Array, rows: Float32Array, bias: Float32Array, count: number, x: Float32Array): void;
  /** A step of Adam (Kingma & Ba 2015) of the rows at the first `count` places; their gradients lie one after another and are zero afterwards. */
  adam(parameter: Parameter, width: number, places: Int32Array, count: number, size: number): void;
}

/** A matrix that is learnt: its values, its gradient, and the running means of that and of its square. */
export interface Parameter {
  readonly values: Float32Array;
  readonly gradients: Float32Array;
  readonly means: Float32Array;
  readonly squares: Float32Array;
}

interface Exports {
  gather(out: number, width: number, rows: number, places: number, factors: number, count: number): void;
  scatter(rows: number, width: number, places: number, factors: number, count: number, source: number): void;
  affine(out: number, width: number, rows: number, bias: number, count: number, x: number): void;
  adam(values: number, means: number, squares: number, gradients: number, width: number, places: number, count: number, size: number): void;
}

const PAGE_BYTES = 65_536;
let compiled: WebAssembly.Module | undefined;

/** Lays out arrays of these lengths, all zero, and makes kernels for them. */
export function layOut<F extends string, I extends string>(floats: Readonly<Record<F, number>>, ints: Readonly<Record<I, number>>): { kernels: Kernels; floats: Record<F, Float32Array>; ints: Record<I, Int32Array> } {
  const lengths = [...Object.values<number>(floats), ...Object.values<number>(ints)];
  const bytes = lengths.reduce((sum, length) => sum + 4 * rowLength(length), 0);
  const memory = new WebAssembly.Memory({ initial: Math.max(1, Math.ceil(bytes / PAGE_BYTES)) });
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(KERNELS), (character) => character.charCodeAt(0)));
  const { gather, scatter, affine, adam } = new WebAssembly.Instance(compiled, { arena: { memory } }).exports as unknown as Exports;
  let at = 0;
  const take = <K extends string, A>(wanted: Readonly<Record<K, number>>, make: (offset: number, length: number) => A) => {
    const taken = {} as Record<K, A>;
    for (const name of Object.keys(wanted) as K[]) {
      taken[name] = make(at, wanted[name]);
      at += 4 * rowLength(wanted[name]);
    }
    return taken;
  };
  return {
    floats: take(floats, (offset, length) => new Float32Array(memory.buffer, offset, length)),
    ints: take(ints, (offset, length) => new Int32Array(memory.buffer, offset, length)),
    kernels: {
      gather: (out, rows, places, factors, count) => gather(out.byteOffset, out.length, rows.byteOffset, places.byteOffset, factors.byteOffset, count),
      scatter: (rows, places, factors, count, source) => scatter(rows.byteOffset, source.length, places.byteOffset, factors.byteOffset, count, source.byteOffset),
      affine: (out, rows, bias, count, x) => affine(out.byteOffset, x.length, rows.byteOffset, bias.byteOffset, count, x.byteOffset),
      adam: ({ values, means, squares, gradients }, width, places, count, size) => adam(values.byteOffset, means.byteOffset, squares.byteOffset, gradients.byteOffset, width, places.byteOffset, count, size),
    },
  };
}
