import { newTicket } from '../../src/core/handover/ticket.ts';
import { Office } from '../../src/server/handover/office.ts';
import { MemoryTicketStore, type SeenAgent } from '../../src/server/handover/ticket-store.ts';
import { FakeRooms } from '../../tests/helpers/fake-rooms.ts';
import { quantile, round, type Measurement } from '../measurement.ts';

const CLAIMS = 1_000;
const AGENTS = 20;

/** A thousand claims of one ticket at once, by twenty agents. */
export async function measureClaims(): Promise<Measurement> {
  const store = new MemoryTicketStore();
  const office = new Office({ store, rooms: new FakeRooms(), journal: { write: async () => {} }, secret: 'bench' });
  await store.add(newTicket({ id: 't', shop: 'demo', kiosk: 'door', language: 'zh', topic: '', trigger: 'asked', priority: 0, hasCamera: false }, Date.now()));
  const agents = await Promise.all(Array.from({ length: AGENTS }, (_, i): Promise<SeenAgent> => office.signIn({ id: `a${i}`, name: `a${i}`, skills: { languages: ['zh'], topics: [], shops: [] } })));
  const times: number[] = [];
  const answers = await Promise.all(Array.from({ length: CLAIMS }, async (_, i) => {
    const start = performance.now();
    const answer = await office.claim('t', agents[i % AGENTS]!, `c${i}`);
    times.push(performance.now() - start);
    return answer;
  }));
  const winners = answers.filter((answer) => typeof answer === 'object');
  return {
    figures: { winnersOf1000Claims: winners.length, claimsSettledOf1000: answers.length, claimP95Ms: round(quantile(times, 0.95), 2) },
    cases: answers.map((answer, i) => ({ figure: 'winnersOf1000Claims', input: `c${i}`, expected: 'one of all', got: typeof answer === 'object' ? 'won' : answer })),
    settings: { node: process.version, agents: AGENTS },
  };
}
