import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AccessToken } from 'livekit-server-sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identities, type Ticket } from '../../src/core/handover/ticket.ts';
import { createHandover, type Handover } from '../../src/server/handover/create-handover.ts';
import { freePort } from '../helpers/free-port.ts';
import { openKiosk, type KioskPage } from '../helpers/kiosk-page.ts';

/** What upstream's test server does to a signal connection; it carries no media, so that no call is ever reached. @see livekit-server cmd/test-server v1.13.5 */
const MODES = [
  'happy', 'validate_500', 'validate_service_not_found', 'room_not_found', 'no_first_message', 'no_pong', 'close_before_join', 'close_when_connected', 'drop_when_connected', 'leave_when_connected', 'leave_first_message', 'leave_during_reconnect',
] as const;
const [apiKey, apiSecret] = ['test', 'a-secret-of-the-tests-that-is-long-enough'];
/** In any dead call she speaks to the visitor again within this, in ms. */
const SPEAKS_AGAIN_MS = 20_000;

let kiosk: KioskPage;
let handover: Handover;
let mode: (typeof MODES)[number] = 'happy';
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  const [port, ownPort] = [await freePort(), await freePort()];
  const server = spawn(resolve('.cache/livekit/test-server'), ['--ports', String(port), '--bind', '127.0.0.1', '--api-secret', apiSecret], { stdio: 'ignore' });
  closing.push(() => server.kill('SIGKILL'));
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(url).then(() => true, () => false))) await new Promise((done) => setTimeout(done, 50));
  handover = await createHandover({ folder: mkdtempSync(join(tmpdir(), 'yingbin-signal-')), ownUrl: `http://localhost:${ownPort}`, livekit: { url, publicUrl: url.replace(/^http/, 'ws'), apiKey, apiSecret } });
  closing.push(() => handover[Symbol.asyncDispose]());
  const { office } = handover;
  // An agent who is there, and takes no call.
  const sign = async () => {
    await office.signIn({ id: 'mei', name: '小梅', skills: { languages: ['zh'], topics: [], shops: [] } });
    await office.setState('mei', 'available');
  };
  await sign();
  const timer = setInterval(() => void sign(), 5_000);
  closing.push(() => clearInterval(timer));
  Object.assign(office.rooms, { visitorToken: (ticket: Ticket) => {
    const token = new AccessToken(apiKey, apiSecret, { identity: identities.visitor(ticket), attributes: { 'lk.mock': JSON.stringify({ signal: mode }) } });
    token.addGrant({ roomJoin: true, room: `h_${ticket.id}`, canSubscribe: true });
    return token.toJwt();
  } });
  kiosk = await openKiosk({ search: 'body=off&lang=zh', port: ownPort, handover });
  closing.push(() => kiosk[Symbol.asyncDispose]());
  await kiosk.until('usable');
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

test.each(MODES)('a room server that does %s leaves nobody alone', async (does) => {
  mode = does;
  const { page } = kiosk;
  await kiosk.say('给我找真人店员');
  const panel = page.locator('yb-call-panel');
  await panel.getByText('同意，接通').click();
  const start = performance.now();
  // She says that it did not come about, offers to have the visitor called back, and goes on.
  await panel.getByText('留个电话').first().waitFor({ timeout: SPEAKS_AGAIN_MS });
  await panel.getByText('继续问 AI 店员').waitFor();
  expect(performance.now() - start).toBeLessThan(SPEAKS_AGAIN_MS);
  await panel.getByText('继续问 AI 店员').click();
  const asked = await kiosk.now();
  await kiosk.say('云朵水壶多少钱');
  await kiosk.until('reply', { afterMs: asked });
  await expect.poll(async () => (await kiosk.read()).said).toContain('¥129');
  await expect.poll(async () => (await handover.office.store.tickets()).filter(({ state }) => state !== 'closed').length).toBe(0);
  // Who asks too often is held back: the next fault comes from a visitor who waited.
  await page.waitForTimeout(Math.max(0, 12_000 - (performance.now() - start)));
});
