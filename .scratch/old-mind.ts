import { encodeBagModel } from '../src/engines/intent/codec.ts';
import { scoreIntents } from '../src/engines/intent/model.ts';
import { buildShop } from '../src/tools/build-pack.ts';
import { round, type Case, type Measurement } from './measurement.ts';
import { auroc, mean, readBanking, readClinc, type Banking, type Labelled } from './mind/data.ts';
import { embedAll } from '../src/tools/embed-all.ts';
import { DRAWS, nearOutOfScope, tenShot } from './mind/few-shot.ts';
import { accuracy, confidence, confidenceTimesNearness, lateFusion, noisy, trainFirstStage, trainSecondStage, type Trained } from './mind/full-data.ts';
import { nlpjsAccuracy } from './mind/nlpjs.ts';
import { lexicalScorer, measureRetrieval, mixed, retrievalTask, vectorScorer, type RetrievalTask, type Scorer } from './mind/retrieval.ts';
import { measureShop } from './mind/shop.ts';
import { distil } from './mind/student.ts';

/** Weight of a frozen vector beside the n-grams, and of the n-grams beside vectors; chosen on validation rows (facts sheet, section H2). */
const TEACHER_GAIN = 2;
const STUDENT_GAIN = 1;
const TEACHER_LEXICAL_SHARE = 0.2;
const STUDENT_LEXICAL_SHARE = 0.3;
/** Sentence vectors are all alike; their eighth power tells neighbours from strangers. */
const VOTE_POWER = 8;
const UNLABELLED = 3_000;

/** The mind: public intent sets, the demo shop, and its scripts. Needs YINGBIN_MODELS; the first run embeds 43,000 sentences (nine minutes), kept under .cache. @param part `shop`: the demo shop only; `few`: ten examples an intent and retrieval only */
export async function measureMind(part?: string): Promise<Measurement> {
  const models = process.env['YINGBIN_MODELS'];
  if (!models) throw new Error('YINGBIN_MODELS must name the folder with models and data sets');
  const cases: Case[] = [];
  const figures: Record<string, number> = part === 'few' ? {} : { ...(await measureShop(cases)) };
  if (part === 'shop') return { figures, cases, settings: { node: process.version } };
  const clinc = readClinc(models);
  const banking = readBanking(models);
  const shopSentences = await englishShopSentences();
  const texts = (rows: readonly Labelled[]) => rows.map(([text]) => text);
  const noise = noisy(clinc.test, 0.05);
  const vectors = await embedAll([...texts(clinc.train), ...texts(clinc.val), ...texts(clinc.test), ...texts(banking.train), ...texts(banking.test), ...clinc.oosVal, ...clinc.oosTest, ...shopSentences, ...texts(noise)], models);
  const vectorOf = (text: string) => vectors.get(text)!;
  const keep = (figure: string) => (input: string, expected: string, got: string) => void cases.push({ figure, input, expected, got });

  const task = retrievalTask(banking, clinc);
  const lexical = lexicalScorer(task.documents);
  if (part === 'few') return { figures: measureFew(banking, task, lexical, vectorOf, keep), cases, settings: { node: process.version, seeds: DRAWS.length } };

  const stages = DRAWS.map((seed) => ({ seed, first: trainFirstStage(clinc.train, { seed }), second: trainSecondStage(clinc.train, vectorOf, seed) }));
  const overSeeds = (measure: (stage: (typeof stages)[number], isFirst: boolean) => number) => round(mean(stages.map((stage, i) => measure(stage, i === 0))), 4);
  figures['clinc150InScope'] = overSeeds(({ first }, isFirst) => accuracy(first, clinc.test, isFirst ? keep('clinc150InScope') : undefined));
  // Probability or logit: whichever tells the validation rows apart better.
  const refusal = ({ first }: (typeof stages)[number]) => [confidence(first), first.strength].sort((a, b) => separation(b, texts(clinc.val), clinc.oosVal) - separation(a, texts(clinc.val), clinc.oosVal))[0]!;
  figures['clinc150OosAuroc'] = overSeeds((stage) => separation(refusal(stage), texts(clinc.test), clinc.oosTest));
  figures['clinc150Noise5'] = overSeeds(({ first }) => accuracy(first, noise));
  figures['modelMb'] = round(encodeBagModel(stages[0]!.first.model).length / 1e6, 2);
  figures['utteranceMs'] = utteranceMs(stages[0]!.first.model, texts(clinc.test));
  figures['fusedClinc150InScope'] = overSeeds(({ first, second }, isFirst) => accuracy(lateFusion(first, second), clinc.test, isFirst ? keep('fusedClinc150InScope') : undefined));
  const rejection = stages.map(({ first, second }) => {
    const score = confidenceTimesNearness(lateFusion(first, second), clinc.train, vectorOf);
    const threshold = texts(clinc.val).map(score).sort((a, b) => a - b)[Math.floor(clinc.val.length * 0.05)]!;
    const unknown = clinc.oosTest.map(score);
    return { auroc: auroc(texts(clinc.test).map(score), unknown), recall: unknown.filter((value) => value < threshold).length / unknown.length };
  });
  figures['fusedClinc150OosAuroc'] = round(mean(rejection.map((each) => each.auroc)), 4);
  figures['fusedOosRecallAt5'] = round(mean(rejection.map((each) => each.recall)), 4);
  figures['fusedNoiseLossPoints'] = overSeeds(({ first, second }) => 100 * (accuracy(first, noise) - accuracy(lateFusion(first, second), noise)));

  const bankingStages: { first: Trained; fused: Trained }[] = DRAWS.map((seed) => {
    const first = trainFirstStage(banking.train, { seed, epochs: 20 });
    return { first, fused: lateFusion(first, trainSecondStage(banking.train, vectorOf, seed)) };
  });
  figures['banking77'] = round(mean(bankingStages.map(({ first }, i) => accuracy(first, banking.test, i === 0 ? keep('banking77') : undefined))), 4);
  figures['fusedBanking77'] = round(mean(bankingStages.map(({ fused }, i) => accuracy(fused, banking.test, i === 0 ? keep('fusedBanking77') : undefined))), 4);
  Object.assign(figures, measureFew(banking, task, lexical, vectorOf, keep));

  const general = [...texts(clinc.train), ...shopSentences];
  for (const [suffix, sentences] of [['', general], ['InDomain', [...general, ...texts(banking.train).filter((_, i) => i % 3 === 0).slice(0, UNLABELLED)]]] as const) {
    const student = remembered(distil(sentences, vectorOf));
    figures[`studentTenShotBanking77${suffix}`] = round(tenShot(banking, student, { gain: STUDENT_GAIN }, keep(`studentTenShotBanking77${suffix}`)), 4);
    figures[`studentRetrievalTop1${suffix}`] = round(measureRetrieval(task, mixed(STUDENT_LEXICAL_SHARE, lexical, vectorScorer(task.documents, student)), VOTE_POWER, keep(`studentRetrievalTop1${suffix}`)).top1, 4);
  }
  figures['clinc150InScopeNlpjs'] = round(await nlpjsAccuracy(clinc.train, clinc.test, keep('clinc150InScopeNlpjs')), 4);
  return { figures, cases, settings: { node: process.version, seeds: DRAWS.length, nlpjs: '4.26.1' } };
}

