import { loadMind, type Mind } from '../../src/tools/mind.ts';

let mind: Promise<Mind> | undefined;

/** The demo shop's understanding, built once a test file. */
export function demoMind(): Promise<Mind> {
  return (mind ??= loadMind('shops/demo'));
}
