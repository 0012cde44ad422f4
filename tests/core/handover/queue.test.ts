import { describe, expect, test } from 'vitest';
import { inLine, meanTalk, ringsFor, ROUTING_DEFAULTS, waitOf, type Agent } from '../../../src/core/handover/queue.ts';
import { newTicket, type Ticket } from '../../../src/core/handover/ticket.ts';

const ticketOf = (id: string, sinceMs = 0, parts: Partial<Ticket> = {}): Ticket => ({ ...newTicket({ id, shop: 'demo', kiosk: 'door', language: 'zh', topic: 'warranty', trigger: 'asked', priority: 0, hasCamera: false }, sinceMs), ...parts });
const agentOf = (id: string, parts: Partial<Agent> & { languages?: ('zh' | 'en')[]; topics?: string[]; shops?: string[] } = {}): Agent => ({ id, name: id, state: 'available', sinceMs: 0, ...parts, skills: { languages: parts.languages ?? ['zh'], topics: parts.topics ?? ['warranty'], shops: parts.shops ?? [] } });

describe('a ticket rings', () => {
  const agents = [agentOf('expert', { sinceMs: 5 }), agentOf('expert-longer-free', { sinceMs: 1 }), agentOf('speaks', { topics: ['delivery'] }), agentOf('other', { languages: ['en'] })];
  const ticket = ticketOf('t');

  test('the best who is free longest at first, then all with the skills, then all who speak the language, then all', () => {
    expect(ringsFor(ticket, agents, 0)).toEqual(['expert-longer-free']);
    expect(ringsFor(ticket, agents, ROUTING_DEFAULTS.bestMs)).toEqual(['expert-longer-free', 'expert']);
    expect(ringsFor(ticket, agents, ROUTING_DEFAULTS.skilledMs)).toEqual(['expert-longer-free', 'expert', 'speaks']);
    expect(ringsFor(ticket, agents, ROUTING_DEFAULTS.languageMs)).toHaveLength(4);
  });

  test('nobody who is busy, away, or of another shop', () => {
    expect(ringsFor(ticket, [agentOf('a', { state: 'busy' }), agentOf('b', { state: 'away' }), agentOf('c', { state: 'wrap-up' }), agentOf('d', { shops: ['north'] })], 1e9)).toEqual([]);
  });

  test('those of other shops only where it is wanted, after a while, and while none of the shop\'s is free', () => {
    const far = agentOf('far', { shops: ['north'] });
    const overflow = { ...ROUTING_DEFAULTS, overflowMs: 90_000 };
    expect(ringsFor(ticket, [agentOf('near', { state: 'busy' }), far], 89_999, overflow)).toEqual([]);
    expect(ringsFor(ticket, [agentOf('near', { state: 'busy' }), far], 90_000, overflow)).toEqual(['far']);
    expect(ringsFor(ticket, [agentOf('near'), far], 90_000, overflow)).toEqual(['near']);
  });

  test('an agent who declined again only when nobody else is there', () => {
    expect(ringsFor(ticketOf('t', 0, { declinedBy: ['expert-longer-free'] }), agents, 0)).toContain('expert');
    expect(ringsFor(ticketOf('t', 0, { declinedBy: ['expert-longer-free'] }), agents, 0)).not.toContain('expert-longer-free');
    expect(ringsFor(ticketOf('t', 0, { declinedBy: ['expert'] }), [agentOf('expert')], 0)).toEqual(['expert']);
  });

  test('who a call is passed to, even when it is the wrong moment, and never who passes it on', () => {
    const passed = (to: { agent?: string; topic?: string }) => ticketOf('t', 0, { state: 'active', transfer: { from: 'expert', note: '', atMs: 0, ...to } });
    expect(ringsFor(passed({ agent: 'other' }), agents, 0)).toEqual(['other']);
    expect(ringsFor(passed({ topic: 'delivery' }), agents, 0)).toEqual(['speaks']);
    expect(ringsFor(passed({ topic: 'warranty' }), agents, 0)).not.toContain('expert');
  });
});

describe('the line', () => {
  test('is by urgency, then by time', () => {
    const tickets = [ticketOf('late', 20), ticketOf('early', 10), ticketOf('angry', 30, { priority: 1 }), ticketOf('served', 0, { state: 'active' })];
    expect(inLine(tickets).map(({ id }) => id)).toEqual(['angry', 'early', 'late']);
    expect(waitOf(tickets[0]!, tickets, [agentOf('a', { state: 'busy' })], undefined)).toEqual({ place: 3, staff: 1 });
  });

  test('a wait is foretold after three calls, as a range; at once where an agent is free', () => {
    const tickets = [ticketOf('a', 1), ticketOf('b', 2)];
    const talk = [60_000, 120_000, 180_000].reduce<ReturnType<typeof meanTalk> | undefined>(meanTalk, undefined);
    expect(waitOf(tickets[0]!, tickets, [agentOf('x')], undefined).rangeMs).toEqual([0, 30_000]);
    const [least, most] = waitOf(tickets[1]!, tickets, [agentOf('x', { state: 'busy' })], talk).rangeMs!;
    expect(least).toBeGreaterThan(60_000);
    expect(most).toBeGreaterThan(least);
    expect(waitOf(tickets[1]!, tickets, [], talk)).toEqual({ place: 1, staff: 0 });
    expect(waitOf(tickets[1]!, tickets, [agentOf('x', { state: 'away' })], talk).staff).toBe(0);
  });
});
