import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type SuiteFactory } from 'vitest';

/** Folder with real weights and recordings, laid out by models/manifest.json; not part of the project. */
const folder = process.env['YINGBIN_MODELS'];

export function fixture(...path: string[]): string {
  return join(folder ?? '', ...path);
}

/** Tests that need real files; where they are missing the suite is left out and `npm test` says so at its end. */
export function describeWithFixtures(name: string, paths: readonly string[], tests: SuiteFactory): void {
  const missing = folder === undefined ? ['YINGBIN_MODELS (a folder of model files and recordings)'] : paths.filter((path) => !existsSync(fixture(path)));
  if (missing.length > 0) appendFileSync('tests/.left-out.jsonl', `${JSON.stringify({ name, needs: missing.join(', ') })}\n`);
  describe.skipIf(missing.length > 0)(name, tests);
}
