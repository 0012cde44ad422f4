import { describe, expect, test } from 'vitest';
import { identities, newTicket, TICKET_LIMITS, ticketStep, type Ticket, type TicketEvent } from '../../../src/core/handover/ticket.ts';
import { seededRandom } from '../../../src/core/shared/random.ts';

const fresh = newTicket({ id: 't1', shop: 'demo', kiosk: 'door', language: 'zh', topic: 'return-refund', trigger: 'asked', priority: 0, hasCamera: false }, 0);

/** Plays events at their times; a refusal fails the test. */
function play(ticket: Ticket, ...events: readonly (readonly [atMs: number, event: TicketEvent])[]): Ticket {
  return events.reduce((before, [atMs, event]) => {
    const after = ticketStep(before, event, atMs);
    if (typeof after === 'string') throw new Error(`${event.type} refused: ${after}`);
    return after;
  }, ticket);
}

const claim = (agent: string, id: string): TicketEvent => ({ type: 'claim', agent, claim: id });
const joined = (agent: string, id: string): TicketEvent => ({ type: 'joined', identity: identities.agent({ agent, id }) });
const left = (agent: string, id: string): TicketEvent => ({ type: 'left', identity: identities.agent({ agent, id }) });
const TIME: TicketEvent = { type: 'time/passed' };
const active = play(fresh, [1_000, claim('mei', 'c1')], [1_500, joined('mei', 'c1')]);

describe('a claim', () => {
  test('is had once, and the same one again is the same', () => {
    const taken = play(fresh, [1_000, claim('mei', 'c1')]);
    expect(taken).toMatchObject({ state: 'connecting', claim: { agent: 'mei', id: 'c1' } });
    expect(ticketStep(taken, claim('mei', 'c1'), 1_200)).toBe(taken);
    expect(ticketStep(taken, claim('bo', 'c2'), 1_200)).toBe('taken');
    expect(ticketStep(taken, claim('mei', 'c3'), 1_200)).toBe('taken');
  });

  test('whose agent never comes is given up, and others are asked first', () => {
    const waiting = play(fresh, [1_000, claim('mei', 'c1')], [1_000 + TICKET_LIMITS.joinMs, TIME]);
    expect(waiting).toMatchObject({ state: 'waiting', claim: undefined, declinedBy: ['mei'], priority: 1, sinceMs: 0 });
  });
});

describe('a call', () => {
  test('begins when the agent is in the room, not when anybody else is', () => {
    expect(active.state).toBe('active');
    expect(play(fresh, [1_000, claim('mei', 'c1')], [1_500, joined('bo', 'c9')]).state).toBe('connecting');
  });

  test('whose agent is lost goes back to the head of the line, with its place in time', () => {
    const lost = play(active, [5_000, left('mei', 'c1')]);
    expect(lost).toMatchObject({ state: 'active', agentLostMs: 5_000 });
    expect(play(lost, [6_000, joined('mei', 'c1')]).agentLostMs).toBeUndefined();
    expect(play(lost, [5_000 + TICKET_LIMITS.agentGraceMs, TIME])).toMatchObject({ state: 'waiting', priority: 1, sinceMs: 0 });
  });

  test('whose visitor is lost is given up after a while', () => {
    const lost = play(active, [5_000, { type: 'left', identity: identities.visitor(fresh) }]);
    expect(play(lost, [5_000 + TICKET_LIMITS.visitorGraceMs - 1, TIME]).state).toBe('active');
    expect(play(lost, [5_000 + TICKET_LIMITS.visitorGraceMs, TIME])).toMatchObject({ state: 'wrap-up', ending: 'abandoned' });
    expect(play(lost, [9_000, { type: 'joined', identity: identities.visitor(fresh) }]).visitorLostMs).toBeUndefined();
  });

  test('is held, ended and written up by its own agent only', () => {
    for (const event of [{ type: 'hold', agent: 'bo', on: true }, { type: 'end', agent: 'bo' }, { type: 'release', agent: 'bo' }, { type: 'transfer', agent: 'bo', to: {}, note: '' }] as const) expect(ticketStep(active, event, 2_000), event.type).toBe('not-yours');
    const ended = play(active, [3_000, { type: 'hold', agent: 'mei', on: true }], [4_000, { type: 'hold', agent: 'mei', on: false }], [61_500, { type: 'end', agent: 'mei' }]);
    expect(ended).toMatchObject({ state: 'wrap-up', ending: 'agent', talkedMs: 60_000 });
    expect(play(ended, [70_000, { type: 'wrapped-up', agent: 'mei' }]).state).toBe('closed');
    expect(play(ended, [61_500 + TICKET_LIMITS.wrapUpMs, TIME]).state).toBe('closed');
  });
});

