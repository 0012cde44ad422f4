import { distilForDomain } from '../../src/engines/intent/second-stage/distil.ts';
import { loadStudentEncoder } from '../../src/engines/intent/second-stage/node.ts';
import { StudentEncoder } from '../../src/engines/intent/second-stage/student-encoder.ts';
import { studentSentences } from '../../src/tools/student-sentences.ts';
import { round, type Case, type Measurement } from '../measurement.ts';
import { readBanking, readClinc } from './data.ts';
import { chooseGain, DRAWS, nearOutOfScope, tenShot } from './few-shot.ts';
import { lexicalScorer, measureRetrieval, mixed, retrievalTask, vectorScorer } from './retrieval.ts';
import { keepIn, modelsFolder, remembered, textsOf, vectorsFor } from './sources.ts';

/** Weight of a frozen vector beside the n-grams (the student's is chosen among several on validation rows), and of the n-grams beside vectors. */
const TEACHER_GAIN = 2;
const STUDENT_GAINS = [0.5, 1, 2, 3, 4];
const TEACHER_LEXICAL_SHARE = 0.2;
const STUDENT_LEXICAL_SHARE = 0.3;
/** Sentence vectors are all alike; their eighth power tells neighbours from strangers. */
const VOTE_POWER = 8;
const UNLABELLED = 3_000;

/** Ten examples an intent, unknown neighbours and retrieval, with the sentence embedding. */
export async function measureFew(): Promise<Measurement> {
  const { cases, keep, banking, task, lexical } = prepare();
  const vectorOf = await vectorsFor(textsOf(banking.train), textsOf(banking.test), task.unanswerable);
  const fused = measureRetrieval(task, mixed(TEACHER_LEXICAL_SHARE, lexical, vectorScorer(task.documents, vectorOf)), 0, keep('fusedRetrievalTop1'));
  const figures = {
    fusedTenShotBanking77: round(tenShot(banking, vectorOf, { gain: TEACHER_GAIN }, keep('fusedTenShotBanking77')), 4),
    fusedNearOosAuroc: round(nearOutOfScope(banking, vectorOf, { gain: TEACHER_GAIN }), 4),
    fusedRetrievalTop1: round(fused.top1, 4), fusedRetrievalTop3: round(fused.top3, 4), fusedAnswerableAuroc: round(fused.answerable, 4),
    /** Beside them: the n-grams alone, on the same draws. */
    ngramTenShotBanking77: round(tenShot(banking, vectorOf, { gain: 0 }), 4),
    ngramRetrievalTop1: round(measureRetrieval(task, lexical, 0).top1, 4),
  };
  return { figures, cases, settings: { node: process.version, seeds: DRAWS.length } };
}

/** The same with the student: the one that the project ships, and one that has read sentences of the domain too. */
export async function measureStudent(): Promise<Measurement> {
  const { cases, keep, banking, task, lexical } = prepare();
  const figures: Record<string, number> = {};
  const settings: Record<string, string | number> = { node: process.version, seeds: DRAWS.length };
  // Evenly from all of it: the file goes intent by intent.
  const texts = textsOf(banking.train);
  const unlabelled = Array.from({ length: UNLABELLED }, (_, i) => texts[Math.floor((i * texts.length) / UNLABELLED)]!);
  const read = new Set(unlabelled);
  const measure = (suffix: string, student: StudentEncoder) => {
    const vectorOf = remembered((text) => student.encode(text));
    const gain = chooseGain(banking, vectorOf, STUDENT_GAINS, (text) => read.has(text));
    settings[`gain${suffix}`] = gain;
    figures[`studentTenShotBanking77${suffix}`] = round(tenShot(banking, vectorOf, { gain }, keep(`studentTenShotBanking77${suffix}`)), 4);
    figures[`studentRetrievalTop1${suffix}`] = round(measureRetrieval(task, mixed(STUDENT_LEXICAL_SHARE, lexical, vectorScorer(task.documents, vectorOf)), VOTE_POWER, keep(`studentRetrievalTop1${suffix}`)).top1, 4);
  };
  measure('', await loadStudentEncoder());
  const sentences = await studentSentences(modelsFolder());
  measure('InDomain', new StudentEncoder(distilForDomain(sentences, unlabelled, await vectorsFor(sentences, unlabelled))));
  return { figures, cases, settings };
}

function prepare() {
  const cases: Case[] = [];
  const banking = readBanking(modelsFolder());
  const task = retrievalTask(banking, readClinc(modelsFolder()));
  return { cases, keep: keepIn(cases), banking, task, lexical: lexicalScorer(task.documents) };
}
