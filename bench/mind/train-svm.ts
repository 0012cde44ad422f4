import { seededRandom } from '../../src/core/shared/random.ts';
import type { SparseVector } from '../../src/engines/intent/features.ts';
import type { LinearModel } from './linear.ts';
import { shuffle } from '../../src/engines/intent/shuffle.ts';

export interface SvmTraining {
  /** How much an example on the wrong side costs. */
  readonly c: number;
  /** Rounds over all examples at most. */
  readonly rounds: number;
  /** Stops when the largest violation of a round is below this. */
  readonly tolerance: number;
  readonly seed: number;
}

export const SVM_DEFAULTS: SvmTraining = { c: 1, rounds: 60, tolerance: 0.05, seed: 1 };

/**
 * Linear support vector machines, one class against the rest, squared hinge loss, by dual coordinate descent (Hsieh et al. 2008, algorithm 1):
 * the best of the heads for a handful of examples an intent, alone or with frozen vectors beside them.
 */
export function trainSvm(inputs: readonly SparseVector[], labels: readonly number[], dimensions: number, classes: number, options: Partial<SvmTraining> = {}): LinearModel {
  const { c, rounds, tolerance, seed } = { ...SVM_DEFAULTS, ...options };
  const weights = new Float32Array(dimensions * classes);
  const bias = new Float32Array(classes);
  const diagonal = 1 / (2 * c);
  // The bias is one more feature of value 1.
  const lengths = inputs.map(({ values }) => values.reduce((sum, value) => sum + value * value, 1));
  const w = new Float32Array(dimensions);
  const order = inputs.map((_, i) => i);
  const random = seededRandom(seed);
  for (let label = 0; label < classes; label += 1) {
    w.fill(0);
    let b = 0;
    const alpha = new Float32Array(inputs.length);
    for (let round = 0; round < rounds; round += 1) {
      shuffle(order, random);
      let worst = 0;
      for (const i of order) {
        const { indices, values } = inputs[i]!;
        const y = labels[i] === label ? 1 : -1;
        let score = b;
        for (let k = 0; k < indices.length; k += 1) score += values[k]! * w[indices[k]!]!;
        const gradient = y * score - 1 + diagonal * alpha[i]!;
        const projected = alpha[i] === 0 ? Math.min(gradient, 0) : gradient;
        if (projected === 0) continue;
        worst = Math.max(worst, Math.abs(projected));
        const before = alpha[i]!;
        alpha[i] = Math.max(0, before - gradient / (lengths[i]! + diagonal));
        const step = (alpha[i]! - before) * y;
        b += step;
        for (let k = 0; k < indices.length; k += 1) w[indices[k]!]! += step * values[k]!;
      }
      if (worst < tolerance) break;
    }
    for (let feature = 0; feature < dimensions; feature += 1) weights[feature * classes + label] = w[feature]!;
    bias[label] = b;
  }
  return { classes, weights, bias };
}
