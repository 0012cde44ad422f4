import { Hono } from 'hono';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { identities } from '../../../src/core/handover/ticket.ts';
import { Accounts } from '../../../src/server/handover/accounts.ts';
import { CallBacks } from '../../../src/server/handover/call-backs.ts';
import { createDeskRoutes } from '../../../src/server/handover/desk-routes.ts';
import { Journal } from '../../../src/server/handover/journal.ts';
import { createKioskRoutes } from '../../../src/server/handover/kiosk-routes.ts';
import type { RoutingOptions } from '../../../src/core/handover/queue.ts';
import { Office } from '../../../src/server/handover/office.ts';
import { MemoryTicketStore } from '../../../src/server/handover/ticket-store.ts';
import { FakeRooms } from '../../helpers/fake-rooms.ts';

const PASSWORD = 'correct horse battery';
const SECRET = 'a secret of the tests';
const WISH = { shop: 'demo', kiosk: 'door', language: 'zh', topic: 'warranty', trigger: 'complaint', priority: 1, hasCamera: false, isAgreed: true, context: { turns: [{ who: 'visitor', text: '我的水壶漏水了' }] } };

const folder = mkdtempSync(join(tmpdir(), 'yingbin-office-'));
const accounts = new Accounts(join(folder, 'agents.json'));
let nowMs = 0;
let rooms: FakeRooms;
let journal: Journal;
let office: Office;
let app: Hono;

beforeAll(async () => {
  await accounts.put({ id: 'mei', name: '小梅', languages: ['zh'], topics: [], shops: [] }, PASSWORD);
  await accounts.put({ id: 'bo', name: 'Bo', languages: ['en'], topics: [], shops: [] }, PASSWORD);
  await accounts.put({ id: 'wen', name: '文', languages: ['zh'], topics: [], shops: [], isSupervisor: true }, PASSWORD);
  await accounts.put({ id: 'far', name: 'Far', languages: ['zh'], topics: [], shops: ['elsewhere'] }, PASSWORD);
});

beforeEach(() => start());

function start(routing: Partial<RoutingOptions> = {}, preparesRooms = true): void {
  nowMs = Date.UTC(2026, 10, 22);
  rooms = new FakeRooms();
  journal = new Journal({ folder: mkdtempSync(join(tmpdir(), 'yingbin-journal-')), key: Buffer.alloc(32, 7), keepDays: 30, now: () => nowMs });
  office = new Office({ store: new MemoryTicketStore(), rooms, journal, secret: SECRET, routing, preparesRooms, now: () => nowMs });
  const callBacks = new CallBacks({ journal, now: () => nowMs });
  app = new Hono();
  app.route('/handover', createKioskRoutes({ office, journal, callBacks, deviceHashes: [], embeds: ['https://shop.example'], isBehindProxy: false }));
  app.route('/desk', createDeskRoutes({ office, journal, callBacks, accounts, secret: SECRET, isBehindProxy: false, isSecure: true }));
}

type Json = Record<string, unknown>;

async function post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<{ status: number; body: Json; headers: Headers }> {
  const response = await app.request(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json().catch(() => ({}))) as Json, headers: response.headers };
}

/** @returns headers of an agent who signed in and is ready */
async function signIn(id: string, state = 'available'): Promise<{ cookie: string }> {
  const { status, headers } = await post('/desk/sign-in', { id, password: PASSWORD });
  expect(status).toBe(200);
  const cookie = headers.get('set-cookie')!;
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Strict/);
  expect(cookie).toMatch(/Secure/);
  const signed = { cookie: cookie.split(';')[0]! };
  await post('/desk/state', { state }, signed);
  return signed;
}

async function open(wish: Json = WISH): Promise<{ id: string; own: { authorization: string } }> {
  const { status, body } = await post('/handover/tickets', wish);
  expect(status, JSON.stringify(body)).toBe(201);
  return { id: body['id'] as string, own: { authorization: `Bearer ${body['secret'] as string}` } };
}

