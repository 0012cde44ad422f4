import { NO_MEMBER, type Member } from '../dialogue/member.ts';
import { ANGRY_FROM, type Session } from '../dialogue/session.ts';
import type { ShopGraph } from '../knowledge/graph.ts';
import type { Product } from '../knowledge/shop-pack.ts';
import type { Bilingual } from '../shared/language.ts';
import type { IntentScore } from '../understanding/bands.ts';
import { PRODUCT_INTENTS } from '../understanding/intents.ts';
import type { Reading } from '../understanding/understand.ts';
import { answer, unclear } from './answer.ts';
import { cardOf } from './card.ts';
import { fill, type FillContext } from './fill.ts';
import { tellFinding } from './finding-plan.ts';
import { planActs } from './flow-plan.ts';
import { openQuestion, startFlow, takeResult, takeTurn, type FlowTurn, type OpenQuestion } from './flow-turn.ts';
import { interpret, type Interpretation } from './interpret.ts';
import type { LookupResult, ReplyPlan, Understanding } from './reply-plan.ts';
import { siblingSuggestions } from './suggest.ts';
import { warrantyEnd } from './warranty.ts';

export interface ReplyResult {
  readonly understanding: Understanding;
  readonly plan: ReplyPlan;
  readonly session: Session;
}

/** Something said and what is remembered of it. */
interface Said {
  readonly plan: ReplyPlan;
  readonly session: Session;
}

const BACK: Bilingual = { zh: '我们接着刚才的：', en: 'Back to where we were:' };
const CANCELLED: Bilingual = { zh: '好的，先不弄了。还有别的想问，随时说。', en: 'All right, we will leave it. Just ask if there is anything else.' };
const GIVEN_UP: Bilingual = { zh: '这个我没能听懂，还是请真人店员帮您吧：{facts.deskPlace}，电话 {facts.phone}。', en: 'I could not make that out. Please let my colleagues help you: {facts.deskPlace}, phone {facts.phone}.' };
const COMPLAINT = 'complaint';
const SORRY: Bilingual = { zh: '很抱歉让您不愉快。', en: 'I am sorry for the trouble. ' };
const BY_THE_WAY: Bilingual = { zh: '另外，', en: ' By the way: ' };
/** How sure she must be that a person is wanted to leave a talk for it. */
const SURE = 0.55;
/** How much of the last sentences' anger is left after each. */
const FADING = 0.6;

/**
 * From a sentence and the intent model's scores to what she says and shows. Pure: the page, the command line and the
 * tests all call this.
 * @param scores best first; empty when the model is not there yet, which counts as not understood
 */
export function reply(reading: Reading, scores: readonly IntentScore[], before: Session, graph: ShopGraph): ReplyResult {
  const session = remember(reading, before);
  const meant = interpret(reading, scores, session, graph);
  const { understanding, subject } = meant;
  const { language } = reading;
  const context: FillContext = { pack: graph.pack, catalogue: graph.catalogue, language, ...subject, promotions: subject.product ? graph.promotionsOf(subject.product) : graph.pack.promotions };
  if (understanding.isDangerous) return { understanding: { ...understanding, band: 'answer' }, ...inDanger(context, session) };
  const said = talk(reading, meant, context, session, graph) ?? once(reading, meant, context, session, graph);
  return { understanding, ...said };
}

/** The next step of the talk that asked the shop's systems. */
export function resume(understanding: Understanding, result: LookupResult, session: Session, graph: ShopGraph): ReplyResult {
  const language = session.language;
  const context: FillContext = { pack: graph.pack, catalogue: graph.catalogue, language, promotions: [] };
  const values = Object.fromEntries(Object.entries(result.fields).map(([name, value]) => [`result.${name}`, value[language]]));
  const turn = takeResult(session, result.outcome, values, graph);
  if (turn?.kind !== 'acts') return { understanding, session, plan: plain(fill(GIVEN_UP[language], context), context, ['cannot-handle']) };
  const { plan, session: next } = act(turn, understanding.intent, context, knowing(session, result.member), graph);
  const card = result.rows.length > 0 ? { kind: 'record' as const, rows: result.rows.map(([label, value]) => [label[language], value[language]] as const) } : plan.card;
  return { understanding, session: next, plan: { ...plan, ...(card ? { card } : {}), acts: [`result:${result.outcome}`, ...plan.acts] } };
}

/** What the shop's systems know of a visitor; what she says of her needs goes before what they say. */
function knowing(session: Session, { owned, preferences }: Member = NO_MEMBER): Session {
  const known = session.member.owned.filter(({ id }) => !owned.some((each) => each.id === id));
  return { ...session, member: { owned: [...known, ...owned], preferences: [...new Set([...session.member.preferences, ...preferences])] }, needs: session.needs.length > 0 ? session.needs : preferences };
}

