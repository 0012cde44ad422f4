import { leavesRoom, type ReplyPlan } from '../reply/reply-plan.ts';
import { CONVERSATION_DEFAULTS, newConversation, type ConversationEvent, type ConversationOptions, type ConversationState, type Effect, type Step } from './conversation.ts';

/** The one state machine of a visit. Pure; time comes with the events. */
export function transition(state: ConversationState, event: ConversationEvent, options: ConversationOptions = CONVERSATION_DEFAULTS): Step {
  switch (event.type) {
    case 'visitor/touched':
      return stay(signOfLife(state, event.atMs));
    case 'visitor/greeted': {
      const next = nextTurn(signOfLife(state, event.atMs));
      return { state: { ...next, phase: 'thinking', heard: '', heardBy: 'none' }, effects: [...cancel(state), { type: 'reply/greet', turn: next.turn, language: state.language }] };
    }
    case 'visitor/came':
      // Who is greeted once is not greeted again for having looked away.
      return state.phase === 'welcome' ? transition(state, { type: 'visitor/greeted', atMs: event.atMs }, options) : stay(signOfLife(state, event.atMs));
    case 'visitor/gone':
      if (state.phase === 'welcome' || state.call === 'talking') return stay(state);
      return isSpeaking(state) || state.phase === 'thinking' ? stay({ ...state, isGone: true }) : wipe(state);
    case 'visitor/asked': {
      if (state.call === 'talking') return { state: signOfLife(state, event.atMs), effects: [{ type: 'call/said', text: event.text, language: state.language, by: 'touch' }] };
      const next = nextTurn(signOfLife(state, event.atMs));
      return {
        state: { ...next, phase: 'thinking', heard: event.text, heardBy: 'touch' },
        effects: [...cancel(state), { type: 'reply/compose', turn: next.turn, text: event.text, language: state.language }],
      };
    }
    case 'visitor/stopped':
      return isBusy(state) ? { state: { ...nextTurn(signOfLife(state, event.atMs)), phase: 'waiting', phrase: Infinity }, effects: cancel(state) } : stay(signOfLife(state, event.atMs));
    case 'visitor/left':
      return wipe(state);
    case 'language/chosen':
      if (event.language === state.language) return stay(signOfLife(state, event.atMs));
      return { state: { ...nextTurn(signOfLife(state, event.atMs)), phase: state.phase === 'welcome' ? 'welcome' : 'waiting', language: event.language, plan: undefined, heard: '', heardBy: 'none' }, effects: cancel(state) };
    case 'speech/started': {
      // Also the barge-in: whatever she says or works at is dropped at once.
      const next = nextTurn(signOfLife(state, event.atMs));
      return { state: { ...next, phase: 'hearing', heard: '', heardBy: 'voice', phrase: Infinity }, effects: cancel(state) };
    }
    case 'speech/partial':
      return state.phase === 'hearing' ? stay({ ...state, heard: event.text }) : stay(state);
    case 'speech/dropped':
      return state.phase === 'hearing' ? stay({ ...signOfLife(state, event.atMs), phase: 'waiting', heard: '', heardBy: 'none' }) : stay(state);
    case 'speech/heard':
      return heard(state, event);
    case 'reply/composed':
      if ((state.phase !== 'thinking' && state.phase !== 'asking') || event.turn !== state.turn) return stay(state);
      return { state: { ...state, phase: state.phase === 'asking' ? 'asking' : 'speaking', plan: event.plan, phrase: -1, language: event.plan.switchTo ?? state.language }, effects: [{ type: 'voice/say', turn: state.turn, plan: event.plan }] };
    case 'clerk/told': {
      if (state.phase === 'welcome') return stay(state);
      // News of the line is on screen too: who is asking something is not cut off by it.
      if (state.call === 'in-line' && isAsking(state)) return stay(state);
      const next = nextTurn(state);
      return { state: { ...next, phase: 'speaking', plan: event.plan }, effects: [...cancel(state), { type: 'voice/say', turn: next.turn, plan: event.plan }] };
    }
    case 'call/changed':
      if (event.call !== 'talking') return stay({ ...signOfLife(state, event.atMs), call: event.call });
      return called(state, event.atMs);
    case 'voice/phrase':
      return isSpeaking(state) && event.turn === state.turn ? stay({ ...state, phrase: event.index }) : stay(state);
    case 'voice/ended':
      return ended(state, event);
    case 'time/passed':
      return timePassed(state, event.atMs, options);
    default:
      return event satisfies never;
  }
}

/** A person is there: what the visitor is saying, or has just asked, is the person's to hear. */
function called(state: ConversationState, atMs: number): Step {
  const next: ConversationState = { ...nextTurn(signOfLife(state, atMs)), phrase: Infinity, call: 'talking' };
  if (state.phase === 'hearing') return stay(next);
  const { heardBy, heard: text, language } = state;
  const isUnanswered = isAsking(state) && text !== '' && heardBy !== 'none';
  return { state: { ...next, phase: 'waiting', heard: '', heardBy: 'none' }, effects: [...cancel(state), ...(isUnanswered ? [{ type: 'call/said', text, language, by: heardBy } as const] : [])] };
}

