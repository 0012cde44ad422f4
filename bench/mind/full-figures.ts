import { scoreIntents, type IntentModel } from '../../src/engines/intent/model.ts';
import { round, type Case, type Measurement } from '../measurement.ts';
import { auroc, mean, readBanking, readClinc, type Clinc } from './data.ts';
import { DRAWS } from './few-shot.ts';
import { accuracy, confidence, lateFusion, nearnessTo, noisy, trainFirstStage, trainSecondStage, type FirstStage, type Trained } from './full-data.ts';
import { nlpjsAccuracy } from './nlpjs.ts';
import { keepIn, modelsFolder, textsOf, vectorsFor } from './sources.ts';

interface Stages {
  readonly first: FirstStage;
  readonly fused: Trained;
}

/** CLINC150: the first stage, NLP.js beside it, and both stages together. Means of three seeds; half an hour. */
export async function measureClinc(): Promise<Measurement> {
  const cases: Case[] = [];
  const keep = keepIn(cases);
  const clinc = readClinc(modelsFolder());
  const noise = noisy(clinc.test, 0.05);
  const vectorOf = await vectorsFor(textsOf(clinc.train), textsOf(clinc.val), textsOf(clinc.test), clinc.oosVal, clinc.oosTest, textsOf(noise));
  const stages = DRAWS.map((seed): Stages => {
    const first = trainFirstStage(clinc.train, { seed });
    return { first, fused: lateFusion(first, trainSecondStage(clinc.train, vectorOf, seed)) };
  });
  const overSeeds = (measure: (stage: Stages, isFirst: boolean) => number) => round(mean(stages.map((stage, i) => measure(stage, i === 0))), 4);
  const nearness = nearnessTo(clinc.train, vectorOf);
  const rejections = stages.map(({ fused }) => rejection(fused, clinc, nearness));
  const figures = {
    clinc150InScope: overSeeds(({ first }, isFirst) => accuracy(first, clinc.test, isFirst ? keep('clinc150InScope') : undefined)),
    clinc150InScopeNlpjs: round(await nlpjsAccuracy(clinc.train, clinc.test, keep('clinc150InScopeNlpjs')), 4),
    clinc150OosAuroc: overSeeds(({ first }) => separation(refusal(first, clinc), textsOf(clinc.test), clinc.oosTest)),
    clinc150Noise5: overSeeds(({ first }) => accuracy(first, noise)),
    fusedClinc150InScope: overSeeds(({ fused }, isFirst) => accuracy(fused, clinc.test, isFirst ? keep('fusedClinc150InScope') : undefined)),
    fusedClinc150OosAuroc: round(mean(rejections.map((each) => each.auroc)), 4),
    fusedOosRecallAt5: round(mean(rejections.map((each) => each.recall)), 4),
    fusedNoiseLossPoints: overSeeds(({ first, fused }) => 100 * (accuracy(first, noise) - accuracy(fused, noise))),
  };
  return { figures, cases, settings: { node: process.version, seeds: DRAWS.length, nlpjs: '4.26.1' } };
}

/** What the first stage of CLINC150 weighs and takes; one epoch makes a model of the same size. */
export async function measureCost(): Promise<Measurement> {
  const clinc = readClinc(modelsFolder());
  const { model, bytes } = trainFirstStage(clinc.train, { epochs: 1 });
  return { figures: { modelMb: round(bytes / 1e6, 2), utteranceMs: utteranceMs(model, textsOf(clinc.test)) }, cases: [], settings: { node: process.version } };
}

/** BANKING77: the first stage, and both. */
export async function measureBanking(): Promise<Measurement> {
  const cases: Case[] = [];
  const keep = keepIn(cases);
  const banking = readBanking(modelsFolder());
  const vectorOf = await vectorsFor(textsOf(banking.train), textsOf(banking.test));
  const right = DRAWS.map((seed, i) => {
    const first = trainFirstStage(banking.train, { seed });
    const fused = lateFusion(first, trainSecondStage(banking.train, vectorOf, seed));
    return { first: accuracy(first, banking.test, i === 0 ? keep('banking77') : undefined), fused: accuracy(fused, banking.test, i === 0 ? keep('fusedBanking77') : undefined) };
  });
  return { figures: { banking77: round(mean(right.map(({ first }) => first)), 4), fusedBanking77: round(mean(right.map(({ fused }) => fused)), 4) }, cases, settings: { node: process.version, seeds: DRAWS.length } };
}

/** Probability or logit: whichever tells the validation rows apart better. */
function refusal(first: FirstStage, { val, oosVal }: Clinc): (text: string) => number {
  const [msp, logit] = [confidence(first), first.strength].map((score) => ({ score, auroc: separation(score, textsOf(val), oosVal) })) as [Refusal, Refusal];
  return msp.auroc > logit.auroc ? msp.score : logit.score;
}

interface Refusal {
  readonly score: (text: string) => number;
  readonly auroc: number;
}

/** Out of scope with both stages, by highest probability times nearness: AUROC, and recall where one validation row in twenty is refused. */
function rejection(fused: Trained, { val, test, oosTest }: Clinc, nearness: (text: string) => number): { auroc: number; recall: number } {
  const probability = confidence(fused);
  const score = (text: string) => probability(text) * nearness(text);
  const threshold = textsOf(val).map(score).sort((a, b) => a - b)[Math.floor(val.length * 0.05)]!;
  const unknown = oosTest.map(score);
  return { auroc: auroc(textsOf(test).map(score), unknown), recall: unknown.filter((value) => value < threshold).length / unknown.length };
}

function separation(score: (text: string) => number, known: readonly string[], unknown: readonly string[]): number {
  return auroc(known.map(score), unknown.map(score));
}

/** Median of one sentence through the first stage, in ms. */
function utteranceMs(model: IntentModel, sentences: readonly string[]): number {
  const times = sentences.slice(0, 1_000).map((text) => {
    const start = performance.now();
    scoreIntents(model, text);
    return performance.now() - start;
  });
  return round(times.sort((a, b) => a - b)[500]!, 3);
}
