import { askDemoSystems } from '../../src/server/shop-systems.ts';
import { loadMind, type Mind } from '../../src/tools/mind.ts';

let mind: Promise<Mind> | undefined;

/** The demo shop's understanding with its systems, built once a test file. */
export function demoMind(): Promise<Mind> {
  return (mind ??= loadMind('shops/demo', { post: askDemoSystems('shops/demo/systems') }));
}
