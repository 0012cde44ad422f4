import type { Session } from '../dialogue/session.ts';
import { find, type Finding } from '../knowledge/findings.ts';
import type { ShopGraph } from '../knowledge/graph.ts';
import type { Family, Fault, Product } from '../knowledge/shop-pack.ts';
import { bandOf, type IntentScore } from '../understanding/bands.ts';
import { OUT_OF_SCOPE, PRODUCT_INTENTS } from '../understanding/intents.ts';
import { findFault, type Reading } from '../understanding/understand.ts';
import type { Slots, Understanding } from './reply-plan.ts';

/** Which goods a sentence is about. */
export interface Subject {
  readonly product?: Product | undefined;
  readonly other?: Product | undefined;
  readonly family?: Family | undefined;
  readonly fault?: Fault | undefined;
}

export interface Interpretation {
  readonly understanding: Understanding;
  readonly subject: Subject;
  /** What the shop's graph says to it. */
  readonly finding: Finding | undefined;
}

/** Sentence, scores and visit -> what is meant. */
export function interpret(reading: Reading, scores: readonly IntentScore[], session: Session, graph: ShopGraph): Interpretation {
  let best = scores[0] ?? { intent: OUT_OF_SCOPE, probability: 0 };
  let band = bandOf(scores);
  const become = (intent: string, least: number) => {
    best = { intent, probability: Math.max(least, intent === best.intent ? best.probability : 0) };
    band = 'answer';
  };
  // A bare name ("K2 呢？", "the white one") continues what was asked before.
  if (isBareName(reading) && (reading.mentions.length > 0 || (reading.colors.length > 0 && session.lastProduct))) {
    become(reading.colors.length > 0 ? 'product-stock' : session.lastIntent && PRODUCT_INTENTS.has(session.lastIntent) ? session.lastIntent : 'product-details', 0.8);
  }
  // "The second one", "the other one" after a list.
  if (reading.cues.ordinal !== undefined && session.shown.length > 1 && band !== 'answer') become(PRODUCT_INTENTS.has(best.intent) ? best.intent : session.lastIntent && PRODUCT_INTENTS.has(session.lastIntent) ? session.lastIntent : 'product-details', 0.7);
  // "A quiet one, under 300": what was recommended is to be something else.
  const { needs, price, people } = reading.cues;
  if (band !== 'answer' && session.lastIntent === 'product-recommend' && (needs.length > 0 || price || people !== undefined)) become('product-recommend', 0.7);
  // "Where is it?" with a thing just spoken of needs less certainty.
  if (band === 'offer' && session.lastProduct && PRODUCT_INTENTS.has(best.intent) && (POINTING.test(reading.text) || reading.text.length <= SHORT)) become(best.intent, best.probability);
  const fault = faultOf(reading, session, graph, best.intent);
  if (fault && best.intent !== 'install-howto' && best.intent !== 'warranty' && (best.intent === 'repair-troubleshoot' || fault.code !== '' || band !== 'answer')) become('repair-troubleshoot', 0.8);
  const subject = { ...subjectOf(reading, best.intent, band !== 'unclear', session, graph), fault };
  const finding = findingFor(reading, best, band === 'answer', subject, session, graph);
  if (finding && (band !== 'answer' || best.probability < SURE)) become(FINDING_INTENTS[finding.kind], 0.6);
  const intent = band === 'unclear' ? OUT_OF_SCOPE : best.intent;
  const understanding: Understanding = {
    text: reading.text, language: reading.language, intent, confidence: best.probability, band,
    slots: slotsOf(reading, subject, graph), scores: scores.slice(0, 5), isDangerous: reading.isDangerous, sentiment: reading.sentiment,
  };
  return { understanding, subject, finding };
}

/** "How much battery" is no question about money. */
const ASKS_PRICE = /价|钱|贵|便宜|元|块|\b(?:price|cost|expensive|cheap|pay|dollar|yuan)/i;
const ASKS_HOW = /怎么|如何|咋|\bhow (?:do|to|can|should)\b/i;
/** So short a question ("在哪里", "how much") leans on what was said before. */
const SHORT = 12;
const SURE = 0.55;
const POINTING = /它|这个|那个|这款|那款|这台|\b(?:it|its|this|that|one)\b/i;

