import type { Language } from '../shared/language.ts';

/**
 * Where a wish for a person stands:
 * waiting (in the queue), connecting (an agent took it and is on the way into the room), active, held, wrap-up (the call is over, the agent
 * writes it up), closed.
 */
export type TicketState = 'waiting' | 'connecting' | 'active' | 'held' | 'wrap-up' | 'closed';

/** Why a ticket ended. */
export type Ending = 'agent' | 'visitor' | 'abandoned' | 'expired';

/** What made her send for a person. */
export const TRIGGERS = ['asked', 'complaint', 'danger', 'misunderstood', 'unsure', 'rule'] as const;
export type Trigger = (typeof TRIGGERS)[number];

export interface Claim {
  /** Made by the desk, so that a repeated request is the same claim. */
  readonly id: string;
  readonly agent: string;
  readonly atMs: number;
  /** False until the agent is in the room. */
  readonly isJoined: boolean;
}

/** An agent's wish to pass a call on: to a certain agent, or back to the queue of a language or topic. */
export interface Transfer {
  readonly from: string;
  readonly agent?: string;
  readonly topic?: string;
  readonly note: string;
  readonly atMs: number;
  /** The claim of the agent who comes; both are in the room until the second has greeted. */
  readonly claim?: Claim;
}

/** A visitor's wish for a person. Holds no word of the visitor: that is kept apart, and never stored. */
export interface Ticket {
  readonly id: string;
  /** Counts the changes. */
  readonly rev: number;
  readonly state: TicketState;
  readonly shop: string;
  readonly kiosk: string;
  readonly language: Language;
  readonly topic: string;
  readonly trigger: Trigger;
  /** 0 as it comes, 1 upset, 2 in danger; one more for each time an agent was lost. */
  readonly priority: number;
  /** The visitor agreed to be seen. */
  readonly hasCamera: boolean;
  /** How the visitor feels, from 0 (calm) to 1 (angry), in tenths. */
  readonly anger: number;
  readonly sinceMs: number;
  /** When it came into its present state. */
  readonly changedMs: number;
  readonly claim?: Claim | undefined;
  readonly transfer?: Transfer | undefined;
  /** Agents who declined it or let it time out. */
  readonly declinedBy: readonly string[];
  /** When the agent or the visitor was last lost from the room; undefined while both are there. */
  readonly agentLostMs?: number | undefined;
  readonly visitorLostMs?: number | undefined;
  readonly ending?: Ending;
  readonly talkedMs: number;
}

export type NewTicket = Pick<Ticket, 'id' | 'shop' | 'kiosk' | 'language' | 'topic' | 'trigger' | 'priority' | 'hasCamera'> & Partial<Pick<Ticket, 'anger'>>;

export type TicketEvent =
  | { readonly type: 'claim'; readonly agent: string; readonly claim: string }
  | { readonly type: 'decline'; readonly agent: string }
  | { readonly type: 'felt'; readonly anger: number }
  | { readonly type: 'joined'; readonly identity: string }
  | { readonly type: 'left'; readonly identity: string }
  | { readonly type: 'hold'; readonly agent: string; readonly on: boolean }
  | { readonly type: 'release'; readonly agent: string }
  | { readonly type: 'transfer'; readonly agent: string; readonly to: { readonly agent?: string; readonly topic?: string }; readonly note: string }
  | { readonly type: 'end'; readonly agent: string }
  | { readonly type: 'wrapped-up'; readonly agent: string }
  | { readonly type: 'cancel'; readonly ending: 'visitor' }
  | { readonly type: 'time/passed' };

/** Why an event was not taken: the ticket is another agent's, or over, or the event does not fit its state. */
export type Refusal = 'taken' | 'gone' | 'not-yours' | 'not-now';

export interface TicketLimits {
  /** An agent who claimed must be in the room within this, in ms. */
  readonly joinMs: number;
  /** An agent who is lost from a call may come back within this, in ms. */
  readonly agentGraceMs: number;
  /** A visitor who is lost may come back within this, in ms. */
  readonly visitorGraceMs: number;
  /** Nobody waits longer than this, in ms. */
  readonly longestWaitMs: number;
  /** The agent who takes over must be there within this, or the call stays with the first, in ms. */
  readonly transferMs: number;
  /** Longest time to write a call up, in ms. */
  readonly wrapUpMs: number;
}

