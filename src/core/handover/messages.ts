import { LANGUAGES, type Language } from '../shared/language.ts';

/** One thing that was said, as the desk sees it. */
export interface Turn {
  readonly who: 'visitor' | 'clerk' | 'agent';
  readonly text: string;
  readonly language: Language;
  /** Of a visitor's sentence: what it was taken for, and how surely, in [0, 1]. */
  readonly intent?: string;
  readonly confidence?: number;
}

/** What is known when a person is asked for; the visitor agreed to pass it on. */
export interface CallContext {
  readonly turns: readonly Turn[];
  /** In one line: what it is about. */
  readonly summary: string;
  /** Ids of products that were spoken of. */
  readonly products: readonly string[];
  /** Answers that were tried: intents. */
  readonly tried: readonly string[];
  /** From 0 (calm) to 1 (angry). */
  readonly anger: number;
  /** Pictures that the visitor showed, as data URLs. */
  readonly photos: readonly string[];
}

/** What kiosk and desk send each other in a call. Everything that arrives is data of a stranger: parsed, cut, shown as text. */
export type CallMessage =
  | { readonly type: 'turn'; readonly turn: Turn }
  | { readonly type: 'chat'; readonly text: string }
  | { readonly type: 'show'; readonly product: string }
  | { readonly type: 'say'; readonly text: string; readonly language: Language }
  /** The agent plays the avatar from now on, or no more. */
  | { readonly type: 'puppet'; readonly isOn: boolean }
  | { readonly type: 'ask-photo' }
  /** A picture that one side shows the other, as a data URL. */
  | { readonly type: 'photo'; readonly url: string };

/** Longest text of a message, in characters, and longest picture. */
const LONGEST_TEXT = 1_000;
const LONGEST_PHOTO = 1_500_000;
const MOST_TURNS = 200;
const MOST_PHOTOS = 4;
const PHOTO = /^data:image\/(?:jpeg|png|webp);base64,[A-Za-z0-9+/]+=*$/;
const WHO = ['visitor', 'clerk', 'agent'] as const;

type Raw = Readonly<Record<string, unknown>>;

/** @returns undefined for what is no message */
export function parseCallMessage(text: string): CallMessage | undefined {
  if (text.length > LONGEST_PHOTO + 100) return undefined;
  const raw = objectIn(text);
  switch (raw?.['type']) {
    case 'turn': {
      const turn = turnOf(raw['turn']);
      return turn && { type: 'turn', turn };
    }
    case 'chat': {
      const said = textOf(raw['text']);
      return said === '' ? undefined : { type: 'chat', text: said };
    }
    case 'show': {
      const product = textOf(raw['product']);
      return /^[\w-]{1,64}$/.test(product) ? { type: 'show', product } : undefined;
    }
    case 'say': {
      const said = textOf(raw['text']);
      const language = languageOf(raw['language']);
      return said !== '' && language ? { type: 'say', text: said, language } : undefined;
    }
    case 'photo':
      return isPhoto(raw['url']) ? { type: 'photo', url: raw['url'] } : undefined;
    case 'puppet':
      return typeof raw['isOn'] === 'boolean' ? { type: 'puppet', isOn: raw['isOn'] } : undefined;
    case 'ask-photo':
      return { type: 'ask-photo' };
    default:
      return undefined;
  }
}

/** What the server passed on, made whole: parts that are missing or wrong are empty. */
export function parseCallContext(raw: unknown): CallContext {
  const { turns, summary, products, tried, anger, photos } = (typeof raw === 'object' && raw !== null ? raw : {}) as Raw;
  const strings = (value: unknown) => listOf(value).flatMap((each) => (typeof each === 'string' ? [textOf(each)] : [])).slice(0, 20);
  return {
    turns: listOf(turns).slice(-MOST_TURNS).flatMap((turn) => turnOf(turn) ?? []),
    summary: textOf(summary), products: strings(products), tried: strings(tried),
    anger: typeof anger === 'number' && anger >= 0 && anger <= 1 ? anger : 0,
    photos: listOf(photos).filter(isPhoto).slice(0, MOST_PHOTOS),
  };
}

export const NO_CONTEXT: CallContext = { turns: [], summary: '', products: [], tried: [], anger: 0, photos: [] };

/** One visit, of which a part was before the page was loaded again. */
export function joinContexts(before: CallContext, now: CallContext): CallContext {
  const all = (first: readonly string[], then: readonly string[]) => [...new Set([...first, ...then])];
  return {
    turns: [...before.turns, ...now.turns].slice(-MOST_TURNS),
    summary: now.turns.length > 0 || before.turns.length === 0 ? now.summary : before.summary,
    products: all(now.products, before.products), tried: all(before.tried, now.tried), anger: Math.max(before.anger, now.anger),
    photos: all(before.photos, now.photos).slice(0, MOST_PHOTOS),
  };
}

function turnOf(raw: unknown): Turn | undefined {
  const { who, text, language, intent, confidence } = (typeof raw === 'object' && raw !== null ? raw : {}) as Raw;
  const speaker = WHO.find((each) => each === who);
  const spoken = languageOf(language);
  const said = textOf(text);
  if (!speaker || !spoken || said === '') return undefined;
  return { who: speaker, text: said, language: spoken, ...(typeof intent === 'string' ? { intent: intent.slice(0, 60) } : {}), ...(typeof confidence === 'number' ? { confidence: Math.min(1, Math.max(0, confidence)) } : {}) };
}

function objectIn(text: string): Raw | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Raw) : undefined;
  } catch {
    return undefined;
  }
}

/** Without control characters and marks that turn the writing direction. */
function textOf(value: unknown): string {
  // eslint-disable-next-line no-control-regex -- it is what is taken out
  return typeof value === 'string' ? value.slice(0, LONGEST_TEXT).replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim() : '';
}

function languageOf(value: unknown): Language | undefined {
  return LANGUAGES.find((language) => language === value);
}

function isPhoto(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_PHOTO && PHOTO.test(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
