import type { ReplyPlan } from '../reply/reply-plan.ts';
import type { Language } from '../shared/language.ts';
import type { VoiceSigns } from '../understanding/voice-level.ts';
import type { Hypothesis } from '../understanding/hypotheses.ts';

/** Counts the answers of a page; every asynchronous result carries the turn it belongs to, and stale ones are ignored. */
export type TurnId = number;

/**
 * What is going on, exactly one at a time:
 * welcome (nobody is there), waiting (the visitor's move), hearing (the visitor speaks), thinking, speaking,
 * asking (is the visitor still there?).
 */
export type Phase = 'welcome' | 'waiting' | 'hearing' | 'thinking' | 'speaking' | 'asking';

export interface ConversationState {
  readonly phase: Phase;
  readonly turn: TurnId;
  readonly language: Language;
  /** The language every visit begins in. */
  readonly homeLanguage: Language;
  /** What the visitor said, typed or tapped last, as far as it is trusted; empty while nothing was. */
  readonly heard: string;
  readonly heardBy: 'voice' | 'touch' | 'none';
  /** The answer on screen. */
  readonly plan: ReplyPlan | undefined;
  /** Index of the phrase that sounds now; -1 before the first and Infinity when all was said. */
  readonly phrase: number;
  /** Help that she offers of herself, once a visit. */
  readonly offer: 'none' | 'speaking' | 'made';
  /** Last touch, key or word of the visitor, or the end of an answer, in ms of the app's clock. */
  readonly lastSignMs: number;
  /** In line for a person she goes on; while a person is spoken to she is silent, and what the visitor says is not hers to answer. */
  readonly call: 'none' | 'in-line' | 'talking';
  /** The visitor was seen to go: what she says is said to its end, and then the page is wiped. */
  readonly isGone: boolean;
}

/** What was heard of one utterance, after the ears agreed on a language. */
export interface Utterance {
  readonly text: string;
  readonly language: Language;
  /** False when too little of it matched the shop's phrases to be answered. */
  readonly accepted: boolean;
  /** Phrases of the shop that it may have been, best first. */
  readonly alternatives: readonly string[];
  /** What the sounds spell, best first. */
  readonly nBest: readonly Hypothesis[];
  readonly voice: VoiceSigns;
}

export type ConversationEvent =
  | { readonly type: 'visitor/touched'; readonly atMs: number }
  | { readonly type: 'visitor/greeted'; readonly atMs: number }
  | { readonly type: 'visitor/asked'; readonly atMs: number; readonly text: string }
  | { readonly type: 'visitor/stopped'; readonly atMs: number }
  /** Somebody was seen to come and look at her. */
  | { readonly type: 'visitor/came'; readonly atMs: number }
  /** … and to have gone, some seconds ago. */
  | { readonly type: 'visitor/gone'; readonly atMs: number }
  | { readonly type: 'visitor/left' }
  | { readonly type: 'language/chosen'; readonly atMs: number; readonly language: Language }
  | { readonly type: 'speech/started'; readonly atMs: number }
  | { readonly type: 'speech/partial'; readonly text: string }
  | { readonly type: 'speech/dropped'; readonly atMs: number }
  | { readonly type: 'speech/heard'; readonly atMs: number; readonly utterance: Utterance }
  | { readonly type: 'clerk/told'; /** Something that is hers to say now. */ readonly plan: ReplyPlan }
  | { readonly type: 'call/changed'; readonly atMs: number; readonly call: ConversationState['call'] }
  | { readonly type: 'reply/composed'; readonly turn: TurnId; readonly plan: ReplyPlan }
  | { readonly type: 'voice/phrase'; readonly turn: TurnId; readonly index: number }
  | { readonly type: 'voice/ended'; readonly turn: TurnId; readonly atMs: number }
  | { readonly type: 'time/passed'; readonly atMs: number };

/** Work for the shell, as plain data. */
export type Effect =
  | { readonly type: 'reply/compose'; readonly turn: TurnId; readonly text: string; readonly language: Language; /** Of what was spoken. */ readonly voice?: VoiceSigns }
  | { readonly type: 'reply/not-heard'; readonly turn: TurnId; readonly utterance: Utterance }
  | { readonly type: 'reply/greet'; readonly turn: TurnId; readonly language: Language }
  | { readonly type: 'reply/offer'; readonly turn: TurnId; readonly language: Language; /** The answer it follows. */ readonly after: ReplyPlan }
  | { readonly type: 'reply/are-you-there'; readonly turn: TurnId; readonly language: Language }
  | { readonly type: 'voice/say'; readonly turn: TurnId; readonly plan: ReplyPlan }
  | { readonly type: 'call/said'; readonly text: string; readonly language: Language; readonly by: 'voice' | 'touch' }
  | { readonly type: 'turn/cancel'; readonly turn: TurnId }
  | { readonly type: 'visit/wipe' };

export interface Step {
  readonly state: ConversationState;
  readonly effects: readonly Effect[];
}

export interface ConversationOptions {
  /** After an answer and this much silence she offers more, in ms; Infinity for never. */
  readonly offerAfterMs: number;
  /** A visitor who gives no sign for this long is asked, in ms. */
  readonly askAfterMs: number;
  /** And this long after the question the page is wiped, in ms. */
  readonly wipeAfterMs: number;
  /** After her good-bye the page is wiped, in ms: time for a rating, or for one more question. */
  readonly farewellMs: number;
  /** In line for a person one may stand quietly for longer: this many times as long. */
  readonly patienceInLine: number;
}

export const CONVERSATION_DEFAULTS: ConversationOptions = { offerAfterMs: 25_000, askAfterMs: 60_000, wipeAfterMs: 15_000, farewellMs: 10_000, patienceInLine: 4 };

export function newConversation(language: Language, turn: TurnId = 0): ConversationState {
  return { phase: 'welcome', turn, language, homeLanguage: language, heard: '', heardBy: 'none', plan: undefined, phrase: -1, offer: 'none', lastSignMs: 0, call: 'none', isGone: false };
}
