import type { Session } from '../dialogue/session.ts';
import { Catalogue } from '../knowledge/catalogue.ts';
import type { Answer, Family, Product, ShopPack } from '../knowledge/shop-pack.ts';
import { bandOf, type IntentScore } from '../understanding/bands.ts';
import { OUT_OF_SCOPE, PRODUCT_INTENTS } from '../understanding/intents.ts';
import type { Reading } from '../understanding/understand.ts';
import { cardOf } from './card.ts';
import { fill, type FillContext } from './fill.ts';
import type { PlannedSuggestion, ReplyPlan, Slots, Understanding } from './reply-plan.ts';
import { familySuggestions, faultSuggestions, sampleOf, siblingSuggestions, welcomeSuggestions } from './suggest.ts';

export interface ReplyResult {
  readonly understanding: Understanding;
  readonly plan: ReplyPlan;
  readonly session: Session;
}

/**
 * From a sentence and the intent model's scores to what she says and shows. Pure: the page, the command line and the
 * tests all call this.
 * @param scores best first; empty when the model is not there yet, which counts as not understood
 */
export function reply(reading: Reading, scores: readonly IntentScore[], session: Session, pack: ShopPack): ReplyResult {
  const catalogue = new Catalogue(pack);
  const understanding = understand(reading, scores, session, catalogue);
  const { language, intent, band } = understanding;
  const about = subjectOf(reading, understanding, session, catalogue);
  const context: FillContext = { pack, catalogue, language, ...about, fault: reading.fault, promotions: promotionsFor(about.product, pack) };
  const next: Session = { ...session, language };
  if (understanding.isDangerous) {
    return { understanding: { ...understanding, band: 'answer' }, session: { ...next, unclearCount: 0 }, plan: { language, text: fill(pack.texts.danger[language], context), card: cardOf('desk', context)!, suggestions: [], expression: 'caring', gesture: 'none' } };
  }
  if (band !== 'answer') return unclear(understanding, context, next);
  if (intent === 'repeat-that' && session.lastText) {
    return { understanding, session: next, plan: { language: session.language, text: session.lastText, suggestions: [], expression: 'neutral', gesture: 'none' } };
  }
  const said = answer(understanding, reading, context, next);
  const remembered: Session = {
    ...next, lastIntent: intent, lastText: said.plan.text, unclearCount: 0, given: said.given,
    ...(about.product ? { lastProduct: about.product.id } : {}), ...(about.family ? { lastFamily: about.family.id } : {}),
    language: said.plan.switchTo ?? language,
  };
  return { understanding, plan: said.plan, session: remembered };
}

function understand(reading: Reading, scores: readonly IntentScore[], session: Session, catalogue: Catalogue): Understanding {
  const slots = slotsOf(reading, catalogue);
  let best = scores[0] ?? { intent: OUT_OF_SCOPE, probability: 0 };
  let band = bandOf(scores);
  // A bare name ("K2 呢？", "the white one") continues what was asked before.
  if (isBareName(reading) && (reading.mentions.length > 0 || (reading.colors.length > 0 && session.lastProduct))) {
    const carried = reading.colors.length > 0 ? 'product-stock' : session.lastIntent && PRODUCT_INTENTS.has(session.lastIntent) ? session.lastIntent : 'product-details';
    best = { intent: carried, probability: Math.max(0.8, best.probability) };
    band = 'answer';
  }
  if (reading.fault && best.intent !== 'install-howto' && (best.intent === 'repair-troubleshoot' || reading.fault.code !== '')) {
    best = { intent: 'repair-troubleshoot', probability: Math.max(0.8, best.probability) };
    band = 'answer';
  }
  const intent = band === 'unclear' && best.intent !== OUT_OF_SCOPE ? OUT_OF_SCOPE : best.intent;
  return { text: reading.text, language: reading.language, intent, confidence: best.probability, band, slots, scores: scores.slice(0, 5), isDangerous: reading.isDangerous };
}

function slotsOf({ mentions, colors, fault }: Reading, catalogue: Catalogue): Slots {
  const products = [...new Set(mentions.filter((mention) => mention.kind === 'product').map((mention) => mention.id))];
  const family = mentions.find((mention) => mention.kind === 'family')?.id ?? catalogue.product(products[0])?.family;
  return { ...(products.length ? { products } : {}), ...(family ? { family } : {}), ...(fault ? { fault: fault.code || fault.symptom.en } : {}), ...(colors.length ? { colors } : {}) };
}

/** True when nothing is left of a sentence but names, colours and particles. */
function isBareName({ delexicalised }: Reading): boolean {
  const rest = delexicalised.toLowerCase().replace(/xproductx|xfamilyx/g, '').replace(/[黑白绿银灰红粉蓝沙]色?/g, '').replace(/\b(black|white|green|silver|grey|red|pink|blue|sand|the|a|an|one|and|what|about|how)\b/g, '').replace(/[那呢的款这个吗嘛呀啊，。？?！!,.\s]/g, '');
  return rest === '';
}

