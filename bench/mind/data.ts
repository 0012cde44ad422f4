import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { seededRandom } from '../../src/core/shared/random.ts';

/** A sentence and its label. */
export type Labelled = readonly [text: string, label: string];

export interface Clinc {
  readonly train: readonly Labelled[];
  readonly val: readonly Labelled[];
  readonly test: readonly Labelled[];
  readonly oosVal: readonly string[];
  readonly oosTest: readonly string[];
}

/** CLINC150, full (Larson et al. 2019): 15,000 / 3,000 / 4,500 in scope, 100 / 1,000 out of scope. */
export function readClinc(folder: string): Clinc {
  const data = JSON.parse(readFileSync(`${folder}/intents/clinc150/data_full.json`, 'utf8')) as Record<string, [string, string][]>;
  const texts = (rows: readonly Labelled[]) => rows.map(([text]) => text);
  return { train: data['train']!, val: data['val']!, test: data['test']!, oosVal: texts(data['oos_val']!), oosTest: texts(data['oos_test']!) };
}

export interface Banking { readonly train: readonly Labelled[]; readonly test: readonly Labelled[] }

/** BANKING77 (Casanueva et al. 2020): 10,003 / 3,080. */
export function readBanking(folder: string): Banking {
  const rows = (file: string) => parse(readFileSync(`${folder}/intents/banking77/${file}`), { from_line: 2 }) as [string, string][];
  return { train: rows('train.csv'), test: rows('test.csv') };
}

/** `count` sentences of each label, drawn at random. */
export function draw(rows: readonly Labelled[], count: number, seed: number): Labelled[] {
  const random = seededRandom(seed);
  const byLabel = new Map<string, Labelled[]>();
  for (const row of rows) byLabel.set(row[1], [...(byLabel.get(row[1]) ?? []), row]);
  return [...byLabel.values()].flatMap((group) => group.map((row) => ({ row, key: random() })).sort((a, b) => a.key - b.key).slice(0, count).map(({ row }) => row));
}

/** Labels held out at random. */
export function holdOut(labels: readonly string[], count: number, seed: number): Set<string> {
  const random = seededRandom(seed);
  return new Set(labels.map((label) => ({ label, key: random() })).sort((a, b) => a.key - b.key).slice(0, count).map(({ label }) => label));
}

/** Area under the ROC curve of scores that should be high for `known` and low for `unknown`; ties count half. */
export function auroc(known: readonly number[], unknown: readonly number[]): number {
  const all = [...known.map((score) => ({ score, isKnown: true })), ...unknown.map((score) => ({ score, isKnown: false }))].sort((a, b) => a.score - b.score);
  let rankSum = 0;
  for (let i = 0; i < all.length; ) {
    let end = i;
    while (end < all.length && all[end]!.score === all[i]!.score) end += 1;
    const rank = (i + 1 + end) / 2;
    for (let k = i; k < end; k += 1) if (all[k]!.isKnown) rankSum += rank;
    i = end;
  }
  return (rankSum - (known.length * (known.length + 1)) / 2) / (known.length * unknown.length);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
