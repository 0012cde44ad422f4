import { Catalogue, colorName, listOf, monthsOf, placeOf } from '../knowledge/catalogue.ts';
import type { Family, Fault, Product, Promotion, ShopPack } from '../knowledge/shop-pack.ts';
import type { Language } from '../shared/language.ts';

export interface FillContext {
  readonly pack: ShopPack;
  readonly catalogue: Catalogue;
  readonly language: Language;
  readonly product?: Product | undefined;
  readonly other?: Product | undefined;
  readonly family?: Family | undefined;
  readonly fault?: Fault | undefined;
  readonly promotions: readonly Promotion[];
  /** Values of a talk, as they are said. */
  readonly values?: Readonly<Record<string, string>>;
}

const SLOT = /\{([a-z][a-z-]*)(?:\.([a-zA-Z]+))?\}/g;

/** Replaces every `{slot}` of an answer by the pack's data; a slot without data becomes empty, never invented. */
export function fill(template: string, context: FillContext): string {
  return template.replace(SLOT, (_, name: string, field: string | undefined) => slotValue(name, field ?? '', context) ?? '');
}

/** Rows of the shop's files that a template quotes. */
export function sourcesOf(template: string, { product, other, family, fault, promotions }: FillContext): string[] {
  const rows: Readonly<Record<string, readonly string[]>> = {
    product: product ? [`products.csv:${product.id}`] : [], other: other ? [`products.csv:${other.id}`] : [], family: family ? [`families.csv:${family.id}`] : [],
    fault: fault ? [`faults.csv:${fault.id}`] : [], promotions: promotions.map(({ id }) => `promotions.csv:${id}`),
  };
  return [...new Set([...template.matchAll(SLOT)].flatMap(([, name, field]) => (name === 'facts' ? [`shop.yaml:facts.${field}`] : (rows[name!] ?? []))))];
}

/** Names of slots that no pack can fill, for the check of a shop's files. @param own slots of the talk the template belongs to */
export function unknownSlots(template: string, own: ReadonlySet<string> = new Set()): string[] {
  return [...template.matchAll(SLOT)].filter(([, name, field]) => !own.has(name!) && !(field === undefined ? PLAIN_SLOTS.has(name!) : name === 'facts' || FIELDS[name!]?.has(field))).map(([slot]) => slot);
}

const PRODUCT_FIELDS = new Set(['name', 'price', 'summary', 'place', 'colors', 'stock', 'warranty', 'care', 'features']);
const FIELDS: Readonly<Record<string, ReadonlySet<string>>> = {
  product: PRODUCT_FIELDS, other: PRODUCT_FIELDS, fault: new Set(['steps', 'symptom']), shop: new Set(['name']),
  family: new Set(['name', 'place', 'lowest', 'highest', 'cheapest', 'best', 'names', 'count', 'pick', 'pickSummary', 'pickPrice']),
};
const PLAIN_SLOTS = new Set(['clerk', 'promotions']);

function slotValue(name: string, field: string, context: FillContext): string | undefined {
  const { pack, language } = context;
  switch (name) {
    case 'product': return context.product && productValue(context.product, field, context);
    case 'other': return context.other && productValue(context.other, field, context);
    case 'family': return context.family && familyValue(context.family, field, context);
    case 'fault': return context.fault && (field === 'steps' ? context.fault.steps[language].join(language === 'zh' ? '' : ' ') : context.fault.symptom[language]);
    case 'facts': return pack.facts[field]?.[language];
    case 'shop': return pack.name[language];
    case 'clerk': return pack.clerk[language];
    case 'promotions': return promotionsValue(context);
    default: return context.values?.[field === '' ? name : `${name}.${field}`];
  }
}

function productValue(product: Product, field: string, { pack, language }: FillContext): string | undefined {
  switch (field) {
    case 'name': return product.name[language];
    case 'price': return money(product.price, pack);
    case 'summary': return product.summary[language];
    case 'place': return placeOf(product, language);
    case 'colors': return listOf(product.colors.map((color) => colorName(color, language)), language);
    case 'stock': return language === 'zh' ? ` ${product.stock} ` : String(product.stock);
    case 'warranty': return monthsOf(product.warrantyMonths, language);
    case 'care': return product.care[language];
    case 'features': return listOf(product.features[language], language);
    default: return undefined;
  }
}

function familyValue(family: Family, field: string, { pack, catalogue, language }: FillContext): string | undefined {
  const products = catalogue.productsOf(family.id);
  const cheapest = products[0];
  const dearest = products.at(-1);
  const pick = catalogue.pickOf(family.id);
  switch (field) {
    case 'name': return family.name[language];
    case 'place': return placeOf(family, language);
    case 'lowest': return cheapest && money(cheapest.price, pack);
    case 'highest': return dearest && money(dearest.price, pack);
    case 'cheapest': return cheapest?.name[language];
    case 'best': return dearest?.name[language];
    case 'names': return listOf(products.map((product) => product.name[language]), language);
    case 'count': return String(products.length);
    case 'pick': return pick?.name[language];
    case 'pickSummary': return pick?.summary[language];
    case 'pickPrice': return pick && money(pick.price, pack);
    default: return undefined;
  }
}

function promotionsValue({ promotions, language }: FillContext): string {
  if (promotions.length === 0) return language === 'zh' ? '这一款目前没有优惠' : 'there is no offer on this one';
  return promotions.map((promotion) => promotion.detail[language]).join(language === 'zh' ? '；' : '; ');
}

/** A price as it is written: no decimals where there are none. */
export function money(amount: number, { currency }: Pick<ShopPack, 'currency'>): string {
  return currency + (Number.isInteger(amount) ? String(amount) : amount.toFixed(2));
}