describe('a visitor who wants a person', () => {
  test('waits in no queue while nobody is signed in, or all are away', async () => {
    expect((await post('/handover/tickets', WISH)).body).toEqual({ code: 'nobody' });
    await signIn('mei', 'away');
    expect((await post('/handover/tickets', WISH)).status).toBe(409);
    expect(rooms.rooms.size).toBe(0);
  });

  test('is told the place and the wait, and gets a way into a room of an unguessable name', async () => {
    await signIn('mei');
    const { id } = await open();
    expect(Buffer.from(id, 'base64url')).toHaveLength(16);
    expect(rooms.rooms.has(id)).toBe(true);
    const response = await app.request(`/handover/outlook?shop=demo`);
    expect(await response.json()).toMatchObject({ staff: 1 });
  });

  test('is in a room before agreeing, which is nobody\'s yet and becomes the ticket\'s; a pass is good once, for a while, and where it was made', async () => {
    const mei = await signIn('mei');
    const prepare = async () => (await post('/handover/rooms', { shop: 'demo' })).body as { id: string; pass: string; token: string };
    const prepared = await prepare();
    expect(prepared.token).toBe(`token of v_${prepared.id}`);
    expect(rooms.prepared).toEqual(new Set([prepared.id]));
    await office.reconcile();
    expect(await office.store.tickets()).toEqual([]);
    expect((await app.request(`/desk/tickets/${prepared.id}/context`, { headers: mei })).status).toBe(410);

    expect((await open({ ...WISH, pass: prepared.pass })).id).toBe(prepared.id);
    expect(rooms.rooms.get(prepared.id)?.ticket).toMatchObject({ state: 'waiting', topic: 'warranty' });
    const [again, forged, other] = [prepared.pass, prepared.pass.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), mei.cookie.split('=')[1]!];
    for (const pass of [again, forged, other]) {
      nowMs += 20_000;
      expect((await open({ ...WISH, pass })).id).not.toBe(prepared.id);
    }
    expect((await post('/handover/tickets', { ...WISH, pass: 1 })).status).toBe(400);
  });

  test('has no room before agreeing where nobody is free, LiveKit is down or it is asked for too often; one that LiveKit gave up is made anew', async () => {
    expect((await post('/handover/rooms', { shop: 'demo' })).status).toBe(409);
    await signIn('mei', 'busy');
    expect((await post('/handover/rooms', { shop: 'demo' })).status).toBe(409);
    await signIn('mei');
    const { id, pass } = (await post('/handover/rooms', { shop: 'demo' })).body as { id: string; pass: string };
    rooms.prepared.clear();
    await open({ ...WISH, pass });
    expect(rooms.rooms.has(id)).toBe(true);
    const late = (await post('/handover/rooms', { shop: 'demo' })).body as { id: string; pass: string };
    nowMs += 6 * 60_000;
    expect((await open({ ...WISH, pass: late.pass })).id).not.toBe(late.id);
    rooms.isDown = true;
    expect((await post('/handover/rooms', { shop: 'demo' })).status).toBe(503);
    const statuses = [];
    for (let i = 0; i < 5; i += 1) statuses.push((await post('/handover/rooms', { shop: 'demo' })).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await post('/handover/rooms', { shop: 'demo' }, { origin: 'https://evil.example' })).status).toBe(403);
  });

  test('has no room before agreeing where the shop wants none', async () => {
    start({}, false);
    await signIn('mei');
    expect((await post('/handover/rooms', { shop: 'demo' })).status).toBe(409);
    await open();
    expect(rooms.prepared.size).toBe(0);
  });

  test('must have agreed, and may send no more than the schema has', async () => {
    await signIn('mei');
    for (const wish of [{ ...WISH, isAgreed: false }, { ...WISH, more: 1 }, { ...WISH, priority: 9 }, { ...WISH, shop: '../x' }, 'text']) expect((await post('/handover/tickets', wish)).status).toBe(400);
    expect((await post('/handover/tickets', { ...WISH, context: { text: 'x'.repeat(300_000) } })).status).toBe(413);
  });

  test('hears at once that LiveKit is down', async () => {
    await signIn('mei');
    rooms.isDown = true;
    expect((await post('/handover/tickets', WISH)).body).toEqual({ code: 'livekit-down' });
  });

  test('cannot touch the ticket of another', async () => {
    await signIn('mei');
    const [first, second] = [await open(), await open()];
    expect((await post(`/handover/tickets/${first.id}/cancel`, {}, second.own)).status).toBe(403);
    expect((await post(`/handover/tickets/${first.id}/resume`)).status).toBe(403);
    expect((await post(`/handover/tickets/${first.id}/cancel`, {}, first.own)).status).toBe(200);
    expect((await post(`/handover/tickets/${first.id}/resume`, {}, first.own)).status).toBe(410);
  });

  test('who asks too often is held back; pages of strangers are not served, those that embed her are', async () => {
    await signIn('mei');
    expect((await post('/handover/tickets', WISH, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await post('/handover/tickets', WISH, { origin: 'https://shop.example' })).status).toBe(201);
    const statuses = [];
    for (let i = 0; i < 5; i += 1) statuses.push((await post('/handover/tickets', WISH)).status);
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });

  test('rates a call once; a wish to be called back is kept', async () => {
    await signIn('mei');
    const { id, own } = await open();
    expect((await post('/handover/ratings', { shop: 'demo', kiosk: 'door', stars: 6, language: 'zh' })).status).toBe(400);
    expect((await post('/handover/ratings', { shop: 'demo', kiosk: 'door', stars: 3, language: 'zh' })).status).toBe(201);
    for (const stars of [5, 1]) expect((await post(`/handover/tickets/${id}/rating`, { stars, word: '很好', language: 'zh' }, own)).status).toBe(201);
    expect((await post('/handover/call-backs', { shop: 'demo', name: '王', phone: '13800138000', topic: '漏水', language: 'zh', isAgreed: true })).status).toBe(201);
    expect((await journal.read(['rating', 'call-back'])).map(({ kind, data }) => [kind, data['stars'] ?? data['phone']])).toEqual([['rating', 3], ['rating', 5], ['call-back', '13800138000']]);
  });
});