export const TICKET_LIMITS: TicketLimits = { joinMs: 15_000, agentGraceMs: 15_000, visitorGraceMs: 45_000, longestWaitMs: 30 * 60_000, transferMs: 30_000, wrapUpMs: 120_000 };

export function newTicket({ anger = 0, ...wish }: NewTicket, atMs: number): Ticket {
  return { ...wish, anger: inTenths(anger), rev: 1, state: 'waiting', sinceMs: atMs, changedMs: atMs, declinedBy: [], talkedMs: 0 };
}

/** Name of a participant in a ticket's room: signed into the token, so that no peer can claim to be another. */
export const identities = {
  visitor: ({ id }: Pick<Ticket, 'id'>): string => `v_${id}`,
  agent: ({ agent, id }: Pick<Claim, 'agent' | 'id'>): string => `a_${agent}_${id}`,
  /** A supervisor who listens. */
  listener: (agent: string, { id }: Pick<Ticket, 'id'>): string => `s_${agent}_${id}`,
  isListener: (identity: string): boolean => identity.startsWith('s_'),
};

/** One step of a ticket. Pure; the same claim made twice is taken twice. @returns the ticket as it is then (itself where nothing changes), or why not */
export function ticketStep(ticket: Ticket, event: TicketEvent, atMs: number, limits: TicketLimits = TICKET_LIMITS): Ticket | Refusal {
  if (ticket.state === 'closed') return event.type === 'time/passed' || event.type === 'left' || event.type === 'joined' ? ticket : 'gone';
  const change = (parts: Partial<Ticket>): Ticket => ({ ...ticket, ...parts, rev: ticket.rev + 1, changedMs: parts.state && parts.state !== ticket.state ? atMs : ticket.changedMs });
  const isMine = (agent: string) => ticket.claim?.agent === agent;
  switch (event.type) {
    case 'claim':
      return claimed(ticket, event, atMs, change);
    case 'decline':
      return ticket.state === 'waiting' && !ticket.declinedBy.includes(event.agent) ? change({ declinedBy: [...ticket.declinedBy, event.agent] }) : ticket;
    case 'felt':
      return inTenths(event.anger) === ticket.anger ? ticket : change({ anger: inTenths(event.anger) });
    case 'joined':
      return joined(ticket, event.identity, atMs, change);
    case 'left':
      return left(ticket, event.identity, atMs, change);
    case 'hold':
      if (!isMine(event.agent)) return 'not-yours';
      if (ticket.state !== 'active' && ticket.state !== 'held') return 'not-now';
      return ticket.state === (event.on ? 'held' : 'active') ? ticket : change({ state: event.on ? 'held' : 'active' });
    case 'release':
      if (!isMine(event.agent)) return 'not-yours';
      return ticket.state === 'wrap-up' ? 'not-now' : backToQueue(ticket, change, [event.agent]);
    case 'transfer':
      if (!isMine(event.agent)) return 'not-yours';
      if (ticket.state !== 'active' && ticket.state !== 'held') return 'not-now';
      return change({ transfer: { from: event.agent, ...event.to, note: event.note, atMs } });
    case 'end':
      if (!isMine(event.agent)) return 'not-yours';
      return ticket.state === 'wrap-up' ? ticket : ended(ticket, 'agent', atMs, change);
    case 'wrapped-up':
      if (!isMine(event.agent)) return 'not-yours';
      return ticket.state === 'wrap-up' ? change({ state: 'closed' }) : 'not-now';
    case 'cancel':
      return ticket.state === 'wrap-up' ? ticket : ended(ticket, event.ending, atMs, change);
    case 'time/passed':
      return timePassed(ticket, atMs, limits, change);
    default:
      return event satisfies never;
  }
}

