import { factorise, solve } from '../shared/cholesky.ts';
import { dot } from './dot.ts';
import { meanOf, scatterOf, type Sample, type Scatter } from './scatter.ts';

/** Rows (samples less their class's mean) that shape the metric; more add time, not sureness. */
const MOST_ROWS = 1_200;
/** Share of the metric that is the same in every direction. */
const SHRINKAGE = 0.3;
/** In the mean that pictures are compared from, things of the background count as so many classes: of two or three classes alone the mean lies between them, far from nothing. */
const BACKGROUND_CLASSES = 5;

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
   * @param samples of the classes 0 … n - 1 @param background the scatter of other things
   * @param isScatterOwn false: scatter and mean are the background's alone, for classes of which there is one picture of another kind
   */
  constructor(samples: readonly Sample[], background?: Scatter, isScatterOwn = true) {
    const own = scatterOf(samples);
    const isOwn = isScatterOwn || !background;
    const used = isOwn ? evenly(own.rows, MOST_ROWS) : [];
    const shaping = [...(isOwn ? [own] : []), ...(background ? [background] : [])];
    const count = shaping.reduce((sum, scatter) => sum + scatter.count, 0);
    const energy = shaping.reduce((sum, scatter) => sum + scatter.energy, 0);
    const classes = Math.max(...samples.map((sample) => sample.class)) + 1;
    const others = !background ? 0 : isScatterOwn ? BACKGROUND_CLASSES / (BACKGROUND_CLASSES + classes) : 1;
    this.#mean = own.mean.map((value, i) => value * (1 - others) + (background?.mean[i] ?? 0) * others);
    this.#size = own.mean.length;
    this.#floor = Math.max((SHRINKAGE * energy) / count / this.#size, 1e-6);
    const scale = Math.sqrt((1 - SHRINKAGE) / count);
    // Rows that are left out are stood for by the others.
    const rows = [...used.map((row) => ({ row, weight: scale * Math.sqrt(own.count / used.length) })), ...(background?.rows ?? []).map((row) => ({ row, weight: scale }))];
    this.#count = rows.length;
    this.#rows = new Float32Array(rows.length * this.#size);
    rows.forEach(({ row, weight }, i) => this.#rows.set(row.map((value) => value * weight), i * this.#size));
    this.#factor = this.#gram();
    for (let c = 0; c < classes; c += 1) this.#classes.push(this.#prototype(meanOf(samples.filter((sample) => sample.class === c).map(({ vector }) => vector))));
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

/** So many of them at most, from all along. */
function evenly<T>(items: readonly T[], most: number): T[] {
  const step = Math.max(1, items.length / most);
  return Array.from({ length: Math.min(items.length, most) }, (_, i) => items[Math.floor(i * step)]!);
}
