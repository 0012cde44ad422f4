import type { ShopGraph } from './graph.ts';
import type { Family, Need, Product } from './shop-pack.ts';

export interface Wish {
  readonly family: Family;
  readonly needs: readonly string[];
  readonly price: { readonly min?: number; readonly max?: number } | undefined;
  readonly people: number | undefined;
  /** Products that the visitor has already. */
  readonly owned: readonly string[];
}

export interface Advice {
  readonly product: Product;
  /** Needs of the visitor that it serves. */
  readonly because: readonly Need[];
  /** False when nothing is within the price. */
  readonly isInPrice: boolean;
  readonly second: Product | undefined;
}

/** The product of a family that serves the most needs within the price, and the next best. */
export function recommend({ family, needs, price, people, owned }: Wish, graph: ShopGraph): Advice | undefined {
  const all = graph.catalogue.productsOf(family.id);
  const others = all.filter(({ id }) => !owned.includes(id));
  const members = others.length > 0 ? others : all;
  const wanted = new Set([...needs, ...(people === undefined ? [] : [people > 2 ? 'family' : 'single'])]);
  const affordable = members.filter((product) => (price?.max === undefined || product.price <= price.max) && (price?.min === undefined || product.price >= price.min));
  const pool = affordable.length > 0 ? affordable : members.slice(0, 1);
  // What serves the needs; then what is reduced; then what lies in the middle of the prices.
  const middle = members[Math.floor((members.length - 1) / 2)]!.price;
  const score = (product: Product) => 10 * product.tags.filter((tag) => wanted.has(tag)).length + (product.listPrice === null ? 0 : 1) + (product.stock > 0 ? 2 : 0) - Math.abs(product.price - middle) / (middle * 10);
  const ranked = [...pool].sort((a, b) => score(b) - score(a));
  const product = ranked[0];
  if (!product) return undefined;
  return { product, because: graph.needsOf(product).filter(({ id }) => wanted.has(id)), isInPrice: affordable.length > 0, second: ranked[1] };
}
