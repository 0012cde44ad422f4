import { newSession, type Session } from '../core/dialogue/session.ts';
import type { ShopPack } from '../core/knowledge/shop-pack.ts';
import { notKnownPlan, tooLongPlan } from '../core/reply/fixed-replies.ts';
import { reply } from '../core/reply/reply.ts';
import type { ReplyPlan } from '../core/reply/reply-plan.ts';
import type { Language } from '../core/shared/language.ts';
import type { IntentScore } from '../core/understanding/bands.ts';
import { MentionFinder } from '../core/understanding/mentions.ts';
import { cleanText, hasWords, LONGEST_MESSAGE } from '../core/understanding/normalise.ts';
import { readSentence } from '../core/understanding/understand.ts';
import type { IntentEngine } from '../engines/intent/client.ts';

/** Understands one visit's sentences; remembers what was spoken of until it is wiped. */
export class VisitMind {
  readonly #pack: ShopPack;
  readonly #intents: IntentEngine;
  readonly #finder: MentionFinder;
  #session: Session;

  constructor(pack: ShopPack, intents: IntentEngine) {
    this.#pack = pack;
    this.#intents = intents;
    this.#finder = new MentionFinder(pack);
    this.#session = newSession(pack.defaultLanguage);
  }

  /** What she answers. Never rejects but for an abort: when the model fails, names and danger are still understood. */
  async answer(raw: string, language: Language, signal: AbortSignal): Promise<ReplyPlan> {
    const text = cleanText(raw);
    if (!hasWords(text)) return notKnownPlan(this.#pack, language);
    if (text.length > LONGEST_MESSAGE) return tooLongPlan(this.#pack, language);
    const reading = readSentence(text, this.#pack, this.#finder, language);
    const scores = await this.#score(reading.delexicalised, signal);
    const { plan, session } = reply(reading, scores, { ...this.#session, language }, this.#pack);
    if (!signal.aborted) this.#session = session;
    return plan;
  }

  /** What she would answer, without taking it as said: for getting the first words ready. */
  async preview(raw: string, language: Language): Promise<ReplyPlan> {
    const reading = readSentence(cleanText(raw), this.#pack, this.#finder, language);
    const scores = await this.#score(reading.delexicalised, new AbortController().signal);
    return reply(reading, scores, { ...this.#session, language }, this.#pack).plan;
  }

  forget(): void {
    this.#session = newSession(this.#pack.defaultLanguage);
  }

  /** True when nothing of a visit is remembered. */
  get isBlank(): boolean {
    return this.#session.lastIntent === undefined && this.#session.lastProduct === undefined && this.#session.lastText === undefined && Object.keys(this.#session.given).length === 0;
  }

  async #score(text: string, signal: AbortSignal): Promise<readonly IntentScore[]> {
    try {
      return await this.#intents.run({ text }, { signal });
    } catch {
      // Once more: a worker that died is started again by the next call.
      return signal.aborted ? [] : this.#intents.run({ text }, { signal }).catch(() => []);
    }
  }
}
