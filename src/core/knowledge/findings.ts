import type { ShopGraph } from './graph.ts';
import type { Accessory, Family, Fault, Product, Promotion, SpecName } from './shop-pack.ts';

/** What a sentence asks of the graph; the composer fills it from the sentence and the visit. */
export interface Question {
  readonly product: Product | undefined;
  /** The product was named in this sentence, not before. */
  readonly isNamed: boolean;
  /** A second product, to measure by: "as long as the C1". */
  readonly like: Product | undefined;
  readonly family: Family | undefined;
  readonly fault: Fault | undefined;
  readonly accessories: readonly string[];
  readonly specs: readonly string[];
  readonly colors: readonly string[];
  readonly direction: 'most' | 'least' | undefined;
  readonly priceDirection: 'most' | 'least' | undefined;
  readonly isRelative: boolean;
  readonly relates: ReadonlySet<'fits' | 'replace' | 'covered' | 'promoted' | 'part' | 'alike'>;
  readonly price: { readonly min?: number; readonly max?: number } | undefined;
  readonly bound: { readonly min?: number; readonly max?: number } | undefined;
  readonly needs: readonly string[];
}

/** An answer of the graph, with all rows it rests on. */
export type Finding =
  | { readonly kind: 'parts'; readonly product: Product; readonly parts: readonly Accessory[]; /** A part that was asked for and does not fit. */ readonly refused?: Accessory }
  | { readonly kind: 'part-choice'; readonly parts: readonly Accessory[]; readonly products: readonly (readonly Product[])[] }
  | { readonly kind: 'part-fits'; readonly part: Accessory; readonly products: readonly Product[] }
  | { readonly kind: 'part-lasts'; readonly part: Accessory; readonly product?: Product }
  | { readonly kind: 'part-mends'; readonly fault: Fault; readonly part: Accessory | undefined; readonly product?: Product }
  | { readonly kind: 'covered'; readonly fault: Fault; readonly family: Family; readonly product?: Product; readonly part: Accessory | undefined }
  | { readonly kind: 'ranked'; readonly family: Family; readonly product: Product; readonly spec: SpecName | undefined; readonly direction: 'most' | 'least' }
  | { readonly kind: 'stepped'; readonly than: Product; readonly product: Product | undefined; readonly spec: SpecName | undefined; readonly direction: 'most' | 'least' }
  | { readonly kind: 'spec'; readonly product: Product; readonly spec: SpecName }
  | { readonly kind: 'filtered'; readonly family: Family; readonly products: readonly Product[]; readonly spec: SpecName | undefined; readonly like: Product | undefined; readonly limits: Question['price']; readonly bound: Question['bound']; readonly colors: readonly string[]; /** The nearest in price where none is left. */ readonly nearest: Product | undefined }
  | { readonly kind: 'promoted'; readonly family: Family; readonly offers: readonly { readonly product: Product; readonly promotion: Promotion | undefined }[] };

/** Answers a question from the rows of the shop by one or two steps through its graph; undefined when it asks for nothing the graph holds. */
export function find(question: Question, graph: ShopGraph): Finding | undefined {
  return aboutFault(question, graph) ?? aboutParts(question, graph) ?? aboutFamily(question, graph) ?? aboutProduct(question, graph);
}

function aboutFault({ fault, relates, product }: Question, graph: ShopGraph): Finding | undefined {
  if (!fault) return undefined;
  const family = graph.catalogue.family(fault.family)!;
  const own = product?.family === family.id ? { product } : {};
  const part = graph.partFor(fault);
  if (relates.has('covered')) return { kind: 'covered', fault, family, part, ...own };
  return relates.has('part') ? { kind: 'part-mends', fault, part, ...own } : undefined;
}

