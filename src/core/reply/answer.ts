import type { Session } from '../dialogue/session.ts';
import { FAQ_PREFIX, type Answer } from '../knowledge/shop-pack.ts';
import type { Bilingual } from '../shared/language.ts';
import { OUT_OF_SCOPE } from '../understanding/intents.ts';
import type { Reading } from '../understanding/understand.ts';
import { cardOf } from './card.ts';
import { fill, sourcesOf, type FillContext } from './fill.ts';
import type { PlannedSuggestion, ReplyPlan, Understanding } from './reply-plan.ts';
import { familySuggestions, faultSuggestions, sampleOf, siblingSuggestions, welcomeSuggestions } from './suggest.ts';

export interface Answered {
  readonly plan: ReplyPlan;
  readonly given: Session['given'];
}

/** The shop's own answer to an intent; variants rotate. */
export function answer({ intent, language }: Understanding, reading: Reading, context: FillContext, session: Session): Answered {
  const chosen = chooseAnswer(context.pack.answers[intent] ?? [], reading, context);
  if (!chosen) return { plan: notKnown(context, []), given: session.given };
  const key = `${intent}/${chosen.situation}/${language}`;
  const count = session.given[key] ?? 0;
  const card = chosen.card && cardOf(chosen.card, context, chosen.place);
  const switchTo = intent === 'change-language' ? wantedLanguage(reading) : undefined;
  const spoken = switchTo ?? language;
  const template = chosen.variants[spoken][count % chosen.variants[spoken].length]!;
  const plan: ReplyPlan = {
    language: spoken,
    text: fill(template, { ...context, language: spoken }),
    suggestions: suggestionsFor(chosen, { ...context, language: spoken }, intent),
    expression: chosen.expression ?? 'neutral',
    gesture: chosen.gesture ?? 'none',
    acts: [`answer:${intent}`],
    sources: [intent.startsWith(FAQ_PREFIX) ? `faq.csv:${intent.slice(FAQ_PREFIX.length)}` : `answers.yaml:${intent}.${chosen.situation}`, ...sourcesOf(template, context)],
    ...(card ? { card } : {}),
    ...(switchTo ? { switchTo } : {}),
    ...(intent === 'farewell' ? { ends: true } : {}),
  };
  return { plan, given: { ...session.given, [key]: count + 1 } };
}

function chooseAnswer(answers: readonly Answer[], { text }: Reading, { product, other, family, fault }: FillContext): Answer | undefined {
  const lower = text.toLowerCase();
  const known: Record<Answer['situation'], (answer: Answer) => boolean> = {
    fault: () => fault !== undefined,
    'two-products': () => product !== undefined && other !== undefined,
    product: () => product !== undefined,
    family: () => family !== undefined,
    words: ({ words }) => words !== undefined && [...words.zh, ...words.en].some((word) => lower.includes(word.toLowerCase())),
    none: () => true,
  };
  return answers.find((candidate) => known[candidate.situation](candidate));
}

function wantedLanguage({ text, language }: Reading): 'zh' | 'en' {
  if (/英|english/i.test(text)) return 'en';
  if (/中文|汉语|普通话|chinese|mandarin/i.test(text)) return 'zh';
  return language === 'zh' ? 'en' : 'zh';
}

const NO_HELP: Bilingual = {
  zh: '连着几次没帮上您，我请一位同事来帮您吧：{facts.deskPlace}，电话 {facts.phone}。', en: 'I could not help you a few times now. Let me bring a colleague: {facts.deskPlace}, phone {facts.phone}.',
};
/** So often in a row before she sends for a person of her own accord, and again after as many more. */
const MOST_UNCLEAR = 3;

/** Not sure enough: two or three buttons; or not known: says so, names a person at the second time, and sends for one at the third. */
export function unclear({ scores, band }: Understanding, context: FillContext, session: Session): { plan: ReplyPlan; session: Session } {
  const { language, pack } = context;
  const offers = scores.filter(({ intent }) => intent !== OUT_OF_SCOPE).slice(0, 3).map(({ intent }) => sampleOf(intent, context)).filter((sample): sample is PlannedSuggestion => sample !== undefined);
  const count = session.unclearCount + 1;
  const human = sampleOf('talk-to-human', context);
  const plan: ReplyPlan = band === 'offer'
    ? { language, text: pack.texts.notUnderstood[language], suggestions: [...offers, ...(count > 1 && human ? [human] : [])].slice(0, 4), expression: 'neutral', gesture: 'none', acts: ['offer'], sources: [] }
    : notKnown(context, count > 1 && human ? [human, ...offers] : offers);
  return { plan: count % MOST_UNCLEAR === 0 ? withPerson(plan, context) : plan, session: { ...session, unclearCount: count } };
}

function withPerson(plan: ReplyPlan, context: FillContext): ReplyPlan {
  return { ...plan, text: fill(NO_HELP[plan.language], context), card: cardOf('desk', context)!, expression: 'caring', acts: [...plan.acts, plan.acts.includes('offer') ? 'unsure' : 'cannot-handle', 'hand-over'] };
}

export function notKnown({ pack, language }: FillContext, offers: readonly PlannedSuggestion[]): ReplyPlan {
  return { language, text: pack.texts.notKnown[language], suggestions: [...offers.slice(0, 1), ...welcomeSuggestions(pack, language)].slice(0, 4), expression: 'caring', gesture: 'none', acts: ['refuse'], sources: [] };
}

function suggestionsFor({ suggest }: Answer, context: FillContext, intent: string): readonly PlannedSuggestion[] {
  if (suggest === 'families') return familySuggestions(context, intent);
  if (suggest === 'faults') return faultSuggestions(context);
  return suggest === 'siblings' || context.product ? siblingSuggestions(context, intent) : [];
}
