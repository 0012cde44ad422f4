/** npm run bench -- loop: measures an area, prints one JSON line, and keeps the result and its cases under bench/results. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { measureLoop } from './loop.ts';
import { measureMind } from './mind.ts';
import type { Measurement } from './measurement.ts';

const AREAS: Readonly<Record<string, () => Promise<Measurement>>> = { loop: measureLoop, mind: measureMind };

const [area = ''] = process.argv.slice(2);
const measure = AREAS[area];
if (!measure) {
  console.error(`usage: npm run bench -- ${Object.keys(AREAS).join(' | ')}`);
  process.exit(1);
}
const { figures, cases, settings } = await measure();
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const result = { ...figures, $run: { command: `npm run bench -- ${area}`, commit, date: new Date().toISOString(), cores: cpus().length, settings } };
writeFileSync(`bench/results/${area}.json`, `${JSON.stringify(result, null, 2)}\n`);
writeFileSync(`bench/results/${area}.cases.jsonl`, cases.map((line) => `${JSON.stringify(line)}\n`).join(''));
console.log(JSON.stringify(result));