/** What is kept of a sentence whatever comes of it. */
function remember({ language, cues, sentiment }: Reading, session: Session): Session {
  const now = sentiment.isAngry ? 1 : sentiment.score < 0 ? -sentiment.score * 0.7 : 0;
  return { ...session, language, anger: Math.max(session.anger * FADING, now), felt: Math.max(session.felt * FADING, now), needs: cues.needs.length > 0 ? [...cues.needs] : session.needs, ...(cues.price ? { price: cues.price } : {}) };
}

function inDanger(context: FillContext, session: Session): Said {
  const plan = { ...plain(fill(context.pack.texts.danger[context.language], context), context, ['danger', 'hand-over']), card: cardOf('desk', context)!, expression: 'caring' as const };
  return { plan, session: { ...session, unclearCount: 0, frames: [], lastText: plan.text } };
}

/** A talk under way takes the sentence, or one begins with it. */
function talk(reading: Reading, meant: Interpretation, context: FillContext, session: Session, graph: ShopGraph): Said | undefined {
  const { intent, band, confidence } = meant.understanding;
  const { language } = context;
  const turn = intent === 'talk-to-human' && band === 'answer' && confidence >= SURE ? undefined : takeTurn(reading, meant, session, graph);
  switch (turn?.kind) {
    case 'acts':
      return act(turn, intent, context, session, graph);
    case 'why': {
      const question = openQuestion(session.frames, graph)!;
      return act({ acts: [turn.act, question.act], flow: turn.flow, frame: turn.frame, frames: session.frames, back: undefined }, intent, context, session, graph);
    }
    case 'cancelled': {
      const plan = plain(CANCELLED[language], context, ['cancel']);
      return { plan, session: { ...session, frames: [], unclearCount: 0, lastText: plan.text } };
    }
    case 'given-up': {
      const plan = { ...plain(fill(GIVEN_UP[language], context), context, ['cannot-handle', 'hand-over']), card: cardOf('desk', context)!, expression: 'sorry' as const };
      return { plan, session: { ...session, frames: [], unclearCount: 0, lastText: plan.text } };
    }
    case 'aside':
      return aside(reading, meant, context, session, graph);
    case undefined:
      return meant.finding ? undefined : begin(reading, meant, context, session, graph);
    default:
      return turn satisfies never;
  }
}

function begin(reading: Reading, meant: Interpretation, context: FillContext, session: Session, graph: ShopGraph): Said | undefined {
  const turn = startFlow(reading, meant, session, graph);
  return turn?.kind === 'acts' ? act(turn, meant.understanding.intent, context, session, graph) : undefined;
}

/** Answers something else in the middle of a talk, then asks the open question again. */
function aside(reading: Reading, meant: Interpretation, context: FillContext, session: Session, graph: ShopGraph): Said {
  const begun = meant.finding ? undefined : begin(reading, meant, context, session, graph);
  if (begun) return begun;
  const said = once(reading, meant, context, session, graph);
  const open = openQuestion(session.frames, graph);
  if (!open || said.plan.ends || said.plan.switchTo) return said;
  const plan = comeBack(said.plan, open, context, session, graph);
  return { plan, session: { ...said.session, lastText: plan.text } };
}

/** Adds the question that waits to what was said. */
function comeBack(plan: ReplyPlan, open: OpenQuestion, context: FillContext, session: Session, graph: ShopGraph): ReplyPlan {
  const { language } = context;
  const back = planActs([open.act], open.flow, open.frame, context, session, graph).plan;
  const space = language === 'zh' ? '' : ' ';
  return { ...plan, text: `${plan.text}${space}${BACK[language]}${space}${back.text}`, suggestions: back.suggestions, acts: [...plan.acts, 'resume', ...back.acts.slice(1)] };
}

function act({ acts, flow, frame, frames, back }: Omit<Extract<FlowTurn, { kind: 'acts' }>, 'kind'>, intent: string, context: FillContext, session: Session, graph: ShopGraph): Said {
  const { plan, shown } = planActs(acts, flow, frame, context, session, graph);
  const soothed = soothe(back ? comeBack(plan, back, context, session, graph) : plan, session);
  const isHandedOver = acts.some(({ type }) => type === 'hand-over');
  return {
    plan: isHandedOver && flow.intents.includes(COMPLAINT) ? { ...soothed, acts: [...soothed.acts, COMPLAINT] } : soothed,
    session: { ...show(shown, session, graph), frames: isHandedOver ? [] : frames, anger: isHandedOver ? 0 : session.anger, lastIntent: flow.intents[0] ?? intent, lastText: soothed.text, unclearCount: 0, ...subjectMemory(context) },
  };
}

