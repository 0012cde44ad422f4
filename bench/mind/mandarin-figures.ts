import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { vectorise } from '../../src/engines/intent/features.ts';
import { scoreIntents, type IntentModel } from '../../src/engines/intent/model.ts';
import { toUnitLength } from '../../src/core/shared/unit-length.ts';
import { trainIntents } from '../../src/engines/intent/train-intents.ts';
import { readShop } from '../../src/tools/build-pack.ts';
import { round, type Case, type Measurement } from '../measurement.ts';
import type { Labelled } from './data.ts';
import { fewShotAccuracy } from './few-shot.ts';
import { keepIn, modelsFolder, type Keep } from './sources.ts';

/** Weights of the pre-trained layer beside the n-grams. */
const GAINS = [0.5, 1, 2] as const;
const PRE_TRAINING = { hidden: 256, epochs: 8, learningRate: 5e-3, featureDropout: 0.35, hiddenDropout: 0.4 } as const;

/**
 * Mandarin of other domains: xSID zh (van der Goot et al. 2021; 300 / 500 sentences) and the visitors' turns of CrossWOZ (Zhu et al. 2020; the acts of a turn
 * as its class). And what it gives, without a teacher, to pre-train the encoder on the project's own sentences: its hidden layer frozen beside the n-grams.
 */
export async function measureMandarin(): Promise<Measurement> {
  const cases: Case[] = [];
  const keep = keepIn(cases);
  const folder = `${modelsFolder()}/intents`;
  const own = trainIntents((await readShop('shops/demo')).examples.filter(({ text }) => /\p{Script=Han}/u.test(text)), PRE_TRAINING);
  const xsid = { train: readXsid(`${folder}/xsid/zh.valid.conll`), test: readXsid(`${folder}/xsid/zh.test.conll`) };
  const crosswoz = { train: readCrosswoz(`${folder}/crosswoz/val.json.zip`), test: readCrosswoz(`${folder}/crosswoz/test.json.zip`) };
  const figures: Record<string, number> = { xsidZh: accuracy(xsid, keep, 'xsidZh'), crosswozActs: accuracy(crosswoz, keep, 'crosswozActs'), xsidZhNgramSvm: round(fewShotAccuracy(xsid, encoderOf(own), { gain: 0 }), 4) };
  for (const gain of GAINS) figures[`xsidZhPretrained${String(gain).replace('.', '_')}`] = round(fewShotAccuracy(xsid, encoderOf(own), { gain }), 4);
  return { figures, cases, settings: { node: process.version } };
}

interface Split {
  readonly train: readonly Labelled[];
  readonly test: readonly Labelled[];
}

/** With the shop's own settings. */
function accuracy({ train, test }: Split, keep: Keep, figure: string): number {
  const model = trainIntents(train.map(([text, intent]) => ({ text, intent })));
  const onCase = keep(figure);
  const right = test.filter(([text, expected]) => {
    const got = scoreIntents(model, text)[0]!.intent;
    onCase(text, expected, got);
    return got === expected;
  });
  return round(right.length / test.length, 4);
}

/** The hidden layer of a model as a sentence's vector. */
function encoderOf({ space, network }: IntentModel): (text: string) => Float32Array {
  return (text) => toUnitLength(network.hiddenOf(vectorise(text, space).vector).slice());
}

function readXsid(path: string): Labelled[] {
  return readFileSync(path, 'utf8').split('\n\n').flatMap((block) => {
    const text = /^# text = (.*)$/m.exec(block)?.[1];
    const intent = /^# intent = (.*)$/m.exec(block)?.[1];
    return text && intent ? [[text.trim(), intent.trim()] as const] : [];
  });
}

interface CrosswozTurn {
  readonly role: string;
  readonly content: string;
  readonly dialog_act: readonly (readonly string[])[];
}

function readCrosswoz(path: string): Labelled[] {
  const dialogues = Object.values(JSON.parse(onlyFileOf(readFileSync(path))) as Record<string, { readonly messages: readonly CrosswozTurn[] }>);
  return dialogues.flatMap(({ messages }) => messages.filter(({ role }) => role === 'usr').map(({ content, dialog_act: acts }) => [content, [...new Set(acts.map(([act, domain]) => `${act}-${domain}`))].sort().join('+')] as const));
}

/** The text of a ZIP archive's first file (PKWARE appnote: end of central directory, central directory, local header). */
function onlyFileOf(archive: Buffer): string {
  const directory = archive.readUInt32LE(archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1')) + 16);
  const size = archive.readUInt32LE(directory + 20);
  const header = archive.readUInt32LE(directory + 42);
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  return inflateRawSync(archive.subarray(start, start + size)).toString('utf8');
}
