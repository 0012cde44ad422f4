import { seededRandom } from '../shared/random.ts';
import { groupBy } from '../shared/group-by.ts';
import { dot } from './dot.ts';

export interface Sample {
  /** Which class it shows. */
  readonly class: number;
  readonly vector: Float32Array;
}

/** How pictures of one thing differ from one another. */
export interface Scatter {
  /** The scatter is the sum of row · rowᵀ. */
  readonly rows: readonly Float32Array[];
  /** Samples that it was made of. */
  readonly count: number;
  /** Sum of the squared distances of samples from their class's mean: what the rows leave out too. */
  readonly energy: number;
  /** Mean of all samples. */
  readonly mean: Float32Array;
}

/** Scatters of things that are none of a shop's: how pictures of goods differ, whatever they show. */
export interface Background {
  readonly shape: Scatter;
  readonly colour: Scatter;
}

/** Passes of the iteration: the directions that are kept differ in size by orders of magnitude. */
const PASSES = 12;
/** Directions beyond those that are kept: the last of them would take longest to settle. */
const SPARE = 8;
/** Of 32-bit numbers, summed up a thousand times. */
const ROUNDING = 1e-4;

/** @throws RangeError for no samples */
export function scatterOf(samples: readonly Sample[]): Scatter {
  if (samples.length === 0) throw new RangeError('a scatter needs samples');
  const rows = [...groupBy(samples, (sample) => sample.class).values()].flatMap((group) => {
    const mean = meanOf(group.map(({ vector }) => vector));
    return group.map(({ vector }) => vector.map((value, i) => value - mean[i]!));
  });
  return { rows, count: rows.length, energy: energyOf(rows), mean: meanOf(samples.map(({ vector }) => vector)) };
}

/**
 * The same scatter in its `rank` largest directions (eigenvectors of rowsᵀ · rows, by subspace iteration). For making files: a few seconds for a thousand rows of a thousand.
 * @see Golub and Van Loan, Matrix Computations, 8.2.4
 */
export function condensed({ rows, ...rest }: Scatter, rank: number): Scatter {
  const size = rest.mean.length;
  const random = seededRandom(3);
  let directions: Float32Array[] = Array.from({ length: Math.min(rank + SPARE, size, rows.length) }, () => Float32Array.from({ length: size }, () => random() - 0.5));
  orthonormalise(directions);
  for (let pass = 0; pass < PASSES; pass += 1) {
    directions = directions.map((direction) => throughScatter(rows, direction));
    orthonormalise(directions);
  }
  const strengths = directions.map((direction) => rows.reduce((sum, row) => sum + dot(row, 0, direction, 0, size) ** 2, 0));
  const order = [...strengths.keys()].sort((a, b) => strengths[b]! - strengths[a]!).slice(0, rank);
  return { ...rest, rows: order.map((i) => directions[i]!.map((value) => value * Math.sqrt(strengths[i]!))) };
}

export function energyOf(rows: readonly Float32Array[]): number {
  return rows.reduce((sum, row) => sum + dot(row, 0, row, 0, row.length), 0);
}

export function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(vectors[0]!.length);
  for (const vector of vectors) for (let i = 0; i < mean.length; i += 1) mean[i] = mean[i]! + vector[i]! / vectors.length;
  return mean;
}

function throughScatter(rows: readonly Float32Array[], direction: Float32Array): Float32Array {
  const out = new Float32Array(direction.length);
  for (const row of rows) {
    const along = dot(row, 0, direction, 0, row.length);
    for (let k = 0; k < out.length; k += 1) out[k] = out[k]! + along * row[k]!;
  }
  return out;
}

/** Gram-Schmidt, in place. What lies among the others but for rounding becomes zero: no direction is there twice. */
function orthonormalise(vectors: readonly Float32Array[]): void {
  vectors.forEach((vector, i) => {
    const before = Math.sqrt(dot(vector, 0, vector, 0, vector.length));
    for (const other of vectors.slice(0, i)) {
      const along = dot(vector, 0, other, 0, vector.length);
      for (let k = 0; k < vector.length; k += 1) vector[k] = vector[k]! - along * other[k]!;
    }
    const length = Math.sqrt(dot(vector, 0, vector, 0, vector.length));
    for (let k = 0; k < vector.length; k += 1) vector[k] = length > ROUNDING * before ? vector[k]! / length : 0;
  });
}
