import { createDemoSystems } from '../../src/server/shop-systems.ts';
import { loadMind, type Mind } from '../../src/tools/mind.ts';

let mind: Promise<Mind> | undefined;

/** The demo shop's understanding with its systems, built once a test file. */
export function demoMind(): Promise<Mind> {
  const systems = createDemoSystems('shops/demo/systems');
  return (mind ??= loadMind('shops/demo', async (kind, body) => systems.request(`/${kind}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })));
}