/** The intent that a finding answers when the model named none. */
const FINDING_INTENTS: Readonly<Record<Finding['kind'], string>> = {
  parts: 'find-product', 'part-choice': 'find-product', 'part-fits': 'find-product', 'part-lasts': 'install-howto', 'part-mends': 'repair-troubleshoot', covered: 'warranty',
  ranked: 'product-recommend', stepped: 'product-recommend', spec: 'product-details', filtered: 'product-recommend', promoted: 'promotions',
};

function slotsOf({ mentions, colors, cues }: Reading, { fault }: Subject, graph: ShopGraph): Slots {
  const products = [...new Set(mentions.filter((mention) => mention.kind === 'product').map((mention) => mention.id))];
  const family = mentions.find((mention) => mention.kind === 'family')?.id ?? graph.catalogue.product(products[0])?.family;
  const meant = cues.accessories.filter((id) => family !== undefined && graph.productsOf(graph.pack.accessories.find((part) => part.id === id)!).some((product) => product.family === family));
  const fitting = meant.length > 0 ? meant : cues.accessories;
  const { specs, needs, price, order, phone, ahead, people, quantity } = cues;
  return {
    ...(products.length ? { products } : {}), ...(family ? { family } : {}), ...(fault ? { fault: fault.code || fault.symptom.en } : {}), ...(colors.length ? { colors } : {}),
    ...(fitting.length ? { accessories: fitting } : {}), ...(specs.length ? { specs } : {}), ...(needs.length ? { needs } : {}), ...(price ? { price } : {}), ...(order ? { order } : {}),
    ...(phone ? { phone } : {}), ...(ahead ? { when: ahead } : {}), ...(people === undefined ? {} : { people }), ...(quantity === undefined ? {} : { quantity }),
  };
}

/** True when nothing is left of a sentence but names, colours and particles. */
function isBareName({ delexicalised }: Reading): boolean {
  const rest = delexicalised.toLowerCase().replace(/xproductx|xfamilyx/g, '').replace(/[黑白绿银灰红粉蓝沙]色?/g, '').replace(/\b(black|white|green|silver|grey|red|pink|blue|sand|the|a|an|one|and|what|about|how)\b/g, '').replace(/[那呢的款这个吗嘛呀啊，。？?！!,.\s]/g, '');
  return rest === '';
}

/** A fault of the goods named, or of those spoken of when the sentence names none. */
function faultOf({ text, mentions }: Reading, session: Session, { pack, catalogue }: ShopGraph, intent: string): Fault | undefined {
  const named = new Set(mentions.map(({ kind, id }) => (kind === 'family' ? id : catalogue.product(id)!.family)));
  const own = findFault(text, named, pack);
  if (own || named.size > 0 || !session.lastFamily) return own;
  const spokenOf = intent === 'repair-troubleshoot' || intent === 'warranty' || session.lastIntent === 'repair-troubleshoot';
  return spokenOf ? findFault(text, new Set([session.lastFamily]), pack) : undefined;
}

/** Those named, else, where the intent wants one, those of the sentence before. */
function subjectOf(reading: Reading, intent: string, isUnderstood: boolean, session: Session, { catalogue }: ShopGraph): Subject {
  const { mentions, colors } = reading;
  const named = [...new Set(mentions.filter((mention) => mention.kind === 'product').map((mention) => mention.id))];
  const namedFamily = catalogue.family(mentions.find((mention) => mention.kind === 'family')?.id);
  const wants = PRODUCT_INTENTS.has(intent) || !isUnderstood;
  const pointed = pointedAt(reading, session);
  const last = wants ? catalogue.product(pointed ?? session.lastProduct) : undefined;
  let product = catalogue.product(named[0]);
  let other = catalogue.product(named[1]);
  if (intent === 'product-compare' && product && !other && last && last.id !== product.id) [product, other] = [last, product];
  if (product) return { product, other, family: catalogue.family(product.family) };
  if (namedFamily) {
    const members = catalogue.productsOf(namedFamily.id);
    const coloured = colors.length ? members.filter((member) => colors.some((color) => member.colors.includes(color))) : members;
    const only = coloured.length === 1 ? coloured[0] : undefined;
    const pair = intent === 'product-compare' ? compared(members.map(({ id }) => id), session) : [];
    const own = ownOf(namedFamily, last, reading, session, members);
    return { product: catalogue.product(pair[0]) ?? only ?? own, other: catalogue.product(pair[1]), family: namedFamily };
  }
  if (!last) return { family: wants ? catalogue.family(session.lastFamily) : undefined };
  const pair = intent === 'product-compare' && pointed === undefined ? compared(catalogue.productsOf(last.family).map(({ id }) => id), session) : [];
  if (pair.length === 2) return { product: catalogue.product(pair[0]), other: catalogue.product(pair[1]), family: catalogue.family(last.family) };
  return { product: last, family: catalogue.family(last.family) };
}

