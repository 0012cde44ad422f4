import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const GPL = /espeak-ng\.data|eSpeakNGWorker|GNU General Public License/;

function filesOf(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
}

test('a build without the optional voice works and holds no GPL file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yingbin-dist-'));
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error', '--outDir', folder], { env: { ...process.env, YINGBIN_WITHOUT_GPL: '1' }, stdio: 'pipe' });
  const files = filesOf(folder);
  expect(files.some((path) => path.endsWith('index.html'))).toBe(true);
  expect(files.filter((path) => /espeak-ng/.test(path))).toEqual([]);
  expect(files.filter((path) => /\.(js|mjs|html|json)$/.test(path) && GPL.test(readFileSync(path, 'utf8')))).toEqual([]);
  // The scan can fail: the ordinary build is found out.
  expect(filesOf('dist').some((path) => /espeak-ng/.test(path))).toBe(true);
});
