import { seededRandom } from '../../src/core/shared/random.ts';
import type { SparseVector } from '../../src/engines/intent/features.ts';
import type { LinearModel } from './linear.ts';
import { crossEntropyGradient } from '../../src/engines/intent/softmax.ts';
import { shuffle } from '../../src/engines/intent/shuffle.ts';

export interface LinearTraining {
  readonly epochs: number;
  /** Step of AdaGrad at the start; it falls to 0 linearly. */
  readonly learningRate: number;
  readonly featureDropout: number;
  readonly labelSmoothing: number;
  readonly seed: number;
}

export const LINEAR_DEFAULTS: LinearTraining = { epochs: 24, learningRate: 1.2, featureDropout: 0.3, labelSmoothing: 0.05, seed: 1 };

/** Softmax regression by AdaGrad (Duchi et al. 2011) with one step size a feature: the head for few examples, and on frozen vectors. */
export function trainLinear(inputs: readonly SparseVector[], labels: readonly number[], dimensions: number, classes: number, options: Partial<LinearTraining> = {}): LinearModel {
  const { epochs, learningRate, featureDropout, labelSmoothing, seed } = { ...LINEAR_DEFAULTS, ...options };
  const weights = new Float32Array(dimensions * classes);
  const bias = new Float32Array(classes);
  const squares = new Float32Array(dimensions).fill(1e-3);
  let biasSquares = 1e-3;
  const random = seededRandom(seed);
  const scores = new Float32Array(classes);
  const order = inputs.map((_, i) => i);
  const gain = 1 / (1 - featureDropout);
  const kept: number[] = [];
  const steps = epochs * order.length;
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const i of order) {
      const rate = learningRate * (1 - step / steps);
      step += 1;
      const { indices, values } = inputs[i]!;
      kept.length = 0;
      scores.set(bias);
      for (let k = 0; k < indices.length; k += 1) {
        if (random() < featureDropout) continue;
        kept.push(k);
        const row = indices[k]! * classes;
        const value = values[k]! * gain;
        for (let c = 0; c < classes; c += 1) scores[c]! += value * weights[row + c]!;
      }
      crossEntropyGradient(scores, labels[i]!, labelSmoothing);
      let length = 0;
      for (const slope of scores) length += slope * slope;
      biasSquares += length;
      const biasRate = (0.3 * rate) / Math.sqrt(biasSquares);
      for (let c = 0; c < classes; c += 1) bias[c]! -= biasRate * scores[c]!;
      for (const k of kept) {
        const feature = indices[k]!;
        const value = values[k]! * gain;
        squares[feature]! += length * value * value;
        const size = (rate * value) / Math.sqrt(squares[feature]!);
        for (let c = 0; c < classes; c += 1) weights[feature * classes + c]! -= size * scores[c]!;
      }
    }
  }
  return { classes, weights, bias };
}