/** "My kettle", "the kettle I bought": the one the shop's systems know of, else the one spoken of, where it is of that family. */
function ownOf(family: Family, last: Product | undefined, { text }: Reading, { member }: Session, members: readonly Product[]): Product | undefined {
  const bought = members.filter(({ id }) => member.owned.some((own) => own.id === id));
  if (bought.length === 1 && OWN.test(text)) return bought[0];
  return last?.family === family.id && (OWN.test(text) || POINTED.test(text)) ? last : undefined;
}

const OWN = /\bmy\b|\bI (?:bought|own|got|have)\b|我的|我家|我买|买的/i;
const POINTED = /\b(?:this|that|it)\b|这|那|它/i;

/** Two products to compare: those shown last, else the only two of the family. */
function compared(members: readonly string[], { shown }: Session): readonly string[] {
  const both = shown.filter((id) => members.includes(id));
  if (both.length >= 2) return both.slice(0, 2);
  return members.length === 2 ? members : [];
}

/** "The first one", "the cheaper of them": a product among those shown. */
function pointedAt({ cues }: Reading, { shown, lastProduct }: Session): string | undefined {
  if (cues.ordinal === undefined) return undefined;
  return cues.ordinal === -1 ? shown.find((id) => id !== lastProduct) : shown[cues.ordinal - 1];
}

function findingFor(reading: Reading, best: IntentScore, isLikely: boolean, { product, other, family, fault }: Subject, session: Session, graph: ShopGraph): Finding | undefined {
  const { cues, mentions, colors } = reading;
  // Numbers, parts and properties in a sentence say more than an intent that is not sure.
  const isNumeric = cues.price !== undefined || cues.bound !== undefined || cues.accessories.length > 0 || cues.specs.length > 0;
  const isAnswered = isLikely && (!isNumeric || best.probability >= SURE);
  const intent = isAnswered ? best.intent : OUT_OF_SCOPE;
  if (isAnswered && !PRODUCT_INTENTS.has(intent) && cues.accessories.length === 0) return undefined;
  if (intent === 'install-howto' && isAnswered && ASKS_HOW.test(reading.text) && !cues.relates.has('replace') && !cues.relates.has('part')) return undefined;
  if (intent === 'product-compare' && product && other) return undefined;
  const named = mentions.some(({ kind }) => kind === 'product');
  const isAlike = named && cues.relates.has('alike') && cues.specs.length > 0;
  const finding = find({
    product: isAlike ? undefined : product, like: isAlike ? product : undefined, isNamed: named, family: family ?? (isAnswered ? undefined : graph.catalogue.family(session.lastFamily)),
    fault, colors, accessories: cues.accessories, specs: cues.specs, direction: cues.direction, priceDirection: cues.priceDirection, isRelative: cues.isRelative,
    relates: cues.relates, price: cues.price, bound: cues.bound, needs: cues.needs,
  }, graph);
  if (!finding) return undefined;
  const fits: Partial<Record<Finding['kind'], boolean>> = {
    spec: (intent === 'product-price' && !ASKS_PRICE.test(reading.text)) || intent === 'product-details' || intent === 'product-compare' || intent === OUT_OF_SCOPE || !isAnswered,
    filtered: (intent !== 'product-compare' || isAlike) && intent !== 'warranty' && intent !== 'repair-troubleshoot',
    promoted: intent === 'promotions' || !isAnswered || intent === 'product-recommend',
    covered: intent === 'warranty' || intent === 'repair-troubleshoot' || !isAnswered,
  };
  return (fits[finding.kind] ?? true) ? finding : undefined;
}
