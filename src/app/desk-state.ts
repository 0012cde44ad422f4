import type { CallContext, Turn } from '../core/handover/messages.ts';
import type { CallBack, DeskAgent, DeskTicket } from '../core/handover/views.ts';
import type { Link } from '../core/handover/call.ts';
import type { ShopPack } from '../core/knowledge/shop-pack.ts';
import type { Bilingual, Language } from '../core/shared/language.ts';
import type { Listening } from './listening-in.ts';
import { NO_PUPPET, type PuppetState } from './puppeteer.ts';

/** Something the agent may say or send with one click. */
export interface Suggestion {
  readonly id: number;
  /** What the visitor said. */
  readonly question: string;
  readonly answer: string;
  readonly language: Language;
  /** Product to show with it. */
  readonly product?: string;
  /** Rows of the shop's files that it rests on. */
  readonly sources: readonly string[];
}

/** What the agent should know now. */
export type Warning = 'listened-to' | 'angry' | 'silent' | 'visitor-lost' | 'weak';

export interface DeskCall {
  readonly ticket: string;
  readonly link: Link;
  /** The visitor is in the room. */
  readonly isVisitorHere: boolean;
  /** A supervisor is in the room. */
  readonly isListenedTo: boolean;
  readonly hasVideo: boolean;
  readonly isMuted: boolean;
  readonly isSeen: boolean;
  readonly isTextOnly: boolean;
  readonly startedMs: number;
  /** All that was said, before the call too. */
  readonly turns: readonly Turn[];
  readonly photos: readonly string[];
  readonly suggestions: readonly Suggestion[];
  readonly isAngry: boolean;
  /** When the visitor or the agent last said something, in ms since 1970. */
  readonly saidMs: number;
}

export interface DeskState {
  readonly phase: 'opening' | 'signed-out' | 'open';
  /** Why signing in failed, or what the server refused. */
  readonly problem: string | undefined;
  /** Agents may sign in as at the company. */
  readonly hasCompany: boolean;
  readonly isOnline: boolean;
  readonly language: Language;
  readonly pack: ShopPack | undefined;
  readonly me: DeskAgent | undefined;
  readonly agents: readonly DeskAgent[];
  /** The line first, by urgency and time. */
  readonly tickets: readonly DeskTicket[];
  /** The server's clock less this machine's, in ms. */
  readonly skewMs: number;
  readonly selected: string | undefined;
  readonly contexts: Readonly<Record<string, CallContext>>;
  readonly call: DeskCall | undefined;
  /** A colleague's call that this desk listens to. */
  readonly listening: Listening | undefined;
  /** The agent as the avatar's player. */
  readonly puppet: PuppetState;
  /** A call that is over and must be written up. */
  readonly wrapUp: string | undefined;
  /** What the agent wrote down in the call, for the next agent or the write-up. */
  readonly note: string;
  readonly callBacks: readonly CallBack[];
}

export const CLOSED_DESK: DeskState = { phase: 'opening', problem: undefined, hasCompany: false, isOnline: true, language: 'zh', pack: undefined, me: undefined, agents: [], tickets: [], skewMs: 0, selected: undefined, contexts: {}, call: undefined, listening: undefined, puppet: NO_PUPPET, wrapUp: undefined, note: '', callBacks: [] };

/** How calls end; a shop reads them in the journal. */
export const DISPOSITIONS: Readonly<Record<string, Bilingual>> = {
  solved: { zh: '已解决', en: 'Solved' }, 'call-back': { zh: '需回电', en: 'To be called back' }, sale: { zh: '成交', en: 'Sale' }, 'to-service': { zh: '转售后', en: 'To service' }, unsolved: { zh: '未解决', en: 'Not solved' },
};

/** Why an agent lets a visitor go to somebody else. */
export const DECLINES: Readonly<Record<string, Bilingual>> = {
  busy: { zh: '正忙着', en: 'Busy' }, 'not-my-topic': { zh: '不是我负责的', en: 'Not my topic' }, language: { zh: '语言不通', en: 'Not my language' }, other: { zh: '其他原因', en: 'Other' },
};

/** The same was said by the same. */
export function isAmong(turns: readonly Turn[], { who, text }: Turn): boolean {
  return turns.some((turn) => turn.who === who && turn.text === text);
}

/** Most urgent first, then who has waited longest; calls under way after the line. */
export function inOrder(tickets: readonly DeskTicket[]): DeskTicket[] {
  return [...tickets].sort((a, b) => Number(b.state === 'waiting') - Number(a.state === 'waiting') || b.priority - a.priority || a.sinceMs - b.sinceMs);
}
