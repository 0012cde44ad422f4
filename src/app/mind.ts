import type { Utterance } from '../core/conversation/conversation.ts';
import type { CallContext, Turn } from '../core/handover/messages.ts';
import { newSession, type Session } from '../core/dialogue/session.ts';
import { ShopGraph } from '../core/knowledge/graph.ts';
import type { Product, ShopPack } from '../core/knowledge/shop-pack.ts';
import { notHeardPlan, notKnownPlan, tooLongPlan } from '../core/reply/fixed-replies.ts';
import { mayRephrase, saysTheSame } from '../core/reply/rephrase.ts';
import { reply, resume, type ReplyResult } from '../core/reply/reply.ts';
import { joinAnswers, mayHoldSeveral } from '../core/reply/several.ts';
import type { ReplyPlan, Understanding } from '../core/reply/reply-plan.ts';
import type { VoiceSigns } from '../core/understanding/voice-level.ts';
import type { Language } from '../core/shared/language.ts';
import { BAND_DEFAULTS, type IntentScore } from '../core/understanding/bands.ts';
import { fuseScores, isUncertain } from '../core/understanding/fuse-scores.ts';
import { clausesOf } from '../core/understanding/clauses.ts';
import { fuseHypotheses } from '../core/understanding/hypotheses.ts';
import { chosenProduct } from '../core/reply/chosen-product.ts';
import { OUT_OF_SCOPE } from '../core/understanding/intents.ts';
import { MentionFinder } from '../core/understanding/mentions.ts';
import { cleanText, hasWords, LONGEST_MESSAGE } from '../core/understanding/normalise.ts';
import { feel } from '../core/understanding/sentiment.ts';
import { readSentence, type Reading } from '../core/understanding/understand.ts';
import type { IntentReading } from '../engines/intent/contract.ts';
import type { Clock } from '../ports/clock.ts';
import type { Engine, RunOptions } from '../ports/engine.ts';
import { callContextOf, topicOf } from './call-context.ts';
import type { Rephraser } from '../ports/rephraser.ts';
import type { ShopSystems } from '../ports/shop-systems.ts';

/** A second opinion on sentences, by meaning rather than by words. */
export interface SecondOpinion {
  reads(language: Language): boolean;
  /** Scores of every intent, best first; none when it cannot tell. @param text delexicalised */
  run(text: string, language: Language, options: RunOptions): Promise<readonly IntentScore[]>;
}

export interface VisitMindOptions {
  readonly pack: ShopPack;
  readonly intents: Pick<Engine<{ readonly text: string }, IntentReading>, 'run'>;
  readonly secondStage?: SecondOpinion;
  readonly systems: ShopSystems;
  /** Used only where the shop wants it. */
  readonly rephraser?: Rephraser;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** Understands one visit's sentences; remembers what was spoken of until it is wiped. */
export class VisitMind {
  readonly #options: VisitMindOptions;
  readonly #finder: MentionFinder;
  readonly #graph: ShopGraph;
  #session: Session;
  #turns: Turn[] = [];
  /** Products of which the visitor was asked to say one. */
  #offered: readonly Product[] = [];

  constructor(options: VisitMindOptions) {
    this.#options = options;
    this.#finder = new MentionFinder(options.pack);
    this.#graph = new ShopGraph(options.pack);
    this.#session = newSession(options.pack.defaultLanguage);
  }

  /** What she answers. Never rejects but for an abort: when the model fails, names and danger are still understood. */
  async answer(raw: string, language: Language, signal: AbortSignal, voice?: VoiceSigns): Promise<ReplyPlan> {
    const { understanding, plan: given } = await this.think(raw, language, signal, voice);
    const plan = await this.#inOtherWords(given, signal);
    const { text, language: spoken, intent, confidence } = understanding;
    if (signal.aborted) return plan;
    this.#offered = [];
    this.#turns.push({ who: 'visitor', text, language: spoken, intent, confidence }, { who: 'clerk', text: plan.text, language: plan.language });
    return plan;
  }

