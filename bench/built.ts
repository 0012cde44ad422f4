import { execFileSync } from 'node:child_process';
import type { Measurement } from './measurement.ts';

/** The same with the pages built first, for what is measured in a browser. */
export function built(measure: () => Promise<Measurement>): () => Promise<Measurement> {
  return () => {
    execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], { stdio: ['ignore', 'inherit', 'inherit'] });
    return measure();
  };
}