describe('a desk', () => {
  test('is shut to who has not signed in, or has with a wrong password, or forged the cookie', async () => {
    for (const path of ['/desk/me', '/desk/events', '/desk/tickets/x/context']) expect((await app.request(path)).status, path).toBe(401);
    expect((await post('/desk/tickets/x/claim', { claim: 'c' })).status).toBe(401);
    expect((await post('/desk/sign-in', { id: 'mei', password: 'wrong' })).status).toBe(401);
    expect((await post('/desk/state', { state: 'available' }, { cookie: `yingbin-desk=mei.${nowMs + 1e9}.forged` })).status).toBe(401);
  });

  test('is locked after ten wrong passwords, for the right one too', async () => {
    for (let i = 0; i < 10; i += 1) await post('/desk/sign-in', { id: 'bo', password: `wrong ${i}` });
    expect((await post('/desk/sign-in', { id: 'bo', password: PASSWORD })).status).toBe(429);
  });

  test('takes no order from another page', async () => {
    const mei = await signIn('mei');
    expect((await post('/desk/state', { state: 'away' }, { ...mei, origin: 'https://evil.example' })).status).toBe(403);
  });

  test('sees what the visitor said before it takes the call', async () => {
    const mei = await signIn('mei');
    const { id } = await open();
    const response = await app.request(`/desk/tickets/${id}/context`, { headers: mei });
    expect(await response.json()).toEqual(WISH.context);
  });

  test('is told more while the visitor waits; photos stay, and a page that is loaded again gets back what it passed on', async () => {
    const mei = await signIn('mei');
    const { id, own } = await open({ ...WISH, context: { turns: [{ who: 'visitor', text: '漏水', language: 'zh' }], photos: ['data:image/jpeg;base64,AAAA'] } });
    const turns = ['漏水', '几点关门'].map((text) => ({ who: 'visitor', text, language: 'zh' }));
    expect((await post(`/handover/tickets/${id}/context`, { context: { turns } }, own)).status).toBe(200);
    const expected = { turns, photos: ['data:image/jpeg;base64,AAAA'] };
    expect(await (await app.request(`/desk/tickets/${id}/context`, { headers: mei })).json()).toMatchObject(expected);
    expect((await post(`/handover/tickets/${id}/resume`, {}, own)).body).toMatchObject({ context: expected });
    expect((await post(`/handover/tickets/${id}/context`, { context: { turns: [] } }, { authorization: 'Bearer x' })).status).toBe(403);
  });

  test('hears how the visitor feels, as it changes; why it let a visitor go stands in the audit', async () => {
    const mei = await signIn('mei');
    const { id, own } = await open({ ...WISH, context: { anger: 0.31 } });
    expect((await office.store.ticket(id))?.anger).toBe(0.3);
    await post(`/handover/tickets/${id}/context`, { context: { anger: 0.86 } }, own);
    expect((await office.store.ticket(id))?.anger).toBe(0.9);
    expect((await post(`/desk/tickets/${id}/decline`, { reason: 'not-my-topic' }, mei)).body).toEqual({ state: 'waiting' });
    expect((await office.store.ticket(id))?.declinedBy).toEqual(['mei']);
    expect((await journal.read(['audit'])).at(-1)!.data).toEqual({ what: 'declined', ticket: id, agent: 'mei', reason: 'not-my-topic' });
  });

  test('finds who wants to be called back, in its own shops, until somebody did: once', async () => {
    const [mei, far] = [await signIn('mei'), await signIn('far')];
    const listed = async (who: { cookie: string }) => (await (await app.request('/desk/call-backs', { headers: who })).json()) as { id: string; name: string; phone: string }[];
    expect(await listed(mei)).toEqual([]);
    for (const name of ['王女士', '李先生']) await post('/handover/call-backs', { shop: 'demo', name, phone: '13800138000', topic: 'warranty', language: 'zh', isAgreed: true });
    const [first, second] = await listed(mei);
    expect([first!.name, second!.name, first!.phone]).toEqual(['王女士', '李先生', '13800138000']);
    expect(await listed(far)).toEqual([]);
    expect((await app.request('/desk/call-backs')).status).toBe(401);
    expect((await post(`/desk/call-backs/${first!.id}/done`, {}, far)).status).toBe(410);
    const done = await Promise.all([1, 2].map(() => post(`/desk/call-backs/${first!.id}/done`, {}, mei)));
    expect(done.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect((await listed(mei)).map(({ name }) => name)).toEqual(['李先生']);
    expect((await journal.read(['called-back'])).map(({ data }) => data)).toEqual([{ id: first!.id, agent: 'mei' }]);
    // Another server, or this one started again, reads the same.
    expect((await new CallBacks({ journal, now: () => nowMs }).open()).map(({ name }) => name)).toEqual(['李先生']);
  });

  test('serves its own shops only', async () => {
    await signIn('mei');
    const far = await signIn('far');
    const { id } = await open();
    expect((await app.request(`/desk/tickets/${id}/context`, { headers: far })).status).toBe(403);
    expect((await post(`/desk/tickets/${id}/claim`, { claim: 'c' }, far)).status).toBe(403);
  });

  test('serves another shop where its visitors overflow, and not before', async () => {
    start({ overflowMs: 5_000 });
    await signIn('mei', 'busy');
    const far = await signIn('far');
    const { id } = await open();
    expect((await post(`/desk/tickets/${id}/claim`, { claim: 'c' }, far)).status).toBe(403);
    nowMs += 5_000;
    expect((await app.request(`/desk/tickets/${id}/context`, { headers: far })).status).toBe(200);
    expect((await post(`/desk/tickets/${id}/claim`, { claim: 'c' }, far)).status).toBe(200);
    // Whose call it is, sees it to its end.
    await office.step(id, { type: 'joined', identity: identities.agent({ agent: 'far', id: 'c' }) });
    expect((await post(`/desk/tickets/${id}/end`, {}, far)).status).toBe(200);
    expect((await post(`/desk/tickets/${id}/wrap-up`, { disposition: 'solved', note: '' }, far)).status).toBe(200);
  });

  test('of a thousand claims at once, one wins, and every one is answered', async () => {
    const [mei, bo] = [await signIn('mei'), await signIn('mei')];
    const { id } = await open();
    const answers = await Promise.all(Array.from({ length: 1_000 }, (_, i) => post(`/desk/tickets/${id}/claim`, { claim: `c${i}` }, i % 2 ? mei : bo)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(999);
  });

  test('the same claim sent again is answered as before', async () => {
    const mei = await signIn('mei');
    const { id } = await open();
    const [first, again] = [await post(`/desk/tickets/${id}/claim`, { claim: 'c1' }, mei), await post(`/desk/tickets/${id}/claim`, { claim: 'c1' }, mei)];
    expect(again.body).toEqual(first.body);
    expect(rooms.rooms.get(id)?.maySpeak).toBe(true);
  });

  test("touches no other agent's call", async () => {
    const [mei, bo] = [await signIn('mei'), await signIn('mei').then(async () => {
      await accounts.put({ id: 'lin', name: '林', languages: ['zh'], topics: [], shops: [] }, PASSWORD);
      return signIn('lin');
    })];
    const { id } = await open();
    await post(`/desk/tickets/${id}/claim`, { claim: 'c1' }, mei);
    for (const [path, body] of [['hold', { on: true }], ['release', {}], ['end', {}], ['transfer', { note: '' }]] as const) expect((await post(`/desk/tickets/${id}/${path}`, body, bo)).status, path).toBe(403);
    expect((await app.request(`/desk/tickets/${id}/context`, { headers: bo })).status).toBe(403);
  });
});

describe('a call from its beginning to its end', () => {
  test('is taken, held, ended and written up; its room goes with it, and the journal has no word of the visitor', async () => {
    const mei = await signIn('mei');
    const { id, own } = await open();
    await post(`/desk/tickets/${id}/claim`, { claim: 'c1' }, mei);
    await office.step(id, { type: 'joined', identity: identities.agent({ agent: 'mei', id: 'c1' }) });
    expect((await office.store.agents())[0]).toMatchObject({ id: 'mei', state: 'busy' });
    expect((await post(`/desk/tickets/${id}/hold`, { on: true }, mei)).body).toEqual({ state: 'held' });
    nowMs += 60_000;
    expect((await post(`/desk/tickets/${id}/end`, {}, mei)).body).toEqual({ state: 'wrap-up' });
    expect(rooms.rooms.size).toBe(0);
    expect((await post(`/desk/tickets/${id}/wrap-up`, { disposition: 'solved', note: '' }, mei)).status).toBe(200);
    expect((await office.store.agents())[0]).toMatchObject({ state: 'available' });
    expect((await journal.read(['disposition']))[0]!.data).toMatchObject({ agent: 'mei', disposition: 'solved', talkedMs: 60_000 });
    expect(JSON.stringify(await journal.read())).not.toContain('漏水');
    void own;
  });

  test('is listened to by supervisors only, who hear nothing before the visitor was told, nor what comes after', async () => {
    const [mei, bo, wen] = [await signIn('mei'), await signIn('bo'), await signIn('wen', 'away')];
    const { id, own } = await open();
    const listen = (who: { cookie: string }) => post(`/desk/tickets/${id}/listen`, {}, who);
    expect((await listen(wen)).status).toBe(409);
    await post(`/desk/tickets/${id}/claim`, { claim: 'c1' }, mei);
    await office.step(id, { type: 'joined', identity: identities.agent({ agent: 'mei', id: 'c1' }) });
    expect((await listen(bo)).status).toBe(403);
    const listener = identities.listener('wen', { id });
    expect((await listen(wen)).body).toMatchObject({ token: `token of ${listener}` });
    const tell = (name: string, headers = own) => post(`/handover/tickets/${id}/disclosed`, { listener: name }, headers);
    expect((await tell(listener, { authorization: 'Bearer of-another' })).status).toBe(403);
    // Not in the room yet; and no agent's name makes a listener.
    expect((await tell(listener)).status).toBe(410);
    expect((await tell('a_mei_c1')).status).toBe(400);
    const room = rooms.rooms.get(id)!;
    room.present.add(listener);
    expect([...room.listening]).toEqual([]);
    expect((await tell(listener)).status).toBe(200);
    expect([...room.listening]).toEqual([listener]);
    await post(`/desk/tickets/${id}/release`, {}, mei);
    expect([...room.present]).not.toContain(listener);
    expect((await tell(listener)).status).toBe(410);
    expect((await journal.read(['audit'])).map(({ data }) => data['what'])).toEqual(expect.arrayContaining(['listens', 'disclosed']));
  });

  test('comes back after a restart of the server, from what stands in LiveKit', async () => {
    const mei = await signIn('mei');
    const { id, own } = await open();
    await post(`/desk/tickets/${id}/claim`, { claim: 'c1' }, mei);
    rooms.rooms.get(id)!.present.add(identities.agent({ agent: 'mei', id: 'c1' })).add(identities.visitor({ id }));
    await office.reconcile();
    const reborn = new Office({ store: new MemoryTicketStore(), rooms, journal, secret: SECRET, now: () => nowMs });
    await reborn.reconcile();
    expect(await reborn.store.ticket(id)).toMatchObject({ state: 'active', claim: { agent: 'mei', id: 'c1' }, topic: 'warranty' });
    expect(reborn.isVisitor(id, own.authorization.slice(7))).toBe(true);
  });

  test('whose webhooks were lost is put right from the list of those present', async () => {
    const mei = await signIn('mei');
    const { id } = await open();
    await post(`/desk/tickets/${id}/claim`, { claim: 'c1' }, mei);
    const room = rooms.rooms.get(id)!;
    room.present.add(identities.agent({ agent: 'mei', id: 'c1' }));
    await office.reconcile();
    expect((await office.store.ticket(id))?.state).toBe('active');
    room.present.clear();
    nowMs += 20_000;
    await office.reconcile();
    expect((await office.store.ticket(id))?.agentLostMs).toBe(nowMs);
  });

  test('a desk that falls silent is closed', async () => {
    await signIn('mei');
    nowMs += 26_000;
    await office.tick();
    expect(await office.store.agents()).toEqual([]);
  });
});

describe('the journal', () => {
  test('is not readable without its key, survives a torn line, and forgets old days', async () => {
    const place = mkdtempSync(join(tmpdir(), 'yingbin-journal-'));
    const own = new Journal({ folder: place, key: Buffer.alloc(32, 1), keepDays: 30, now: () => nowMs });
    await own.write('rating', { stars: 5, word: 'splendid' });
    const [file] = readdirSync(place);
    expect(readFileSync(join(place, file!), 'utf8')).not.toContain('splendid');
    expect(await new Journal({ folder: place, key: Buffer.alloc(32, 2), keepDays: 30 }).read()).toEqual([]);
    nowMs += 31 * 86_400_000;
    await own.write('rating', { stars: 4 });
    await own.prune();
    expect((await own.read()).map(({ data }) => data['stars'])).toEqual([4]);
  });
});
