import { featureCounts, featureSpace, vectorise } from '../../src/engines/intent/features.ts';
import { auroc, draw, type Banking, type Clinc } from './data.ts';
import { dot } from './vectors.ts';

export interface RetrievalFigures {
  readonly top1: number;
  readonly top3: number;
  /** Of the best score: questions with an answer against questions without. */
  readonly answerable: number;
}

const DIMENSIONS = 2 ** 16;
const SEED = 7;

/** Ten sentences an intent as documents, every second test row as question, CLINC150's out-of-scope as questions without an answer. */
export interface RetrievalTask {
  readonly documents: readonly (readonly [text: string, label: string])[];
  readonly questions: readonly (readonly [text: string, label: string])[];
  readonly unanswerable: readonly string[];
}

export function retrievalTask(banking: Banking, clinc: Clinc): RetrievalTask {
  return { documents: draw(banking.train, 10, SEED), questions: banking.test.filter((_, i) => i % 2 === 0), unanswerable: clinc.oosTest.filter((_, i) => i % 2 === 1) };
}

/** Scores of every document for a question. */
export type Scorer = (question: string) => Float32Array;

/** Cosine of hashed n-grams. */
export function lexicalScorer(documents: RetrievalTask['documents']): Scorer {
  const space = featureSpace(documents.map(([text]) => featureCounts(text)), DIMENSIONS);
  // A word no document has still counts in the question's length.
  const unseen = Math.log(1 + documents.length) + 1;
  const postings = new Map<number, [document: number, weight: number][]>();
  documents.forEach(([text], i) => {
    const { indices, values } = vectorise(text, space).vector;
    indices.forEach((index, k) => postings.set(index, [...(postings.get(index) ?? []), [i, values[k]!]]));
  });
  return (question) => {
    const scores = new Float32Array(documents.length);
    let norm = 0;
    for (const [key, count] of featureCounts(question)) {
      const row = key % DIMENSIONS;
      const weight = (1 + Math.log(count)) * (space.idf[row] || unseen);
      norm += weight * weight;
      for (const [document, value] of postings.get(row) ?? []) scores[document]! += weight * value;
    }
    for (let i = 0; i < scores.length; i += 1) scores[i]! /= Math.sqrt(norm) || 1;
    return scores;
  };
}

/** Cosine of sentence vectors. */
export function vectorScorer(documents: RetrievalTask['documents'], vectorOf: (text: string) => Float32Array): Scorer {
  const vectors = documents.map(([text]) => vectorOf(text));
  return (question) => {
    const vector = vectorOf(question);
    return Float32Array.from(vectors, (each) => dot(vector, each));
  };
}

/** `share` of the first and the rest of the second. */
export function mixed(share: number, first: Scorer, second: Scorer): Scorer {
  return (question) => {
    const a = first(question);
    const b = second(question);
    return a.map((score, i) => share * score + (1 - share) * b[i]!);
  };
}

/** Labels by the sum of the `power`th powers of their best ten documents; power 0: by their best document. */
export function measureRetrieval({ documents, questions, unanswerable }: RetrievalTask, scorer: Scorer, power: number, onCase: (question: string, expected: string, got: string) => void = () => {}): RetrievalFigures {
  let top1 = 0;
  let top3 = 0;
  const known: number[] = [];
  for (const [question, label] of questions) {
    const { labels, best } = rank(scorer(question), documents, power);
    if (labels[0] === label) top1 += 1;
    if (labels.slice(0, 3).includes(label)) top3 += 1;
    known.push(best);
    onCase(question, label, labels[0] ?? '');
  }
  const unknown = unanswerable.map((question) => rank(scorer(question), documents, power).best);
  return { top1: top1 / questions.length, top3: top3 / questions.length, answerable: auroc(known, unknown) };
}

function rank(scores: Float32Array, documents: RetrievalTask['documents'], power: number): { labels: string[]; best: number } {
  const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!).slice(0, 10);
  if (power === 0) return { labels: [...new Set(order.map((i) => documents[i]![1]))], best: scores[order[0]!]! };
  const votes = new Map<string, number>();
  for (const i of order) votes.set(documents[i]![1], (votes.get(documents[i]![1]) ?? 0) + Math.max(0, scores[i]!) ** power);
  const ranked = [...votes].sort((a, b) => b[1] - a[1]);
  return { labels: ranked.map(([label]) => label), best: ranked[0]![1] };
}
