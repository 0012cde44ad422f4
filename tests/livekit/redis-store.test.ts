import { expect, test } from 'vitest';
import { newTicket, ticketStep } from '../../src/core/handover/ticket.ts';
import { RedisTicketStore } from '../../src/server/handover/redis-ticket-store.ts';
import type { StoreChange } from '../../src/server/handover/ticket-store.ts';
import { startRedis } from '../helpers/redis.ts';

test('two servers share tickets: of a thousand claims on both one wins, and each hears of what the other did', async () => {
  await using redis = await startRedis();
  await using first = await RedisTicketStore.connect(`redis://${redis.address}`);
  await using second = await RedisTicketStore.connect(`redis://${redis.address}`);
  const heard: StoreChange[] = [];
  second.watch((change) => heard.push(change));
  await first.add(newTicket({ id: 't', shop: 'demo', kiosk: 'door', language: 'zh', topic: '', trigger: 'asked', priority: 0, hasCamera: false }, 0));
  const answers = await Promise.all(Array.from({ length: 1_000 }, (_, i) => (i % 2 ? first : second).change('t', (ticket) => ticketStep(ticket, { type: 'claim', agent: `a${i}`, claim: `c${i}` }, 1))));
  expect(answers.filter((answer) => typeof answer === 'object')).toHaveLength(1);
  expect(answers.filter((answer) => answer === 'taken')).toHaveLength(999);
  await first.putContext('t', '{"summary":"x"}');
  expect(await second.context('t')).toBe('{"summary":"x"}');
  await first.remove('t');
  await expect.poll(() => heard.map(({ type }) => type)).toEqual(['ticket', 'ticket', 'ticket', 'removed']);
  expect(await second.tickets()).toEqual([]);
});
