import type { Language } from '../shared/language.ts';
import type { Ticket } from './ticket.ts';

/** What an agent does now; only who is available is sent new visitors. */
export const AGENT_STATES = ['available', 'busy', 'wrap-up', 'away'] as const;
export type AgentState = (typeof AGENT_STATES)[number];

/** What an agent can be asked for. An empty list of topics or shops means all. */
export interface Skills {
  readonly languages: readonly Language[];
  readonly topics: readonly string[];
  readonly shops: readonly string[];
}

export interface Agent {
  readonly id: string;
  readonly name: string;
  /** For visitors who speak English; `name` where there is none. */
  readonly nameEn?: string | undefined;
  readonly skills: Skills;
  readonly state: AgentState;
  /** Since when in this state: who has been free longest is asked first. */
  readonly sinceMs: number;
}

export interface RoutingOptions {
  /** For this long only the best free agent is asked, in ms. */
  readonly bestMs: number;
  /** Then, until this, all who have the skills, in ms; later all who speak the language, and at last all. */
  readonly skilledMs: number;
  readonly languageMs: number;
  /** After this, where no agent of the shop is free, those of other shops are asked, in ms; Infinity: never. */
  readonly overflowMs: number;
}

export const ROUTING_DEFAULTS: RoutingOptions = { bestMs: 12_000, skilledMs: 30_000, languageMs: 60_000, overflowMs: Infinity };

/**
 * Ids of the agents whom a ticket rings now, best first. Those who declined are asked again only when nobody else is left.
 * @param agents all who are signed in
 */
export function ringsFor(ticket: Ticket, agents: readonly Agent[], nowMs: number, { bestMs, skilledMs, languageMs, overflowMs }: RoutingOptions = ROUTING_DEFAULTS): string[] {
  if (ticket.state === 'waiting') {
    const waitedMs = nowMs - ticket.sinceMs;
    const available = agents.filter(({ state }) => state === 'available');
    const own = available.filter(({ skills }) => servesShop(skills, ticket));
    const free = own.length === 0 && waitedMs >= overflowMs ? available : own;
    const willing = free.filter(({ id }) => !ticket.declinedBy.includes(id));
    const ranked = (willing.length > 0 ? willing : free).sort((a, b) => fitness(b.skills, ticket) - fitness(a.skills, ticket) || a.sinceMs - b.sinceMs);
    // Each agent who declined or did not answer brings the next circle nearer.
    const passedMs = waitedMs + ticket.declinedBy.length * bestMs;
    const best = fitness(ranked[0]?.skills ?? NO_SKILLS, ticket);
    const least = passedMs >= languageMs ? 0 : passedMs >= skilledMs ? Math.min(best, LANGUAGE) : best;
    const circle = ranked.filter(({ skills }) => fitness(skills, ticket) >= least);
    return (passedMs < bestMs ? circle.slice(0, 1) : circle).map(({ id }) => id);
  }
  const { transfer } = ticket;
  if (!transfer || transfer.claim) return [];
  return agents.filter(({ id, state, skills }) => id !== transfer.from && (transfer.agent ? id === transfer.agent : state === 'available' && servesShop(skills, ticket) && (!transfer.topic || knows(skills.topics, transfer.topic)))).map(({ id }) => id);
}

const NO_SKILLS: Skills = { languages: [], topics: [], shops: [] };
const LANGUAGE = 2;

function fitness({ languages, topics }: Skills, { language, topic }: Ticket): number {
  return (languages.includes(language) ? LANGUAGE : 0) + (knows(topics, topic) ? 1 : 0);
}

function knows(topics: readonly string[], topic: string): boolean {
  return topics.length === 0 || topics.includes(topic);
}

function servesShop({ shops }: Skills, { shop }: Pick<Ticket, 'shop'>): boolean {
  return shops.length === 0 || shops.includes(shop);
}

/** Who comes first: the more urgent, then who came first. */
export function inLine(tickets: readonly Ticket[]): Ticket[] {
  return tickets.filter(({ state }) => state === 'waiting').sort((a, b) => b.priority - a.priority || a.sinceMs - b.sinceMs || (a.id < b.id ? -1 : 1));
}

export interface Wait {
  /** Place in line, from 1. */
  readonly place: number;
  /** Honest range in ms; undefined while too few calls were had to tell. */
  readonly rangeMs?: readonly [least: number, most: number];
  /** Agents signed in who may take it, free or not. */
  readonly staff: number;
}

/** Calls that must have been had before a wait is foretold. */
const LEAST_CALLS = 3;
const QUANTUM_MS = 30_000;

/** Mean length of a call, newer ones weighing more. @param before undefined at first */
export function meanTalk(before: { readonly calls: number; readonly ms: number } | undefined, talkedMs: number): { calls: number; ms: number } {
  return before ? { calls: before.calls + 1, ms: before.ms + 0.2 * (talkedMs - before.ms) } : { calls: 1, ms: talkedMs };
}

/** How long a waiting ticket waits yet. @param talk mean length of the calls so far */
export function waitOf(ticket: Ticket, tickets: readonly Ticket[], agents: readonly Agent[], talk: { readonly calls: number; readonly ms: number } | undefined): Wait {
  const present = agents.filter(({ state, skills }) => state !== 'away' && servesShop(skills, ticket));
  const line = inLine(tickets.filter(({ shop }) => present.some(({ skills }) => servesShop(skills, { shop }))));
  const place = Math.max(1, line.findIndex(({ id }) => id === ticket.id) + 1);
  const staff = present.length;
  if (staff === 0) return { place, staff };
  const free = present.filter(({ state }) => state === 'available').length;
  if (place <= free) return { place, staff, rangeMs: [0, QUANTUM_MS] };
  if (!talk || talk.calls < LEAST_CALLS) return { place, staff };
  const expected = (Math.ceil((place - free) / staff) * talk.ms * (staff + 1)) / (2 * staff);
  const round = (ms: number) => Math.ceil(ms / QUANTUM_MS) * QUANTUM_MS;
  return { place, staff, rangeMs: [round(expected * 0.5), round(expected * 1.5)] };
}
