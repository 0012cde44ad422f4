import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { eventStream } from '../../../src/server/handover/event-stream.ts';
import { MemoryTicketStore } from '../../../src/server/handover/ticket-store.ts';
import { newTicket } from '../../../src/core/handover/ticket.ts';

test('a change after a silence is told at once; what follows it closely is told together', async () => {
  const store = new MemoryTicketStore();
  const app = new Hono();
  app.get('/', (context) => eventStream(context, store, { tell: (stream, changes) => stream.writeSSE({ data: String(changes.length) }) }));
  const response = await app.request('/');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const next = async () => Number(/data: (\d+)/.exec((await reader.read()).value ?? '')?.[1]);
  expect(await next()).toBe(0);
  let serial = 0;
  const change = () => store.add(newTicket({ id: `t${(serial += 1)}`, shop: 'demo', kiosk: 'door', language: 'zh', topic: '', trigger: 'asked', priority: 0, hasCamera: false }, 0));
  // Longer than changes are gathered for.
  await new Promise((resolve) => { setTimeout(resolve, 60); });
  await change();
  await new Promise((resolve) => { setTimeout(resolve, 5); });
  await change();
  await change();
  expect(await next()).toBe(1);
  expect(await next()).toBe(2);
  await reader.cancel();
});
