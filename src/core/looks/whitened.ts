import { factorise, solve } from '../shared/cholesky.ts';
import { groupBy } from '../shared/group-by.ts';

/** Rows (samples less their class's mean) that shape the metric; more add time, not sureness. */
const MOST_ROWS = 1_200;
/** Share of the metric that is the same in every direction. */
const SHRINKAGE = 0.3;

export interface Sample {
  /** Which class it shows; samples of the background have classes of their own. */
  readonly class: number;
  readonly vector: Float32Array;
}

/**
 * Cosine to class means in the metric of the within-class scatter S, shrunk towards a sphere: what differs between pictures of the same thing counts little, what
 * differs between things counts much (shrinkage LDA). S⁻¹ is never built: with k rows of scatter it is a k × k system (Woodbury).
 */
export class Whitened {
  readonly #size: number;
  readonly #mean: Float32Array;
  readonly #rows: Float32Array;
  readonly #count: number;
  readonly #floor: number;
  readonly #factor: Float64Array;
  readonly #classes: Float32Array[] = [];

  /**
   * @param samples of the classes 0 … n - 1 @param background samples of other things, for the scatter and the mean only
   * @param isScatterOwn false: the scatter is the background's alone, for classes of which there is one picture of another kind
   */
  constructor(samples: readonly Sample[], background: readonly Sample[] = [], isScatterOwn = true) {
    const size = samples[0]!.vector.length;
    this.#size = size;
    this.#mean = meanOf([...samples, ...background].map(({ vector }) => vector), size);
    const shaping = [...(isScatterOwn || background.length === 0 ? [samples] : []), background].flatMap((group) => deviations(group, size));
    const step = Math.max(1, shaping.length / MOST_ROWS);
    const rows = Array.from({ length: Math.min(shaping.length, MOST_ROWS) }, (_, i) => shaping[Math.floor(i * step)]!);
    this.#count = rows.length;
    const energy = rows.reduce((sum, row) => sum + row.reduce((all, value) => all + value * value, 0), 0);
    this.#floor = Math.max((SHRINKAGE * energy) / Math.max(1, rows.length) / size, 1e-6);
    this.#rows = new Float32Array(rows.length * size);
    const scale = Math.sqrt((1 - SHRINKAGE) / Math.max(1, rows.length));
    rows.forEach((row, i) => this.#rows.set(row.map((value) => value * scale), i * size));
    this.#factor = this.#gram();
    const classes = Math.max(...samples.map((sample) => sample.class)) + 1;
    for (let c = 0; c < classes; c += 1) this.#classes.push(this.#prototype(meanOf(samples.filter((sample) => sample.class === c).map(({ vector }) => vector), size)));
  }

  /** One score a class, in [-1, 1]. */
  scores(vector: Float32Array): Float32Array {
    const centred = vector.map((value, i) => value - this.#mean[i]!);
    const length = Math.sqrt(Math.max(1e-12, dot(centred, 0, this.#inverse(centred), 0, this.#size)));
    return Float32Array.from(this.#classes, (prototype) => dot(centred, 0, prototype, 0, this.#size) / length);
  }

  /** S⁻¹ · (mean - µ), of length 1 in the metric: a score is then one dot product. */
  #prototype(mean: Float32Array): Float32Array {
    const centred = mean.map((value, i) => value - this.#mean[i]!);
    const inverse = this.#inverse(centred);
    const length = Math.sqrt(Math.max(1e-12, dot(centred, 0, inverse, 0, this.#size)));
    return inverse.map((value) => value / length);
  }

  /** S⁻¹ · v. */
  #inverse(vector: Float32Array): Float32Array {
    const size = this.#size;
    const t = new Float64Array(this.#count);
    for (let i = 0; i < this.#count; i += 1) t[i] = dot(this.#rows, i * size, vector, 0, size);
    solve(this.#factor, t);
    const out = Float32Array.from(vector);
    for (let i = 0; i < this.#count; i += 1) {
      const weight = t[i]!, at = i * size;
      for (let k = 0; k < size; k += 1) out[k] = out[k]! - weight * this.#rows[at + k]!;
    }
    return out.map((value) => value / this.#floor);
  }

  /** Cholesky factor of floor · I + rows · rowsᵀ. */
  #gram(): Float64Array {
    const count = this.#count, size = this.#size;
    const gram = new Float64Array(count * count);
    for (let i = 0; i < count; i += 1) {
      for (let j = 0; j <= i; j += 1) gram[i * count + j] = dot(this.#rows, i * size, this.#rows, j * size, size) + (i === j ? this.#floor : 0);
    }
    factorise(gram, count);
    return gram;
  }
}

/** Samples less the mean of their class. */
function deviations(samples: readonly Sample[], size: number): Float32Array[] {
  const groups = groupBy(samples, (sample) => sample.class);
  return [...groups.values()].flatMap((group) => {
    const mean = meanOf(group.map(({ vector }) => vector), size);
    return group.map(({ vector }) => vector.map((value, i) => value - mean[i]!));
  });
}

function meanOf(vectors: readonly Float32Array[], size: number): Float32Array {
  const mean = new Float32Array(size);
  for (const vector of vectors) for (let i = 0; i < size; i += 1) mean[i] = mean[i]! + vector[i]! / vectors.length;
  return mean;
}

/** Sum of products of two stretches; four sums at once. */
export function dot(a: Float32Array, i: number, b: Float32Array, j: number, size: number): number {
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  let k = 0;
  for (; k + 3 < size; k += 4) {
    s0 += a[i + k]! * b[j + k]!;
    s1 += a[i + k + 1]! * b[j + k + 1]!;
    s2 += a[i + k + 2]! * b[j + k + 2]!;
    s3 += a[i + k + 3]! * b[j + k + 3]!;
  }
  for (; k < size; k += 1) s0 += a[i + k]! * b[j + k]!;
  return s0 + s1 + s2 + s3;
}
