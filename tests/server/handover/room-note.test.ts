import { expect, test } from 'vitest';
import { newTicket, type Ticket } from '../../../src/core/handover/ticket.ts';
import { parseRoomNote, roomNoteOf } from '../../../src/server/handover/room-note.ts';

const WAITING = newTicket({ id: 't', shop: 'demo', kiosk: 'door', language: 'zh', topic: 'warranty', trigger: 'complaint', priority: 1, hasCamera: true }, 1_000);

test('a ticket is known again by its room, also while it is passed on; what the agent noted for the next one stays out of it', () => {
  expect(parseRoomNote('t', roomNoteOf(WAITING))).toEqual({ ...WAITING, claim: undefined, transfer: undefined });
  const passedOn: Ticket = { ...WAITING, rev: 7, state: 'active', declinedBy: ['lin'], claim: { id: 'c1', agent: 'mei', atMs: 2_000, isJoined: true }, transfer: { from: 'mei', topic: 'warranty', note: '他的 K1 漏水', atMs: 3_000 } };
  const metadata = roomNoteOf(passedOn);
  expect(metadata).not.toContain('漏水');
  expect(parseRoomNote('t', metadata)).toEqual({ ...passedOn, transfer: { ...passedOn.transfer, note: '' } });
});

test('rooms that are no ticket\'s yet, or never were, are none', () => {
  for (const metadata of ['', '{}', 'text', 'null', '{"v":2}', JSON.stringify({ ...(JSON.parse(roomNoteOf(WAITING)) as object), language: 'fr' })]) expect(parseRoomNote('t', metadata), metadata).toBeUndefined();
});
