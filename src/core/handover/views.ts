import type { Bilingual, Language } from '../shared/language.ts';
import type { AgentState, Wait } from './queue.ts';
import type { Ending, Ticket, TicketState } from './ticket.ts';

/** Way into a room. */
export interface Entry {
  /** ws(s). */
  readonly url: string;
  readonly token: string;
  /** Sends and receives over a connection each: a LiveKit that speaks no other way. */
  readonly needsTwo?: boolean;
}

/** What a visitor's page is told of its ticket. */
export interface VisitorView extends Wait {
  readonly state: TicketState;
  /** Identity and name of the agent who may be trusted in the room. */
  readonly agent?: { readonly identity: string; readonly name: Bilingual };
  readonly isAgentLost: boolean;
  readonly ending?: Ending;
}

/** What a desk is told of a ticket. */
export interface DeskTicket extends Pick<Ticket, 'id' | 'rev' | 'state' | 'shop' | 'kiosk' | 'language' | 'topic' | 'trigger' | 'priority' | 'hasCamera' | 'anger' | 'sinceMs' | 'changedMs'> {
  /** True when it rings at this desk. */
  readonly isRinging: boolean;
  readonly agent?: string;
  readonly isAgentLost: boolean;
  readonly isVisitorLost: boolean;
  /** A call that is to be passed on. */
  readonly transfer?: { readonly from: string; readonly agent?: string; readonly topic?: string; readonly note: string };
  readonly ending?: Ending;
}

export interface DeskAgent {
  readonly id: string;
  readonly name: string;
  readonly state: AgentState;
  /** What this agent is asked for; all topics where it is empty. */
  readonly topics: readonly string[];
  /** May listen to colleagues' calls, where the visitor's page says so. */
  readonly isSupervisor?: boolean;
}

/** Somebody who wants to be called back, and was not yet. */
export interface CallBack {
  readonly id: string;
  /** When it was left, in ms since 1970. */
  readonly atMs: number;
  readonly shop: string;
  readonly name: string;
  readonly phone: string;
  readonly topic: string;
  readonly language: Language;
}

/** Sent to a desk when it opens, and the parts that changed later. */
export interface DeskUpdate {
  /** The server's clock, in ms since 1970: waits are counted from it. */
  readonly nowMs: number;
  readonly me: DeskAgent;
  readonly agents?: readonly DeskAgent[];
  readonly tickets?: readonly DeskTicket[];
  readonly removed?: readonly string[];
  /** All tickets are in `tickets`; others are gone. */
  readonly isWhole?: boolean;
}
