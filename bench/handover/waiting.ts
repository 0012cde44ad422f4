import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Accounts } from '../../src/server/handover/accounts.ts';
import { createHandover } from '../../src/server/handover/create-handover.ts';
import { watchServerEvents } from '../../src/runtime/server-events.ts';
import type { DeskUpdate } from '../../src/core/handover/views.ts';
import { freePort } from '../../tests/helpers/free-port.ts';
import { quantile, round, type Case, type Measurement } from '../measurement.ts';

const TICKETS = 200;
const DESKS = 20;
const CHANGES = 60;
const PASSWORD = 'correct horse battery';

/** Two hundred visitors in line and twenty desks, as HTTP and SSE clients: how long until every desk sees a change. */
export async function measureWaiting(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'yingbin-bench-'));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const accounts = new Accounts(join(folder, 'agents.json'));
  for (let i = 0; i < DESKS; i += 1) await accounts.put({ id: `a${i}`, name: `a${i}`, languages: ['zh'], topics: [], shops: [] }, PASSWORD);
  await using handover = await createHandover({ folder, ownUrl: origin, isBehindProxy: true });
  const app = new Hono();
  app.route('/api', handover.routes);
  const server = serve({ fetch: app.fetch, port });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) => fetch(`${origin}/api/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const watchers: Disposable[] = [];
  const seen = Array.from({ length: DESKS }, () => new Map<string, (atMs: number) => void>());
  const deskTickets = Array.from({ length: DESKS }, () => new Set<string>());
  for (let i = 0; i < DESKS; i += 1) {
    const signedIn = await post('desk/sign-in', { id: `a${i}`, password: PASSWORD }, { 'x-forwarded-for': `10.1.0.${i}` });
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
    await post('desk/state', { state: 'available' }, { cookie });
    watchers.push(watchServerEvents(`${origin}/api/desk/events`, { headers: { cookie }, onEvent: (name, data) => {
      if (name !== 'desk') return;
      const { tickets = [], removed = [] } = JSON.parse(data) as DeskUpdate;
      for (const { id } of tickets) deskTickets[i]!.add(id);
      for (const id of [...tickets.filter(({ state }) => state === 'closed').map(({ id: closed }) => closed), ...removed]) seen[i]!.get(id)?.(performance.now());
    } }));
  }
  const tickets: { id: string; secret: string; address: string }[] = [];
  const openMs: number[] = [];
  for (let i = 0; i < TICKETS; i += 1) {
    const address = `10.2.${i >> 8}.${i & 255}`;
    const start = performance.now();
    const response = await post('handover/tickets', { shop: 'demo', kiosk: `k${i}`, language: 'zh', topic: 'warranty', trigger: 'asked', priority: 0, hasCamera: false, isAgreed: true, context: {} }, { 'x-forwarded-for': address });
    openMs.push(performance.now() - start);
    const { id, secret } = (await response.json()) as { id: string; secret: string };
    tickets.push({ id, secret, address });
    watchers.push(watchServerEvents(`${origin}/api/handover/tickets/${id}/events`, { headers: { authorization: `Bearer ${secret}`, 'x-forwarded-for': address }, onEvent: () => {} }));
  }
  await until(() => deskTickets.every((known) => known.size === TICKETS));
  const waiting = (await handover.office.store.tickets()).filter(({ state }) => state === 'waiting').length;
  const delays: number[] = [];
  const cases: Case[] = [];
  for (const { id, secret, address } of tickets.slice(0, CHANGES)) {
    const arrivals = seen.map((desk) => new Promise<number>((resolve) => desk.set(id, resolve)));
    const start = performance.now();
    void post(`handover/tickets/${id}/cancel`, {}, { authorization: `Bearer ${secret}`, 'x-forwarded-for': address });
    const each = (await Promise.all(arrivals)).map((atMs) => atMs - start);
    delays.push(...each);
    cases.push({ figure: 'queueEventDelayP95Ms', input: id, expected: '<= 250', got: String(round(Math.max(...each), 1)) });
  }
  const memoryMb = process.memoryUsage().rss / 1e6;
  for (const watcher of watchers) watcher[Symbol.dispose]();
  await new Promise<void>((done) => {
    server.close(() => done());
    (server as { closeAllConnections?(): void }).closeAllConnections?.();
  });
  return { figures: { ticketsWaiting: waiting, queueEventDelayP95Ms: round(quantile(delays, 0.95), 1), queueEventDelayMedianMs: round(quantile(delays, 0.5), 1), ticketOpenP95Ms: round(quantile(openMs, 0.95), 1), serverAndClientsMb: round(memoryMb, 0) }, cases, settings: { node: process.version, desks: DESKS, changes: CHANGES } };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
}