  /** What she makes of speech in which too little matched: choices, by what all hypotheses mean together; only of danger she takes the likeliest at its word. */
  async guess({ language, alternatives, nBest }: Pick<Utterance, 'language' | 'alternatives' | 'nBest'>, signal: AbortSignal): Promise<ReplyPlan> {
    const { pack } = this.#options;
    const readings = nBest.map(({ text }) => this.#read(text, language));
    if (readings[0]?.isDangerous) return this.answer(readings[0].text, language, signal);
    const scores = await Promise.all(readings.map(async ({ delexicalised }) => (await this.#ngrams(delexicalised, signal))?.scores ?? []));
    const about = fuseHypotheses(nBest, scores).filter(({ intent, probability }) => intent !== OUT_OF_SCOPE && probability >= BAND_DEFAULTS.offerFrom);
    return notHeardPlan(pack, language, alternatives, about.map(({ intent }) => intent));
  }

  /** The visitor is asked which of these it is. @param ids of products */
  offer(ids: readonly string[]): void {
    this.#offered = ids.flatMap((id) => this.#options.pack.products.find((product) => product.id === id) ?? []);
  }

  /** What was said to a person, or by one. */
  note(turn: Turn): void {
    this.#turns.push(turn);
  }

  /** What a person would have to know of this visit. */
  callContext(): CallContext {
    return callContextOf(this.#turns, this.#session, this.#options.pack);
  }

  /** How the visitor feels, from 0 (calm) to 1 (angry). */
  get anger(): number {
    return this.#session.felt;
  }

  /** What the visit is about. */
  get topic(): string {
    return topicOf(this.#turns);
  }

  /** The whole of an answer: how the sentence was understood, and what she does. */
  async think(raw: string, language: Language, signal: AbortSignal, voice?: VoiceSigns): Promise<ReplyResult> {
    const { pack, systems } = this.#options;
    const reading = this.#read(raw, language);
    const unread = !hasWords(reading.text) ? notKnownPlan(pack, language) : reading.text.length > LONGEST_MESSAGE ? tooLongPlan(pack, language) : undefined;
    if (unread) return { understanding: notRead(reading), plan: unread, session: this.#session };
    let result = await this.#reply(reading, language, signal, voice);
    const { lookup } = result.plan;
    if (lookup) {
      const found = await systems.ask(lookup, { signal });
      const lookedUp = result.plan.acts;
      result = resume(result.understanding, found, result.session, this.#graph);
      result = { ...result, plan: { ...result.plan, acts: [...lookedUp, ...result.plan.acts] } };
    }
    if (!signal.aborted) this.#session = result.session;
    return result;
  }

  /** One answer, to one question or to each of several in the sentence. */
  async #reply(reading: Reading, language: Language, signal: AbortSignal, voice?: VoiceSigns): Promise<ReplyResult> {
    const whole = reply(...(await this.#understand(reading, signal, voice)), { ...this.#session, language }, this.#graph);
    const clauses = mayHoldSeveral(whole) ? clausesOf(reading.text) : [];
    if (clauses.length === 0) return whole;
    const parts: ReplyResult[] = [];
    let session: Session = { ...this.#session, language };
    for (const clause of clauses) {
      const result = reply(...(await this.#understand(this.#read(clause, language), signal, voice)), session, this.#graph);
      parts.push(result);
      session = result.session;
    }
    return joinAnswers(whole, parts) ?? whole;
  }

  /** What she would answer, without taking it as said: for getting the first words ready. Undefined where the shop's systems must be asked. */
  async preview(raw: string, language: Language): Promise<ReplyPlan | undefined> {
    const reading = this.#read(raw, language);
    const { plan } = await this.#reply(reading, language, new AbortController().signal);
    return plan.lookup ? undefined : plan;
  }

  forget(): void {
    this.#session = newSession(this.#options.pack.defaultLanguage);
    this.#turns = [];
    this.#offered = [];
  }

  /** True when nothing of a visit is remembered. */
  get isBlank(): boolean {
    return this.#turns.length === 0 && this.#offered.length === 0 && JSON.stringify({ ...this.#session, language: '' }) === JSON.stringify({ ...newSession(this.#session.language), language: '' });
  }

  #read(text: string, language: Language): Reading {
    const clean = cleanText(text).slice(0, 4 * LONGEST_MESSAGE);
    return readSentence(chosenProduct(clean, this.#offered)?.name[language] ?? clean, this.#options.pack, this.#finder, { fallback: language, nowMs: this.#options.clock.nowMs() });
  }

  /** The n-grams' opinion, of the mood too; where it is uncertain, the second stage's beside it. */
  async #understand(reading: Reading, signal: AbortSignal, voice?: VoiceSigns): Promise<[Reading, readonly IntentScore[]]> {
    const { secondStage } = this.#options;
    const { delexicalised, language, sentiment } = reading;
    const ngrams = await this.#ngrams(delexicalised, signal);
    if (!ngrams) return [reading, []];
    const felt = { ...reading, sentiment: feel(sentiment, ngrams.moods, voice) };
    if (!secondStage?.reads(language) || !isUncertain(ngrams.scores)) return [felt, ngrams.scores];
    const second = await secondStage.run(delexicalised, language, { signal }).catch(() => []);
    return [felt, second.length > 0 ? fuseScores(ngrams.scores, second) : ngrams.scores];
  }

  async #inOtherWords(plan: ReplyPlan, signal: AbortSignal): Promise<ReplyPlan> {
    const { pack, rephraser } = this.#options;
    if (!pack.rephrase || !rephraser || !mayRephrase(plan)) return plan;
    const other = await rephraser.rephrase(plan.text, plan.language, signal);
    return other !== undefined && saysTheSame(plan.text, other, plan.language, pack) ? { ...plan, text: other.trim() } : plan;
  }

  async #ngrams(text: string, signal: AbortSignal): Promise<IntentReading | undefined> {
    const { intents } = this.#options;
    try {
      return await intents.run({ text }, { signal });
    } catch {
      // Once more: a worker that died is started again by the next call.
      return signal.aborted ? undefined : intents.run({ text }, { signal }).catch(() => undefined);
    }
  }
}

function notRead({ text, language, sentiment }: Reading): Understanding {
  return { text, language, intent: OUT_OF_SCOPE, confidence: 0, band: 'unclear', slots: {}, scores: [], isDangerous: false, sentiment };
}
