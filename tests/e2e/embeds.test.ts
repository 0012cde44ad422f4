import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { openStory } from '../helpers/call-story.ts';

const NUMBER = { shop: 'demo', name: 'Li', phone: '13800138000', topic: '', language: 'zh', isAgreed: true };

/** A shop's own page on another site, with her in a frame. */
async function hostPage(): Promise<{ origin: string; show: (clerk: string) => void } & AsyncDisposable> {
  let clerk = '';
  const server = serve({ fetch: () => new Response(`<!doctype html><title>shop</title><iframe src="${clerk}/?body=off&lang=zh" allow="microphone; camera; autoplay" width="480" height="800"></iframe>`, { headers: { 'content-type': 'text/html' } }), port: 0, hostname: '127.0.0.1' });
  await new Promise<void>((done) => { if (server.listening) done(); else server.once('listening', () => done()); });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, show: (address) => { clerk = address; }, [Symbol.asyncDispose]: () => new Promise<void>((done) => { server.close(() => done()); }) };
}

test('a page that may embed her shows her and may ask for a person; a stranger\'s can do neither', async () => {
  await using friend = await hostPage();
  await using stranger = await hostPage();
  await using story = await openStory({ search: 'body=off', embeds: [friend.origin] });
  const { origin: clerk, page: kiosk } = story.kiosk;
  const page = await kiosk.context().newPage();
  const outlook = () => page.evaluate((url) => fetch(`${url}/api/handover/outlook?shop=demo`).then((answer) => answer.status, () => 'blocked'), clerk);
  const callBack = () => page.evaluate(([url, body]) => fetch(`${url}/api/handover/call-backs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).then((answer) => answer.status, () => 'blocked'), [clerk, NUMBER] as const);

  friend.show(clerk);
  await page.goto(friend.origin);
  const frame = page.frameLocator('iframe');
  await frame.locator('yb-dock input').fill('云朵水壶多少钱');
  await frame.locator('yb-dock input').press('Enter');
  await frame.locator('yb-say').getByText('¥129').first().waitFor({ timeout: 60_000 });
  expect(await outlook()).toBe(200);
  expect(await callBack()).toBe(201);

  stranger.show(clerk);
  await page.goto(stranger.origin);
  expect(await outlook()).toBe('blocked');
  expect(await callBack()).toBe('blocked');
  // Without being asked for leave first, as a form is: the server itself refuses it.
  await page.evaluate(([url, body]) => fetch(`${url!}/api/handover/call-backs`, { method: 'POST', mode: 'no-cors', body: body! }).catch(() => {}), [clerk, JSON.stringify(NUMBER)]);
  await expect.poll(async () => frame.locator('yb-kiosk').count().catch(() => 0)).toBe(0);
  // Nobody but the friend left a number.
  expect((await story.handover.journal.read(['call-back'])).length).toBe(1);
});