/** One question, one answer: from the graph, or the shop's own words; or the honest word that she does not know. */
function once(reading: Reading, { understanding, finding }: Interpretation, context: FillContext, session: Session, graph: ShopGraph): Said {
  const { intent, band } = understanding;
  if (finding) {
    const { text, card, sources, shown } = tellFinding(finding, graph, context.language);
    const focus = shown[0] ?? context.product;
    const plan: ReplyPlan = { ...plain(withWarranty(text, finding.kind === 'covered' && finding.fault.covered ? finding.product : undefined, context, session), context, [`find:${finding.kind}`]), sources, suggestions: siblingSuggestions({ ...context, product: focus, family: context.family }, intent), ...(card ? { card, gesture: 'present' as const } : {}) };
    return settle(plan, intent, context, show(shown, session, graph));
  }
  if (band !== 'answer') {
    const said = unclear(understanding, context, session);
    return { plan: soothe(said.plan, session), session: said.session };
  }
  if (intent === 'repeat-that' && session.lastText) return { session, plan: { ...plain(session.lastText, context, ['repeat']), language: session.language } };
  const answered = answer(understanding, reading, context, session);
  const { given } = answered;
  const plan = { ...answered.plan, text: withWarranty(answered.plan.text, intent === 'warranty' ? context.product : undefined, context, session) };
  const isHuman = intent === 'talk-to-human';
  const shown = plan.card?.kind === 'compare' || plan.card?.kind === 'family' ? plan.card.products : context.product && PRODUCT_INTENTS.has(intent) ? [context.product] : [];
  return settle(isHuman ? { ...plan, acts: [...plan.acts, 'hand-over'] } : plan, intent, context, { ...show(shown, session, graph), given, ...(isHuman ? { frames: [] } : {}) });
}

/** For one that the visitor bought: since when and until when. */
function withWarranty(text: string, product: Product | undefined, { language }: FillContext, { member }: Session): string {
  const end = product && warrantyEnd(product, member, language);
  return end === undefined ? text : `${text}${language === 'zh' ? '' : ' '}${end}`;
}

/** Adds an offer not yet mentioned and the tone, and remembers. */
function settle(plan: ReplyPlan, intent: string, context: FillContext, session: Session): Said {
  const offer = OFFERING.has(intent) && context.product ? context.promotions.find(({ id }) => !session.toldPromotions.includes(id)) : undefined;
  const { language } = plan;
  const told = offer ? { ...plan, text: plan.text + BY_THE_WAY[language] + offer.detail[language] + (language === 'zh' ? '。' : '.'), sources: [...plan.sources, `promotions.csv:${offer.id}`], acts: [...plan.acts, 'mention-promotion'] } : plan;
  const soothed = soothe(told, session);
  return {
    plan: soothed,
    session: {
      ...session, lastIntent: intent, lastText: soothed.text, unclearCount: 0, language: plan.switchTo ?? session.language, ...subjectMemory(context),
      toldPromotions: offer ? [...session.toldPromotions, offer.id] : intent === 'promotions' ? context.promotions.map(({ id }) => id) : session.toldPromotions,
    },
  };
}

/** Intents where an offer on the product is welcome. */
const OFFERING = new Set(['product-price', 'product-details', 'product-recommend', 'product-stock']);

/** Anger changes the tone and shortens the way to a person. */
function soothe(plan: ReplyPlan, { anger }: Session): ReplyPlan {
  if (anger < ANGRY_FROM || plan.acts.includes('hand-over') || plan.acts.includes('danger')) return plan;
  const { language } = plan;
  const human = language === 'zh' ? '找真人店员' : 'Talk to a person';
  const already = plan.suggestions.some(({ text }) => text === human);
  return { ...plan, text: SORRY[language] + plan.text, expression: 'sorry', suggestions: already ? plan.suggestions : [...plan.suggestions.slice(0, 3), { text: human }], acts: [...plan.acts, 'soothe'] };
}

function show(products: readonly Product[], session: Session, { catalogue }: ShopGraph): Session {
  if (products.length === 0) return session;
  const first = catalogue.product(products[0]!.id)!;
  return { ...session, shown: products.map(({ id }) => id), lastFamily: first.family, ...(products.length <= 2 ? { lastProduct: first.id } : {}) };
}

function subjectMemory({ product, family }: FillContext): Partial<Session> {
  return { ...(product ? { lastProduct: product.id } : {}), ...(family ? { lastFamily: family.id } : {}) };
}

function plain(text: string, { language }: FillContext, acts: readonly string[]): ReplyPlan {
  return { language, text, suggestions: [], expression: 'neutral', gesture: 'none', acts, sources: [] };
}
