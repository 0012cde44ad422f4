import { bagOutputs } from '../../src/engines/intent/bag-network.ts';
import { inverseDocumentFrequency, vectorise } from '../../src/engines/intent/features.ts';
import { trainBag, type BagTraining } from '../../src/engines/intent/train-bag.ts';

const DIMENSIONS = 2 ** 14;
export const STUDENT: BagTraining = { hidden: 256, epochs: 12, batch: 256, learningRate: 5e-3, featureDropout: 0.25, hiddenDropout: 0.1, seed: 0 };

/** A bag of n-grams that regresses the vectors of a sentence embedding: loss 1 - cosine. @returns its unit vector of a sentence */
export function distil(texts: readonly string[], teacherOf: (text: string) => Float32Array, options: Partial<BagTraining> = {}): (text: string) => Float32Array {
  const idf = inverseDocumentFrequency(texts, DIMENSIONS);
  const targets = texts.map(teacherOf);
  const network = trainBag(texts.map((text) => vectorise(text, idf).vector), DIMENSIONS, targets[0]!.length, (i, outputs) => cosineGradient(outputs, targets[i]!), { ...STUDENT, ...options });
  return (text) => unit(bagOutputs(network, vectorise(text, idf).vector));
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

function unit(vector: Float32Array): Float32Array {
  let sum = 1e-12;
  for (const value of vector) sum += value * value;
  const norm = Math.sqrt(sum);
  return vector.map((value) => value / norm);
}
