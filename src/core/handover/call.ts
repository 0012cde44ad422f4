import type { Language } from '../shared/language.ts';
import type { Trigger } from './ticket.ts';
import type { Wait } from './queue.ts';
import type { VisitorView } from './views.ts';

/**
 * The visitor's way to a person and back:
 * none, asking (does the visitor agree?), requesting, waiting (in line), connecting, talking, rating, and unavailable (nobody is there, or it failed).
 */
export type CallPhase = 'none' | 'asking' | 'requesting' | 'waiting' | 'connecting' | 'talking' | 'rating' | 'unavailable';

/** Why no person can be had. */
export type Unavailable = 'nobody' | 'busy' | 'down' | 'lost' | 'expired' | 'too-often';

/** How well the page is connected to the call. */
export type Link = 'good' | 'weak' | 'broken';

export interface ChatLine {
  readonly who: 'visitor' | 'agent';
  readonly text: string;
}

export interface CallState {
  readonly phase: CallPhase;
  readonly trigger: Trigger;
  readonly topic: string;
  readonly priority: number;
  readonly language: Language;
  /** What the wait would be, told before the visitor agrees; then the wait as it is. */
  readonly wait: Wait | undefined;
  readonly agent: VisitorView['agent'];
  readonly cause: Unavailable | undefined;
  /** The visitor agreed to be seen. */
  readonly hasCamera: boolean;
  readonly isMuted: boolean;
  readonly isHeld: boolean;
  /** Neither heard nor seen: there is no microphone, or it was not allowed. */
  readonly isTextOnly: boolean;
  readonly isSeen: boolean;
  readonly link: Link;
  /** The agent was lost and may come back. */
  readonly isAgentLost: boolean;
  /** Nothing comes from the agent any more, as the room sees it: seconds before the server knows. */
  readonly isAgentFaint: boolean;
  /** The agent's picture arrives. */
  readonly hasVideo: boolean;
  /** A supervisor is in the room; hears nothing before the visitor's page says so. */
  readonly isListenedTo: boolean;
  /** The agent is not seen, but moves her: her face, her head, her arms. */
  readonly isPuppet: boolean;
  readonly isPhotoWanted: boolean;
  /** The browser wants a touch before it lets the agent be heard. */
  readonly needsTouch: boolean;
  readonly chat: readonly ChatLine[];
  /** Product that the agent shows. */
  readonly shown: string | undefined;
  /** Picture that the agent shows, as a data URL. */
  readonly picture: string | undefined;
}

/** What there is of an agent where none is. */
const NOBODY = { hasVideo: false, isPuppet: false, isAgentFaint: false, isListenedTo: false, picture: undefined } as const;

export const NO_CALL: CallState = {
  phase: 'none', trigger: 'asked', topic: '', priority: 0, language: 'zh', wait: undefined, agent: undefined, cause: undefined, hasCamera: false, isMuted: false, isHeld: false, isTextOnly: false, isSeen: false, link: 'good',
  isAgentLost: false, ...NOBODY, isPhotoWanted: false, needsTouch: false, chat: [], shown: undefined,
};

export type CallEvent =
  | { readonly type: 'wanted'; readonly trigger: Trigger; readonly topic: string; readonly priority: number; readonly language: Language }
  | { readonly type: 'outlook'; readonly wait: Wait }
  | { readonly type: 'declined' }
  | { readonly type: 'agreed'; readonly hasCamera: boolean }
  | { readonly type: 'opened' }
  | { readonly type: 'refused'; readonly cause: Unavailable }
  | { readonly type: 'ticket'; readonly view: VisitorView }
  | { readonly type: 'published'; readonly isTextOnly: boolean; readonly isSeen: boolean }
  | { readonly type: 'link'; readonly link: Link }
  | { readonly type: 'agent-faint'; readonly isFaint: boolean }
  | { readonly type: 'video'; readonly isThere: boolean }
  | { readonly type: 'listened-to'; readonly isListenedTo: boolean }
  | { readonly type: 'touch-needed'; readonly isNeeded: boolean }
  | { readonly type: 'muted'; readonly isMuted: boolean }
  | { readonly type: 'chat'; readonly line: ChatLine }
  | { readonly type: 'shown'; readonly product: string }
  /** The agent shows a picture, or the visitor has seen it. */
  | { readonly type: 'picture'; readonly url: string | undefined }
  | { readonly type: 'photo-wanted'; readonly isWanted: boolean }
  | { readonly type: 'puppet'; readonly isOn: boolean }
  /** The visitor would rather be called back than wait. */
  | { readonly type: 'not-waiting' }
  | { readonly type: 'hung-up' }
  | { readonly type: 'done' };

