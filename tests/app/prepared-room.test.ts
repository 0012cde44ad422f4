import { afterEach, expect, test, vi } from 'vitest';
import { PreparedRoom } from '../../src/app/prepared-room.ts';
import type { Entry } from '../../src/core/handover/views.ts';

afterEach(() => vi.unstubAllGlobals());

/** A server that answers with this, once it is let. */
function setUp(status: number, body: unknown = { id: 'r', pass: 'p', url: 'ws://room', token: 't' }) {
  vi.stubGlobal('localStorage', { getItem: () => null });
  const told: unknown[] = [];
  const now = { isWanted: true };
  vi.stubGlobal('fetch', (path: string, { body: asked }: RequestInit) => {
    told.push(`${path} ${String(asked)}`);
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
  const room = new PreparedRoom({ shop: 'demo', isWanted: () => now.isWanted, room: { prepare: (entry: Entry) => told.push(entry), leave: () => told.push('left') } });
  return { room, told, now };
}

const ASKED = '/api/handover/rooms {"shop":"demo"}';

test('a room is entered while the visitor is asked, and handed over once', async () => {
  const { room, told } = setUp(201);
  await room.begin();
  expect(told).toEqual([ASKED, { url: 'ws://room', token: 't' }]);
  expect(room.isBlank).toBe(false);
  expect(room.take()).toEqual({ id: 'r', pass: 'p' });
  expect(room.take()).toBeUndefined();
  room.drop();
  expect(told).toHaveLength(2);
});

test('who does not agree leaves it', async () => {
  const { room, told } = setUp(201);
  await room.begin();
  room.drop();
  expect(told.at(-1)).toBe('left');
  expect(room.isBlank).toBe(true);
});

test('nobody free, a server that does not answer, or an answer that comes too late: there is none', async () => {
  for (const status of [409, 429, 503, 404]) {
    const { room, told } = setUp(status, { code: 'x' });
    await room.begin();
    expect([told, room.isBlank]).toEqual([[ASKED], true]);
  }
  const late = setUp(201);
  const begun = late.room.begin();
  late.now.isWanted = false;
  await begun;
  expect([late.told, late.room.isBlank]).toEqual([[ASKED], true]);
  await late.room.begin();
  expect(late.told).toHaveLength(1);
});
