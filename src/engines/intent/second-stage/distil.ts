import { featureCounts, featureSpace, weigh } from '../features.ts';
import type { BagModel } from '../model.ts';
import { trainBag, type BagTraining } from '../train-bag.ts';

const DIMENSIONS = 2 ** 14;
const TRAINING: BagTraining = { hidden: 256, epochs: 12, batch: 256, learningRate: 5e-3, featureDropout: 0.25, hiddenDropout: 0.1, seed: 0 };

/** A bag of n-grams that regresses the vectors of a sentence embedding: loss 1 - cosine. @param teacherOf unit vector of each of the sentences */
export function distil(texts: readonly string[], teacherOf: (text: string) => Float32Array, options: Partial<BagTraining> = {}): BagModel {
  const counts = texts.map(featureCounts);
  const space = featureSpace(counts, DIMENSIONS, 2);
  const targets = texts.map(teacherOf);
  const inputs = counts.map((each) => weigh(each, space).vector);
  return { space, network: trainBag(inputs, DIMENSIONS, targets[0]!.length, (i, [outputs]) => cosineGradient(outputs!, targets[i]!), { ...TRAINING, ...options }) };
}

/** Gradient of 1 - cos(outputs, target), in place; `target` is of unit length. */
function cosineGradient(outputs: Float32Array, target: Float32Array): void {
  let length = 1e-9;
  let along = 0;
  for (let j = 0; j < outputs.length; j += 1) {
    length += outputs[j]! * outputs[j]!;
    along += outputs[j]! * target[j]!;
  }
  const norm = Math.sqrt(length);
  for (let j = 0; j < outputs.length; j += 1) outputs[j] = (outputs[j]! * along) / (length * norm) - target[j]! / norm;
}
