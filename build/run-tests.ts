/**
 * npm test: unit tests, then browser tests, then the page end to end; one after another, because the machines are small. What cannot run
 * here is left out and listed last with what it needs; with YINGBIN_TEST_ALL=1 that is a failure.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM_HINT, findChromium, installChromium } from './chromium.ts';

interface Report { readonly numPassedTests: number; readonly numFailedTests: number; readonly numPendingTests: number; readonly success: boolean }

const LEFT_OUT = join(process.cwd(), 'tests/.left-out.jsonl');
rmSync(LEFT_OUT, { force: true });
const leftOut: { name: string; needs: string }[] = [];
const totals = { passed: 0, failed: 0, skipped: 0 };
let isBroken = false;

const chromium = findChromium() ?? installChromium();
run('unit');
if (chromium) {
  run('browser');
  run('e2e');
} else leftOut.push({ name: 'browser and end-to-end tests', needs: CHROMIUM_HINT });

if (existsSync(LEFT_OUT)) for (const line of readFileSync(LEFT_OUT, 'utf8').trim().split('\n')) leftOut.push(JSON.parse(line) as { name: string; needs: string });
if (leftOut.length > 0) {
  console.log(`\nLeft out here:`);
  for (const { name, needs } of leftOut) console.log(`  ${name} (needs: ${needs})`);
}
const mustRunAll = process.env['YINGBIN_TEST_ALL'] === '1';
if (mustRunAll && leftOut.length > 0) console.log('YINGBIN_TEST_ALL=1: a test that is left out is a failure');
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = isBroken || totals.failed > 0 || totals.passed === 0 || (mustRunAll && leftOut.length > 0) ? 1 : 0;

function run(project: string): void {
  const output = join(tmpdir(), `yingbin-tests-${process.pid}-${project}.json`);
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', project, '--reporter', 'default', '--reporter', 'json', `--outputFile.json=${output}`, ...process.argv.slice(2)], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) isBroken = true;
  if (!existsSync(output)) return;
  const report = JSON.parse(readFileSync(output, 'utf8')) as Report;
  rmSync(output);
  totals.passed += report.numPassedTests;
  totals.failed += report.numFailedTests;
  totals.skipped += report.numPendingTests;
}
