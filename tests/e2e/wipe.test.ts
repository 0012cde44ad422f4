import { expect, test } from 'vitest';
import { openKiosk } from '../helpers/kiosk-page.ts';

test('a screen left alone asks, is wiped, and nothing of the visitor stays', async () => {
  await using kiosk = await openKiosk({ search: 'body=off&lang=en&ask-after=3&wipe-after=2' });
  await kiosk.until('usable');
  await kiosk.say('how much is the cloud kettle for my wife Zhang Wei');
  await kiosk.until('reply');
  expect(await kiosk.leftovers()).not.toEqual([]);
  await kiosk.page.waitForFunction(() => document.querySelector('yb-kiosk')!.shadowRoot!.querySelector<HTMLElement>('main')!.dataset['phase'] === 'waiting', null, { timeout: 30_000 });
  await kiosk.page.locator('yb-dock input').fill('Zhang Wei was here');
  await kiosk.page.waitForFunction(() => /still there/.test(document.querySelector('yb-kiosk')!.shadowRoot!.querySelector('yb-say')!.shadowRoot!.textContent ?? ''), null, { timeout: 30_000 });
  await kiosk.until('wiped', { timeoutMs: 30_000 });
  await kiosk.page.waitForFunction(() => document.querySelector('yb-kiosk')!.shadowRoot!.querySelector<HTMLElement>('main')!.dataset['phase'] === 'welcome');
  expect(await kiosk.leftovers()).toEqual([]);
  const everything = await kiosk.page.evaluate(async () => {
    const text = (node: Node): string => [...node.childNodes].map(text).join(' ') + (node instanceof Element && node.shadowRoot ? text(node.shadowRoot) : '') + (node instanceof HTMLInputElement ? node.value : '') + (node instanceof Text ? node.data : '');
    const stores = [localStorage, sessionStorage].flatMap((store) => Object.entries(store).flat());
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    const cached = (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname)))).flat();
    return { text: text(document.body), stores, databases, cookies: document.cookie, cached: cached.filter((path) => !path.startsWith('/models/')), address: location.href };
  });
  expect(everything.text).toContain('Welcome');
  expect(JSON.stringify(everything)).not.toContain('Zhang');
  expect(everything).toMatchObject({ stores: [], databases: [], cookies: '', cached: [] });
});

test('a touch in time keeps the visit', async () => {
  await using kiosk = await openKiosk({ search: 'body=off&lang=en&ask-after=2&wipe-after=4' });
  await kiosk.until('usable');
  await kiosk.say('can i pay by card');
  await kiosk.page.waitForFunction(() => /still there/.test(document.querySelector('yb-kiosk')!.shadowRoot!.querySelector('yb-say')!.shadowRoot!.textContent ?? ''), null, { timeout: 40_000 });
  await kiosk.page.locator('.sheet').click({ position: { x: 20, y: 20 } });
  expect((await kiosk.read()).phase).toBe('waiting');
});
