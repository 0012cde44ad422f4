/**
 * npm run bench -- loop: measures an area, prints one JSON line, and keeps the result and its cases under bench/results.
 * npm run bench -- mind shop: one part of it; the figures of the other parts stay as they were.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { EYES } from './eyes.ts';
import { HANDOVER } from './handover.ts';
import { measureLoop } from './loop.ts';
import { MIND } from './mind.ts';
import type { Case, Measurement, Parts } from './measurement.ts';

const AREAS: Readonly<Record<string, Parts>> = { loop: { loop: measureLoop }, mind: MIND, handover: HANDOVER, eyes: EYES };

interface Kept {
  readonly figures: Readonly<Record<string, unknown>>;
  readonly runs: Readonly<Record<string, unknown>>;
  readonly cases: readonly Case[];
}

const [area = '', wanted] = process.argv.slice(2);
/** Takes as long as it says. */
const ONLY_BY_NAME = new Set(['hour']);
const parts = Object.entries(AREAS[area] ?? {}).filter(([part]) => (wanted === undefined ? !ONLY_BY_NAME.has(part) : part === wanted));
if (parts.length === 0) {
  console.error(`usage: npm run bench -- ${Object.entries(AREAS).map(([name, all]) => `${name} [${Object.keys(all).join(' | ')}]`).join(', ')}`);
  process.exit(1);
}
const path = `bench/results/${area}`;
for (const [part, measure] of parts) keep(part, await measure());
console.log(JSON.stringify(JSON.parse(readFileSync(`${path}.json`, 'utf8'))));
// Servers and browsers of a measurement may hold the process; all is written.
process.exit(0);

/** Puts a part's figures and cases in the place of its earlier ones. */
function keep(part: string, { figures, cases, settings }: Measurement): void {
  const before = read();
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const run = { command: `npm run bench -- ${area}${Object.keys(AREAS[area]!).length > 1 ? ` ${part}` : ''}`, commit, date: new Date().toISOString(), cores: cpus().length, settings };
  const measured = new Set(cases.map(({ figure }) => figure));
  writeFileSync(`${path}.json`, `${JSON.stringify({ ...before.figures, ...figures, $run: { ...run, parts: { ...before.runs, [part]: run } } }, null, 2)}\n`);
  writeFileSync(`${path}.cases.jsonl`, [...before.cases.filter(({ figure }) => !measured.has(figure)), ...cases].map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function read(): Kept {
  if (!existsSync(`${path}.json`)) return { figures: {}, runs: {}, cases: [] };
  const { $run, ...figures } = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Record<string, unknown>;
  const cases = existsSync(`${path}.cases.jsonl`) ? readFileSync(`${path}.cases.jsonl`, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Case) : [];
  return { figures, runs: ($run as { parts?: Record<string, unknown> } | undefined)?.parts ?? {}, cases };
}
