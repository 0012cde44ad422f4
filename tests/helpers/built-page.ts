import { execFileSync } from 'node:child_process';

/** Builds the page once before the end-to-end tests. */
export default function setup(): void {
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], { stdio: ['ignore', 'inherit', 'inherit'] });
}
