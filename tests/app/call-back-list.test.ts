import { afterEach, expect, test, vi } from 'vitest';
import { CallBackList } from '../../src/app/call-back-list.ts';

afterEach(() => vi.unstubAllGlobals());

const WISH = { id: 'w', atMs: 0, shop: 'demo', name: '王女士', phone: '13800138000', topic: 'warranty', language: 'zh' };

function setUp() {
  vi.stubGlobal('localStorage', { getItem: () => null });
  const asked: string[] = [];
  const server = { wishes: [WISH] as unknown[], status: 200 };
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    if (path.endsWith('/done')) server.wishes = [];
    return Promise.resolve(new Response(JSON.stringify(server.wishes), { status: server.status }));
  });
  const alarms = new Set<() => void>();
  const list = new CallBackList({ after: (_, ring) => { alarms.add(ring); return () => alarms.delete(ring); } });
  return { list, asked, server, alarms };
}

test('the desk is told who wants to be called back, again and again while it is open', async () => {
  const { list, asked, alarms } = setUp();
  await list.open();
  expect(list.store.value).toEqual([WISH]);
  expect(alarms.size).toBe(1);
  [...alarms][0]!();
  await expect.poll(() => asked.length).toBe(2);
  expect(alarms.size).toBe(1);
  list.close();
  expect(alarms.size).toBe(0);
});

test('who was called back is off the list at once', async () => {
  const { list, asked } = setUp();
  await list.open();
  const finished = list.finish('w');
  expect(list.store.value).toEqual([]);
  await finished;
  expect(asked).toEqual(['/api/desk/call-backs', '/api/desk/call-backs/w/done', '/api/desk/call-backs']);
});

test('a server that refuses changes nothing, nor does an answer to a desk that was closed meanwhile', async () => {
  const { list, server } = setUp();
  await list.open();
  server.status = 401;
  await list.open();
  expect(list.store.value).toEqual([WISH]);
  Object.assign(server, { status: 200, wishes: [] });
  const late = list.open();
  list.close();
  await late;
  expect(list.store.value).toEqual([WISH]);
});
