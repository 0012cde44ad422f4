import { expect, test, vi } from 'vitest';
import { createShopSystems } from '../../src/app/shop-systems.ts';

const order = { kind: 'order', slots: { order: '20260012' } } as const;
const answer = (body: unknown, status = 200) => Promise.resolve(new Response(JSON.stringify(body), { status }));
const status = { zh: '已发货', en: 'shipped' };

test('what is found comes back checked and cut to size', async () => {
  const long = 'x'.repeat(5_000);
  const systems = createShopSystems({ post: () => answer({ fields: { status, junk: 7, long: { zh: long, en: long } }, rows: [[status, status], ['no', 'row'], ...Array.from({ length: 50 }, () => [status, status])] }) });
  const result = await systems.ask(order);
  expect(result.outcome).toBe('found');
  expect(Object.keys(result.fields)).toEqual(['status', 'long']);
  expect(result.fields['long']!.en.length).toBeLessThanOrEqual(200);
  expect(result.rows.length).toBeLessThanOrEqual(8);
});

test('what it tells of the visitor is checked too', async () => {
  const systems = createShopSystems({ post: () => answer({ products: [{ id: 'k1', bought: '2026-11-18' }, { id: 7, bought: 'soon' }, 'k2', { id: 'k3', bought: 'yesterday' }], preferences: ['tea', 7, null] }) });
  expect((await systems.ask(order)).member).toEqual({ owned: [{ id: 'k1', bought: '2026-11-18' }], preferences: ['tea'] });
});

test('404 is "not there", and is not asked twice', async () => {
  const post = vi.fn(() => answer({}, 404));
  expect(await createShopSystems({ post }).ask(order)).toMatchObject({ outcome: 'missing' });
  expect(post).toHaveBeenCalledTimes(1);
});

test.each([['an error', () => answer({}, 500)], ['no network', () => Promise.reject(new TypeError('failed to fetch'))], ['what is no JSON', () => Promise.resolve(new Response('<html>'))]])('%s is tried once more and then told as down', async (_, post) => {
  const tried = vi.fn(post);
  expect(await createShopSystems({ post: tried }).ask(order)).toMatchObject({ outcome: 'down' });
  expect(tried).toHaveBeenCalledTimes(2);
});

test('an appointment is never sent twice', async () => {
  const post = vi.fn(() => Promise.reject(new TypeError('the answer was lost')));
  expect(await createShopSystems({ post }).ask({ kind: 'appointment', slots: {} })).toMatchObject({ outcome: 'down' });
  expect(post).toHaveBeenCalledTimes(1);
});

test('a system that does not answer is given up after its time', async () => {
  const post = (_: string, __: string, signal: AbortSignal) => new Promise<Response>((_resolve, reject) => { signal.addEventListener('abort', () => reject(new DOMException('timeout', 'TimeoutError'))); });
  expect(await createShopSystems({ post, timeoutMs: 20 }).ask(order)).toMatchObject({ outcome: 'down' });
});