/** Finer shades would only be told again and again. */
function inTenths(share: number): number {
  return Math.round(10 * share) / 10;
}

type Change = (parts: Partial<Ticket>) => Ticket;

function claimed(ticket: Ticket, { agent, claim }: Extract<TicketEvent, { type: 'claim' }>, atMs: number, change: Change): Ticket | Refusal {
  const made: Claim = { id: claim, agent, atMs, isJoined: false };
  if (ticket.claim?.id === claim && ticket.claim.agent === agent) return ticket;
  const { transfer } = ticket;
  if (transfer && transfer.from !== agent && (ticket.state === 'active' || ticket.state === 'held')) {
    if (transfer.claim) return transfer.claim.id === claim ? ticket : 'taken';
    if (transfer.agent && transfer.agent !== agent) return 'taken';
    return change({ transfer: { ...transfer, claim: made } });
  }
  if (ticket.state !== 'waiting') return 'taken';
  return change({ state: 'connecting', claim: made });
}

function joined(ticket: Ticket, identity: string, atMs: number, change: Change): Ticket {
  const { claim, transfer } = ticket;
  if (identity === identities.visitor(ticket)) return ticket.visitorLostMs === undefined ? ticket : change({ visitorLostMs: undefined });
  if (transfer?.claim && identity === identities.agent(transfer.claim)) return change({ state: 'active', claim: { ...transfer.claim, isJoined: true }, transfer: undefined, agentLostMs: undefined });
  if (!claim || identity !== identities.agent(claim)) return ticket;
  if (ticket.state === 'connecting') return change({ state: 'active', claim: { ...claim, isJoined: true, atMs } });
  return ticket.agentLostMs === undefined ? ticket : change({ agentLostMs: undefined });
}

function left(ticket: Ticket, identity: string, atMs: number, change: Change): Ticket {
  if (identity === identities.visitor(ticket)) return ticket.visitorLostMs === undefined && ticket.state !== 'wrap-up' ? change({ visitorLostMs: atMs }) : ticket;
  if (ticket.claim?.isJoined && identity === identities.agent(ticket.claim) && (ticket.state === 'active' || ticket.state === 'held')) return ticket.agentLostMs === undefined ? change({ agentLostMs: atMs }) : ticket;
  return ticket;
}

function timePassed(ticket: Ticket, atMs: number, limits: TicketLimits, change: Change): Ticket {
  const { state, claim, transfer } = ticket;
  const isOver = (sinceMs: number | undefined, limitMs: number) => sinceMs !== undefined && atMs - sinceMs >= limitMs;
  if (state === 'wrap-up') return isOver(ticket.changedMs, limits.wrapUpMs) ? change({ state: 'closed' }) : ticket;
  if (isOver(ticket.visitorLostMs, limits.visitorGraceMs)) return ended(ticket, 'abandoned', atMs, change);
  if (state === 'waiting') return isOver(ticket.sinceMs, limits.longestWaitMs) ? change({ state: 'closed', ending: 'expired' }) : ticket;
  if (state === 'connecting' && isOver(claim?.atMs, limits.joinMs)) return backToQueue(ticket, change, [claim!.agent]);
  if (isOver(ticket.agentLostMs, limits.agentGraceMs)) return backToQueue(ticket, change, []);
  if (transfer && isOver(transfer.atMs, limits.transferMs)) return change({ transfer: undefined });
  return ticket;
}

/** The visitor keeps the place in line, and goes before others who were not let down. */
function backToQueue(ticket: Ticket, change: Change, declined: readonly string[]): Ticket {
  return change({ state: 'waiting', priority: ticket.priority + 1, declinedBy: [...new Set([...ticket.declinedBy, ...declined])], claim: undefined, transfer: undefined, agentLostMs: undefined });
}

function ended(ticket: Ticket, ending: Ending, atMs: number, change: Change): Ticket {
  const wasTalking = ticket.state === 'active' || ticket.state === 'held';
  return change({ state: wasTalking ? 'wrap-up' : 'closed', ending, talkedMs: wasTalking ? atMs - (ticket.claim?.atMs ?? atMs) : 0 });
}
