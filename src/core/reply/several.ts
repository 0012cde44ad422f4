import type { ReplyPlan } from './reply-plan.ts';
import type { ReplyResult } from './reply.ts';

/** Intents that only lead in or out, or steer: no question beside another. */
export const NO_QUESTION: ReadonlySet<string> = new Set(['greeting', 'farewell', 'thanks', 'affirm', 'deny', 'cancel', 'repeat-that', 'change-language', 'complaint', 'talk-to-human']);

/** True when the parts of a sentence that was answered so are worth a look. */
export function mayHoldSeveral({ plan, session }: ReplyResult): boolean {
  return session.frames.length === 0 && /^(?:answer:|offer|refuse)/.test(plan.acts[0] ?? '');
}

/** One answer to several questions, when each part is a question of its own that has an answer; else undefined. @param parts results in order */
export function joinAnswers(whole: ReplyResult, parts: readonly ReplyResult[]): ReplyResult | undefined {
  const intents = parts.map(({ understanding }) => understanding.intent);
  const isEach = parts.every(({ plan, session, understanding: { band, intent } }) => band === 'answer' && !NO_QUESTION.has(intent) && session.frames.length === 0 && /^(?:answer:|find:)/.test(plan.acts[0] ?? ''));
  if (!isEach || new Set(intents).size < parts.length) return undefined;
  const plans = parts.map(({ plan }) => plan);
  const last = plans.at(-1)!;
  const card = plans.map((plan) => plan.card).find((each) => each !== undefined);
  const plan: ReplyPlan = {
    ...last, text: plans.map(({ text }) => text).join(last.language === 'zh' ? '' : ' '), acts: plans.flatMap(({ acts }) => acts), sources: [...new Set(plans.flatMap(({ sources }) => sources))], ...(card ? { card } : {}),
  };
  const first = parts[0]!.understanding;
  return { understanding: { ...whole.understanding, intent: first.intent, confidence: first.confidence, band: 'answer' }, plan, session: { ...parts.at(-1)!.session, lastText: plan.text } };
}