/** Lines of the chat that are kept. */
const MOST_LINES = 50;

/** One step of the visitor's side of a call. Pure. */
export function callStep(state: CallState, event: CallEvent): CallState {
  const { phase } = state;
  switch (event.type) {
    case 'wanted':
      return phase === 'none' || phase === 'unavailable' || phase === 'rating' ? { ...NO_CALL, phase: 'asking', trigger: event.trigger, topic: event.topic, priority: event.priority, language: event.language } : state;
    case 'outlook':
      if (phase !== 'asking') return state;
      return event.wait.staff === 0 ? { ...state, phase: 'unavailable', cause: 'nobody', wait: event.wait } : { ...state, wait: event.wait };
    case 'declined':
      return phase === 'asking' || phase === 'unavailable' ? NO_CALL : state;
    case 'agreed':
      return phase === 'asking' ? { ...state, phase: 'requesting', hasCamera: event.hasCamera } : state;
    case 'opened':
      return phase === 'requesting' ? { ...state, phase: 'waiting' } : state;
    case 'refused':
      return phase === 'none' || phase === 'rating' ? state : { ...state, phase: 'unavailable', cause: event.cause };
    case 'ticket':
      return follow(state, event.view);
    case 'published':
      return { ...state, isTextOnly: event.isTextOnly, isSeen: event.isSeen };
    case 'link':
      return { ...state, link: event.link };
    case 'agent-faint':
      return phase === 'talking' && state.isAgentFaint !== event.isFaint ? { ...state, isAgentFaint: event.isFaint } : state;
    case 'video':
      return { ...state, hasVideo: event.isThere };
    case 'listened-to':
      return state.isListenedTo === event.isListenedTo ? state : { ...state, isListenedTo: event.isListenedTo };
    case 'touch-needed':
      return { ...state, needsTouch: event.isNeeded };
    case 'muted':
      return { ...state, isMuted: event.isMuted };
    case 'chat':
      return { ...state, chat: [...state.chat, event.line].slice(-MOST_LINES) };
    case 'shown':
      return { ...state, shown: event.product };
    case 'puppet':
      return phase === 'talking' ? { ...state, isPuppet: event.isOn } : state;
    case 'picture':
      return phase === 'talking' ? { ...state, picture: event.url } : state;
    case 'photo-wanted':
      return { ...state, isPhotoWanted: event.isWanted };
    case 'not-waiting':
      return phase === 'waiting' ? { ...state, phase: 'unavailable', cause: 'busy' } : state;
    case 'hung-up':
      return phase === 'talking' ? { ...state, phase: 'rating', ...NOBODY } : NO_CALL;
    case 'done':
      return NO_CALL;
    default:
      return event satisfies never;
  }
}

/** True while a person is spoken to: she is silent then, and what the visitor says is not hers to answer. */
export function isTalking({ phase }: CallState): boolean {
  return phase === 'talking';
}

/** True while there is a ticket. */
export function isInLine({ phase }: CallState): boolean {
  return phase === 'requesting' || phase === 'waiting' || phase === 'connecting' || phase === 'talking';
}

function follow(state: CallState, view: VisitorView): CallState {
  if (!isInLine(state)) return state;
  // Another agent is seen first, whoever played her before.
  const isSame = view.agent?.identity === state.agent?.identity;
  const told: CallState = { ...state, agent: view.agent, isAgentLost: view.isAgentLost, isHeld: view.state === 'held', isPuppet: state.isPuppet && isSame, isAgentFaint: state.isAgentFaint && isSame };
  switch (view.state) {
    case 'waiting':
      // Who was in a call and lost the agent is in line again, before all others.
      return { ...told, phase: 'waiting', wait: view, ...NOBODY };
    case 'connecting':
      return { ...told, phase: 'connecting' };
    case 'active':
    case 'held':
      return { ...told, phase: 'talking' };
    case 'wrap-up':
    case 'closed':
      if (state.phase === 'talking') return { ...state, phase: 'rating', ...NOBODY };
      return view.ending === 'visitor' ? NO_CALL : { ...state, phase: 'unavailable', cause: view.ending === 'expired' ? 'expired' : 'lost' };
    default:
      return view.state satisfies never;
  }
}
