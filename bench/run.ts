/**
 * npm run bench -- loop: measures an area, prints one JSON line, and keeps the result and its cases under bench/results.
 * npm run bench -- mind shop: one part of it; the figures of the other parts stay as they were.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { measureLoop } from './loop.ts';
import { measureMind } from './mind.ts';
import type { Case, Measurement } from './measurement.ts';

const AREAS: Readonly<Record<string, (part: string | undefined) => Promise<Measurement>>> = { loop: measureLoop, mind: measureMind };

const [area = '', part] = process.argv.slice(2);
const measure = AREAS[area];
if (!measure) {
  console.error(`usage: npm run bench -- ${Object.keys(AREAS).join(' | ')}`);
  process.exit(1);
}
const path = `bench/results/${area}`;
const { figures, cases, settings } = await measure(part);
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const run = { command: `npm run bench -- ${area}${part === undefined ? '' : ` ${part}`}`, commit, date: new Date().toISOString(), cores: cpus().length, settings };
const { $run: earlier, ...kept } = part !== undefined && existsSync(`${path}.json`) ? (JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Record<string, unknown>) : {};
const keptCases = part !== undefined && existsSync(`${path}.cases.jsonl`) ? readFileSync(`${path}.cases.jsonl`, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Case) : [];
const measured = new Set(cases.map(({ figure }) => figure));
const result = { ...kept, ...figures, $run: earlier === undefined ? run : { ...(earlier as object), parts: { ...(earlier as { parts?: object }).parts, [part!]: run } } };
writeFileSync(`${path}.json`, `${JSON.stringify(result, null, 2)}\n`);
writeFileSync(`${path}.cases.jsonl`, [...keptCases.filter(({ figure }) => !measured.has(figure)), ...cases].map((line) => `${JSON.stringify(line)}\n`).join(''));
console.log(JSON.stringify(result));
