import { featureCounts, featureSpace, vectorise, type SparseVector } from '../../src/engines/intent/features.ts';
import { linearLogits } from './linear.ts';
import { softmax } from '../../src/engines/intent/softmax.ts';
import { trainSvm } from './train-svm.ts';
import { auroc, draw, holdOut, mean, type Banking, type Labelled } from './data.ts';
import { argmax, beside, dot, meanOfBest } from './vectors.ts';

const DIMENSIONS = 2 ** 14;
/** Margins of support vector machines are about one; this makes probabilities of them. */
const SHARPNESS = 4;
export const DRAWS = [1, 2, 3] as const;
const VALIDATION_DRAW = 4;

export interface FewShotOptions {
  /** Weight of the frozen vector beside the n-grams; 0 leaves it out. */
  readonly gain: number;
}

type VectorOf = (text: string) => Float32Array;

/** Ten examples an intent, mean accuracy over three draws. */
export function tenShot({ train, test }: Banking, vectorOf: VectorOf, options: FewShotOptions, onCase: (text: string, expected: string, got: string) => void = () => {}): number {
  return mean(DRAWS.map((seed) => {
    const classifier = fit(draw(train, 10, seed), vectorOf, options);
    let right = 0;
    for (const [text, label] of test) {
      const got = classifier.labels[argmax(classifier.score(text))]!;
      if (got === label) right += 1;
      if (seed === DRAWS[0]) onCase(text, label, got);
    }
    return right / test.length;
  }));
}

/** Accuracy with all training rows. */
export function fewShotAccuracy({ train, test }: Banking, vectorOf: VectorOf, options: FewShotOptions): number {
  const classifier = fit(train, vectorOf, options);
  return test.filter(([text, label]) => classifier.labels[argmax(classifier.score(text))] === label).length / test.length;
}

/** The weight of a frozen vector that serves rows best which are in no draw: eight an intent, of training rows that `isSeen` does not name. */
export function chooseGain({ train }: Banking, vectorOf: VectorOf, gains: readonly number[], isSeen: (text: string) => boolean): number {
  const examples = draw(train, 10, VALIDATION_DRAW);
  const taken = new Set(DRAWS.flatMap((seed) => draw(train, 10, seed)).concat(examples).map(([text]) => text));
  const rows = draw(train.filter(([text]) => !taken.has(text) && !isSeen(text)), 8, VALIDATION_DRAW);
  const right = gains.map((gain) => {
    const classifier = fit(examples, vectorOf, { gain });
    return rows.filter(([text, label]) => classifier.labels[argmax(classifier.score(text))] === label).length;
  });
  return gains[argmax(right)]!;
}

/** Ten examples of 58 intents; sentences of the 19 others should be refused: AUROC of probability times nearness. */
export function nearOutOfScope({ train, test }: Banking, vectorOf: VectorOf, options: FewShotOptions): number {
  const labels = [...new Set(train.map(([, label]) => label))];
  return mean(DRAWS.map((seed) => {
    const held = holdOut(labels, 19, seed);
    const examples = draw(train.filter(([, label]) => !held.has(label)), 10, seed);
    const classifier = fit(examples, vectorOf, options);
    const vectors = examples.map(([text]) => vectorOf(text));
    const score = (text: string) => {
      const vector = vectorOf(text);
      return Math.max(...classifier.score(text)) * meanOfBest(Float32Array.from(vectors, (each) => dot(vector, each)), 3);
    };
    const of = (isHeld: boolean) => test.filter(([, label]) => held.has(label) === isHeld).map(([text]) => score(text));
    return auroc(of(false), of(true));
  }));
}

function fit(examples: readonly Labelled[], vectorOf: VectorOf, { gain }: FewShotOptions): { labels: readonly string[]; score: (text: string) => Float32Array } {
  const labels = [...new Set(examples.map(([, label]) => label))];
  const space = featureSpace(examples.map(([text]) => featureCounts(text)), DIMENSIONS);
  const input = (text: string): SparseVector => {
    const { vector } = vectorise(text, space);
    return gain === 0 ? vector : beside(vector, vectorOf(text), gain, DIMENSIONS);
  };
  const size = gain === 0 ? 0 : vectorOf(examples[0]![0]).length;
  const model = trainSvm(examples.map(([text]) => input(text)), examples.map(([, label]) => labels.indexOf(label)), DIMENSIONS + size, labels.length);
  return {
    labels,
    score: (text) => {
      const scores = linearLogits(model, input(text));
      softmax(scores, SHARPNESS);
      return scores;
    },
  };
}