describe('a transfer', () => {
  const offered = play(active, [10_000, { type: 'transfer', agent: 'mei', to: { agent: 'bo' }, note: 'knows K1' }]);

  test('to an agent is that one\'s to take; the first stays until the second is there', () => {
    expect(ticketStep(offered, claim('lin', 'c5'), 11_000)).toBe('taken');
    const taken = play(offered, [11_000, claim('bo', 'c2')]);
    expect(taken).toMatchObject({ state: 'active', claim: { agent: 'mei' }, transfer: { claim: { agent: 'bo' } } });
    expect(play(taken, [12_000, joined('bo', 'c2')])).toMatchObject({ state: 'active', claim: { agent: 'bo', isJoined: true }, transfer: undefined });
  });

  test('that nobody takes stays with the first', () => {
    expect(play(offered, [10_000 + TICKET_LIMITS.transferMs, TIME])).toMatchObject({ state: 'active', claim: { agent: 'mei' }, transfer: undefined });
  });
});

test('a visitor may leave in every state, and a closed ticket takes nothing more', () => {
  for (const ticket of [fresh, play(fresh, [1_000, claim('mei', 'c1')])]) expect(play(ticket, [2_000, { type: 'cancel', ending: 'visitor' }])).toMatchObject({ state: 'closed', ending: 'visitor' });
  const closed = play(fresh, [2_000, { type: 'cancel', ending: 'visitor' }]);
  expect(ticketStep(closed, claim('mei', 'c1'), 3_000)).toBe('gone');
});

test('whatever happens in whatever order, nobody is stuck: time alone closes every ticket', () => {
  const random = seededRandom(11);
  const any = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  for (let run = 0; run < 300; run += 1) {
    let ticket = fresh;
    let atMs = 0;
    for (let i = 0; i < 40; i += 1) {
      atMs += random() * 12_000;
      const agent = any(['mei', 'bo', 'lin']);
      const id = any(['c1', 'c2', 'c3']);
      const event = any<TicketEvent>([claim(agent, id), joined(agent, id), left(agent, id), { type: 'left', identity: identities.visitor(fresh) }, { type: 'joined', identity: identities.visitor(fresh) }, { type: 'hold', agent, on: random() < 0.5 }, { type: 'release', agent }, { type: 'transfer', agent, to: random() < 0.5 ? { agent: 'bo' } : { topic: 'x' }, note: '' }, { type: 'end', agent }, { type: 'decline', agent }, TIME]);
      const after = ticketStep(ticket, event, atMs);
      if (typeof after === 'string') continue;
      expect(after.rev).toBeGreaterThanOrEqual(ticket.rev);
      if (after.state === 'active' || after.state === 'held') expect(after.claim?.isJoined).toBe(true);
      if (after.state === 'waiting') expect(after.claim).toBeUndefined();
      ticket = after;
    }
    // The visitor goes away without a word.
    ticket = play(ticket, [atMs, { type: 'left', identity: identities.visitor(fresh) }]);
    for (let i = 0; i < 200 && ticket.state !== 'closed'; i += 1) ticket = play(ticket, [(atMs += 15_000), TIME]);
    expect(ticket.state).toBe('closed');
  }
});