/** Which goods the sentence is about: those named, else, where the intent wants one, those of the sentence before. */
function subjectOf({ mentions, colors }: Reading, { intent, band }: Understanding, session: Session, catalogue: Catalogue): { product?: Product | undefined; other?: Product | undefined; family?: Family | undefined } {
  const named = [...new Set(mentions.filter((mention) => mention.kind === 'product').map((mention) => mention.id))];
  const namedFamily = catalogue.family(mentions.find((mention) => mention.kind === 'family')?.id);
  const wants = PRODUCT_INTENTS.has(intent) && band !== 'unclear';
  const last = wants ? catalogue.product(session.lastProduct) : undefined;
  let product = catalogue.product(named[0]);
  let other = catalogue.product(named[1]);
  if (intent === 'product-compare' && product && !other && last && last.id !== product.id) [product, other] = [last, product];
  if (product) return { product, other, family: catalogue.family(product.family) };
  if (namedFamily) {
    const members = catalogue.productsOf(namedFamily.id);
    const coloured = colors.length ? members.filter((member) => colors.some((color) => member.colors.includes(color))) : members;
    const only = coloured.length === 1 ? coloured[0] : undefined;
    const pair = intent === 'product-compare' && members.length === 2 ? members : [];
    return { product: pair[0] ?? only, other: pair[1], family: namedFamily };
  }
  if (!last) return { family: wants ? catalogue.family(session.lastFamily) : undefined };
  const sibling = intent === 'product-compare' ? catalogue.productsOf(last.family).find((member) => member.id !== last.id) : undefined;
  return { product: last, other: sibling, family: catalogue.family(last.family) };
}

function answer({ intent, language }: Understanding, reading: Reading, context: FillContext, session: Session): { plan: ReplyPlan; given: Session['given'] } {
  const chosen = chooseAnswer(context.pack.answers[intent] ?? [], reading, context);
  if (!chosen) return { plan: notKnown(context, []), given: session.given };
  const key = `${intent}/${chosen.situation}/${language}`;
  const count = session.given[key] ?? 0;
  const variants = chosen.variants[language];
  const card = chosen.card && cardOf(chosen.card, context);
  const switchTo = intent === 'change-language' ? wantedLanguage(reading) : undefined;
  const spoken = switchTo ?? language;
  const plan: ReplyPlan = {
    language: spoken,
    text: fill(chosen.variants[spoken][count % chosen.variants[spoken].length] ?? variants[0]!, { ...context, language: spoken }),
    suggestions: suggestionsFor(chosen, { ...context, language: spoken }, intent),
    expression: chosen.expression ?? 'neutral',
    gesture: chosen.gesture ?? 'none',
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
  if (/中文|汉语|普通话|chinese/i.test(text)) return 'zh';
  return language === 'zh' ? 'en' : 'zh';
}

function unclear(understanding: Understanding, context: FillContext, session: Session): ReplyResult {
  const { scores, band } = understanding;
  const { language, pack } = context;
  const offers = scores.filter(({ intent }) => intent !== OUT_OF_SCOPE).slice(0, 3).map(({ intent }) => sampleOf(intent, context)).filter((sample): sample is PlannedSuggestion => sample !== undefined);
  const count = session.unclearCount + 1;
  const human = sampleOf('talk-to-human', context);
  const plan: ReplyPlan = band === 'offer'
    ? { language, text: pack.texts.notUnderstood[language], suggestions: [...offers, ...(count > 1 && human ? [human] : [])].slice(0, 4), expression: 'neutral', gesture: 'none' }
    : notKnown(context, offers);
  return { understanding, plan, session: { ...session, unclearCount: count } };
}

function notKnown({ pack, language }: FillContext, offers: readonly PlannedSuggestion[]): ReplyPlan {
  const welcome = welcomeSuggestions(pack, language);
  return { language, text: pack.texts.notKnown[language], suggestions: [...offers.slice(0, 1), ...welcome].slice(0, 4), expression: 'caring', gesture: 'none' };
}

function suggestionsFor({ suggest }: Answer, context: FillContext, intent: string): readonly PlannedSuggestion[] {
  if (suggest === 'families') return familySuggestions(context, intent);
  if (suggest === 'faults') return faultSuggestions(context);
  return suggest === 'siblings' || context.product ? siblingSuggestions(context, intent) : [];
}

function promotionsFor(product: Product | undefined, { promotions }: ShopPack) {
  return product ? promotions.filter((promotion) => promotion.products.includes(product.id)) : promotions;
}
