import type { Language } from '../shared/language.ts';
import type { Frame } from './flow-machine.ts';
import { NO_MEMBER, type Member } from './member.ts';

/** A visitor is angry from this much anger on. */
export const ANGRY_FROM = 0.5;

/** What is remembered of one visit; wiped with it. */
export interface Session {
  readonly language: Language;
  readonly lastIntent?: string;
  readonly lastProduct?: string;
  readonly lastFamily?: string;
  /** Ids of the products she showed last, in the order shown. */
  readonly shown: readonly string[];
  /** The answer that "say that again" repeats. */
  readonly lastText?: string;
  /** How often each answer was given, so that variants rotate. */
  readonly given: Readonly<Record<string, number>>;
  /** Misunderstandings in a row. */
  readonly unclearCount: number;
  /** Talks under way, the present one last. */
  readonly frames: readonly Frame[];
  /** What the visitor wants a thing for, and the price to stay in: said once, used for the whole visit. */
  readonly needs: readonly string[];
  readonly price?: { readonly min?: number; readonly max?: number };
  /** Ids of promotions that were mentioned. */
  readonly toldPromotions: readonly string[];
  /** From 0 (calm) to 1 (angry): the sentences' feeling, older ones fading. */
  readonly anger: number;
  /** The same, but not over when a person was sent for: whoever comes is to know it. */
  readonly felt: number;
  /** Who identified herself, and what the shop's systems know of her. */
  readonly member: Member;
}

export function newSession(language: Language): Session {
  return { language, shown: [], given: {}, unclearCount: 0, frames: [], needs: [], toldPromotions: [], anger: 0, felt: 0, member: NO_MEMBER };
}