function aboutParts({ accessories, relates, product: spokenOf, isNamed, family }: Question, graph: ShopGraph): Finding | undefined {
  const named = graph.pack.accessories.filter(({ id }) => accessories.includes(id));
  // A product spoken of before counts only where the part fits it.
  const product = isNamed || named.length === 0 || named.some(({ fits }) => spokenOf && fits.includes(spokenOf.id)) ? spokenOf : undefined;
  if (named.length === 0) {
    if (!relates.has('part') || !product) return undefined;
    return { kind: 'parts', product, parts: graph.accessoriesOf(product) };
  }
  const fitting = product ? named.filter(({ fits }) => fits.includes(product.id)) : [];
  const ofFamily = family ? named.filter((part) => graph.productsOf(part).some((each) => each.family === family.id)) : [];
  if (relates.has('replace')) {
    const part = fitting[0] ?? ofFamily[0] ?? (named.length === 1 ? named[0] : undefined);
    if (part) return { kind: 'part-lasts', part, ...(product ? { product } : {}) };
  }
  if (product) return fitting.length > 0 ? { kind: 'parts', product, parts: fitting } : { kind: 'parts', product, parts: graph.accessoriesOf(product), refused: named[0]! };
  const candidates = ofFamily.length > 0 ? ofFamily : named;
  if (candidates.length === 1) return { kind: 'part-fits', part: candidates[0]!, products: graph.productsOf(candidates[0]!) };
  return { kind: 'part-choice', parts: candidates, products: candidates.map((part) => graph.productsOf(part)) };
}

function aboutFamily(question: Question, graph: ShopGraph): Finding | undefined {
  const { product, isNamed, family, like, relates, price, bound, colors, direction, priceDirection, isRelative, needs } = question;
  if (!family || (product && isNamed && !like)) return undefined;
  const members = graph.catalogue.productsOf(family.id);
  const spec = question.specs.map((id) => graph.spec(id)).find((each) => each && members.some(({ specs }) => each.id in specs));
  const asksMore = direction !== undefined || priceDirection !== undefined;
  if (relates.has('promoted') && !price) {
    const offers = members.flatMap((member) => {
      const promotion = graph.promotionsOf(member)[0];
      return promotion || member.listPrice !== null ? [{ product: member, promotion }] : [];
    });
    return { kind: 'promoted', family, offers };
  }
  if (product && !isNamed && isRelative && asksMore && !like) return stepFrom(product, members, spec, question);
  if (like || price || bound || (colors.length > 0 && !product)) {
    const fits = (each: Product) => inRange(each.price, price) && (!spec || !bound || inRange(each.specs[spec.id] ?? NaN, bound)) && (colors.length === 0 || colors.some((color) => each.colors.includes(color))) && (!like || !spec || reaches(each, like, spec));
    const products = members.filter((each) => (each.id !== like?.id || price !== undefined) && fits(each));
    if (needs.length > 0 && !like && !bound) return undefined; // advice, not a list
    const nearest = products.length === 0 && price?.max !== undefined ? members[0] : undefined;
    return { kind: 'filtered', family, products, spec, like, limits: price, bound, colors, nearest };
  }
  if (asksMore && (!product || !isRelative)) {
    const toward = spec ? (direction ?? 'most') : (priceDirection ?? direction)!;
    if (!spec && priceDirection === undefined) return undefined;
    const ranked = spec ? members.filter(({ specs }) => spec.id in specs).sort((a, b) => a.specs[spec.id]! - b.specs[spec.id]!) : members;
    const best = toward === 'least' ? ranked[0] : ranked.at(-1);
    return best && { kind: 'ranked', family, product: best, spec, direction: toward };
  }
  return undefined;
}

/** The next in price, or in a spec, from what was shown. */
function stepFrom(than: Product, members: readonly Product[], spec: SpecName | undefined, { direction, priceDirection }: Question): Finding {
  const toward = (spec ? direction : (priceDirection ?? direction)) ?? 'most';
  const value = (product: Product) => (spec ? (product.specs[spec.id] ?? NaN) : product.price);
  const beyond = members.filter((each) => (toward === 'most' ? value(each) > value(than) : value(each) < value(than))).sort((a, b) => Math.abs(value(a) - value(than)) - Math.abs(value(b) - value(than)));
  return { kind: 'stepped', than, product: beyond[0], spec, direction: toward };
}

function aboutProduct({ product, specs }: Question, graph: ShopGraph): Finding | undefined {
  const spec = product && specs.map((id) => graph.spec(id)).find((each) => each && each.id in product.specs);
  return product && spec ? { kind: 'spec', product, spec } : undefined;
}

/** At least as good as `like` in a spec. */
function reaches(product: Product, like: Product, { id, better }: SpecName): boolean {
  const [own, wanted] = [product.specs[id], like.specs[id]];
  return own !== undefined && wanted !== undefined && (better === 'more' ? own >= wanted : own <= wanted);
}

function inRange(value: number, range: Question['price']): boolean {
  return !range || ((range.min === undefined || value >= range.min) && (range.max === undefined || value <= range.max));
}
