import { featureCounts, featureSpace, weigh } from '../features.ts';
import type { BagModel } from '../model.ts';
import { trainBag, type BagTraining } from '../train-bag.ts';

const DIMENSIONS = 2 ** 14;
/** A student that has read sentences of one domain is larger, and reads them as often as this. */
const OF_A_DOMAIN = { dimensions: 2 ** 15, hidden: 320, repeats: 10 } as const;
const TRAINING: BagTraining = { hidden: 256, epochs: 12, batch: 256, learningRate: 5e-3, featureDropout: 0.25, hiddenDropout: 0.1, seed: 0 };

/** A bag of n-grams that regresses the vectors of a sentence embedding: loss 1 - cosine. @param teacherOf unit vector of each of the sentences */
export function distil(texts: readonly string[], teacherOf: (text: string) => Float32Array, { dimensions = DIMENSIONS, ...options }: Partial<BagTraining> & { readonly dimensions?: number } = {}): BagModel {
  const counts = texts.map(featureCounts);
  // How rare a word is does not depend on how often a sentence is read.
  const space = featureSpace([...new Set(texts)].map(featureCounts), dimensions, 2);
  const targets = texts.map(teacherOf);
  const inputs = counts.map((each) => weigh(each, space).vector);
  return { space, network: trainBag(inputs, dimensions, targets[0]!.length, (i, [outputs]) => cosineGradient(outputs!, targets[i]!), { ...TRAINING, ...options }) };
}

/** The same for a domain of which there are sentences without labels: thousands of them, beside those that every shop has. */
export function distilForDomain(texts: readonly string[], domain: readonly string[], teacherOf: (text: string) => Float32Array): BagModel {
  const { repeats, ...size } = OF_A_DOMAIN;
  return distil([...texts, ...Array.from({ length: repeats }, () => domain).flat()], teacherOf, size);
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