function heard(state: ConversationState, { atMs, utterance }: Extract<ConversationEvent, { type: 'speech/heard' }>): Step {
  if (state.phase !== 'hearing') return stay(state);
  if (state.call === 'talking') {
    const { text, language, accepted } = utterance;
    return { state: { ...signOfLife(state, atMs), phase: 'waiting', heard: accepted ? text : '' }, effects: accepted ? [{ type: 'call/said', text, language, by: 'voice' }] : [] };
  }
  const next: ConversationState = { ...signOfLife(state, atMs), phase: 'thinking', heard: utterance.accepted ? utterance.text : '' };
  return {
    state: next,
    effects: [utterance.accepted
      ? { type: 'reply/compose', turn: next.turn, text: utterance.text, language: utterance.language, voice: utterance.voice }
      : { type: 'reply/not-heard', turn: next.turn, utterance }],
  };
}

function ended(state: ConversationState, { turn, atMs }: Extract<ConversationEvent, { type: 'voice/ended' }>): Step {
  if (turn !== state.turn) return stay(state);
  if (state.isGone) return wipe(state);
  // Her question does not count as a sign of life: the 15 seconds run from when it was put.
  if (state.phase === 'asking') return stay({ ...state, phrase: Infinity });
  if (state.phase !== 'speaking') return stay(state);
  // Nor does what she offers of herself.
  if (state.offer === 'speaking') return stay({ ...state, phase: 'waiting', phrase: Infinity, offer: 'made' });
  return stay({ ...state, phase: 'waiting', phrase: Infinity, lastSignMs: Math.max(state.lastSignMs, atMs) });
}

function timePassed(state: ConversationState, atMs: number, { offerAfterMs, wipeAfterMs, farewellMs, patienceInLine, ...options }: ConversationOptions): Step {
  // Whoever talks to a person is there.
  if (state.call === 'talking') return stay(state);
  const askAfterMs = options.askAfterMs * (state.call === 'in-line' ? patienceInLine : 1);
  const silentMs = atMs - state.lastSignMs;
  if (state.phase === 'asking') return silentMs >= askAfterMs + wipeAfterMs ? wipe(state) : stay(state);
  if (state.phase === 'waiting' && silentMs >= offerAfterMs && silentMs < askAfterMs && state.offer === 'none' && state.call === 'none' && state.plan && leavesRoom(state.plan)) return offer(state, state.plan);
  if (state.phase !== 'waiting') return stay(state);
  if (state.plan?.ends && state.call === 'none' && silentMs >= farewellMs) return wipe(state);
  if (silentMs < askAfterMs) return stay(state);
  const next = nextTurn(state);
  // Counted from when she asks, however late the clock ticked.
  return { state: { ...next, phase: 'asking', plan: undefined, heard: '', heardBy: 'none', lastSignMs: atMs - askAfterMs }, effects: [{ type: 'reply/are-you-there', turn: next.turn, language: state.language }] };
}

function offer(state: ConversationState, after: ReplyPlan): Step {
  const next = nextTurn(state);
  return { state: { ...next, phase: 'thinking', offer: 'speaking' }, effects: [{ type: 'reply/offer', turn: next.turn, language: after.language, after }] };
}

function wipe(state: ConversationState): Step {
  return { state: newConversation(state.homeLanguage, state.turn + 1), effects: [...cancel(state), { type: 'visit/wipe' }] };
}

/** A touch, key or word: a visit begins or goes on, and a question whether anybody is there is answered by it. */
function signOfLife(state: ConversationState, atMs: number): ConversationState {
  const phase = state.phase === 'welcome' || state.phase === 'asking' ? 'waiting' : state.phase;
  return { ...state, phase, isGone: false, offer: state.offer === 'speaking' ? 'made' : state.offer, lastSignMs: atMs };
}

function nextTurn(state: ConversationState): ConversationState {
  return { ...state, turn: state.turn + 1, phrase: -1 };
}

function cancel(state: ConversationState): Effect[] {
  return isBusy(state) ? [{ type: 'turn/cancel', turn: state.turn }] : [];
}

/** True when something of this turn is going on outside: a reply being composed, a voice speaking. */
function isBusy({ phase }: ConversationState): boolean {
  return phase === 'thinking' || phase === 'speaking' || phase === 'asking' || phase === 'hearing';
}

/** True while the visitor speaks, or waits for the answer to a question. */
function isAsking({ phase, heardBy, offer: its }: ConversationState): boolean {
  return phase === 'hearing' || (phase === 'thinking' && heardBy !== 'none' && its !== 'speaking');
}

function isSpeaking({ phase }: ConversationState): boolean {
  return phase === 'speaking' || phase === 'asking';
}

function stay(state: ConversationState): Step {
  return { state, effects: [] };
}