/** Ten examples an intent, unknown neighbours and retrieval, with the sentence embedding. */
function measureFew(banking: Banking, task: RetrievalTask, lexical: Scorer, vectorOf: (text: string) => Float32Array, keep: (figure: string) => (input: string, expected: string, got: string) => void): Record<string, number> {
  const fusedTenShotBanking77 = round(tenShot(banking, vectorOf, { gain: TEACHER_GAIN }, keep('fusedTenShotBanking77')), 4);
  const fusedNearOosAuroc = round(nearOutOfScope(banking, vectorOf, { gain: TEACHER_GAIN }), 4);
  const fused = measureRetrieval(task, mixed(TEACHER_LEXICAL_SHARE, lexical, vectorScorer(task.documents, vectorOf)), 0, keep('fusedRetrievalTop1'));
  return { fusedTenShotBanking77, fusedNearOosAuroc, fusedRetrievalTop1: round(fused.top1, 4), fusedRetrievalTop3: round(fused.top3, 4), fusedAnswerableAuroc: round(fused.answerable, 4) };
}

function separation(score: (text: string) => number, known: readonly string[], unknown: readonly string[]): number {
  return auroc(known.map(score), unknown.map(score));
}

/** Median of one sentence through the first stage, in ms. */
function utteranceMs(model: Parameters<typeof scoreIntents>[0], sentences: readonly string[]): number {
  const times = sentences.slice(0, 1_000).map((text) => {
    const start = performance.now();
    scoreIntents(model, text);
    return performance.now() - start;
  });
  return round(times.sort((a, b) => a - b)[500]!, 3);
}

/** The project's own English sentences, with a name where one stands. */
async function englishShopSentences(): Promise<string[]> {
  const { examples } = await buildShop('shops/demo');
  return [...new Set(examples.map(({ text }) => text.replaceAll('xproductx', 'kettle').replaceAll('xfamilyx', 'headphones').replaceAll('xcodex', '20260012')))].filter((text) => !/\p{Script=Han}/u.test(text));
}

function remembered(vectorOf: (text: string) => Float32Array): (text: string) => Float32Array {
  const known = new Map<string, Float32Array>();
  return (text) => {
    const vector = known.get(text) ?? vectorOf(text);
    known.set(text, vector);
    return vector;
  };
}
