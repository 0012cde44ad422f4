import { serve } from '@hono/node-server';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readManifest } from '../../models/manifest.ts';
import { createServerApp } from '../../src/server/app.ts';
import { createHandover } from '../../src/server/handover/create-handover.ts';
import { createDesk, createStoryOf, seedAgents, type CallStory } from './call-story.ts';
import { freePort } from './free-port.ts';
import { openKiosk } from './kiosk-page.ts';
import { livekitUnderTest, type LivekitUnderTest } from './livekit-under-test.ts';
import { startRedis } from './redis.ts';

/** Two nodes of LiveKit over Redis, and two app servers: the kiosk is on the first of each, the desks on the second. */
export async function openCluster(binary: string): Promise<CallStory & { readonly nodes: readonly [LivekitUnderTest, LivekitUnderTest] }> {
  const redis = await startRedis();
  const folder = mkdtempSync(join(tmpdir(), 'yingbin-cluster-'));
  await seedAgents(folder);
  const ports = [await freePort(), await freePort()] as const;
  const node = (port: number) => livekitUnderTest({ binary, redis: redis.address, webhook: `http://localhost:${port}/api/livekit/webhook` });
  const nodes = [await node(ports[0]), await node(ports[1])] as const;
  const server = (i: 0 | 1) => createHandover({ folder, ownUrl: `http://localhost:${ports[i]}`, livekit: nodes[i].access, redis: `redis://${redis.address}`, secret: 'shared by both servers' });
  const handovers = [await server(0), await server(1)] as const;
  const kiosk = await openKiosk({ search: 'body=off', port: ports[0], handover: handovers[0] });
  const manifest = await readManifest();
  const deskServer = serve({ fetch: createServerApp({ folder: resolve('dist'), manifest, shelf: { open: () => Promise.reject(new Error('none')) }, handover: handovers[1] }).fetch, port: ports[1] });
  const desks = createDesk(`http://localhost:${ports[1]}`);
  const story = createStoryOf({ kiosk, handover: handovers[0], livekit: nodes[0], desks, closing: [
    async () => { deskServer.close(); },
    async () => handovers[1][Symbol.asyncDispose](), async () => nodes[1][Symbol.asyncDispose](), async () => redis[Symbol.asyncDispose](),
  ] });
  return Object.assign(story, { nodes });
}
