import type { Accessory, Fault, Need, Product, Promotion, ShopPack, SpecName } from './shop-pack.ts';
import { Catalogue } from './catalogue.ts';

/** What leads from one thing of a shop to another. */
export type Relation = 'in-family' | 'fits' | 'has-fault' | 'mended-by' | 'promoted-by' | 'serves';

/** `kind:id`, as `product:k1`. */
export type Node = `${'product' | 'family' | 'accessory' | 'fault' | 'promotion' | 'need'}:${string}`;

/** The shop as a graph of typed relations, walked in both directions. */
export class ShopGraph {
  readonly pack: ShopPack;
  readonly catalogue: Catalogue;
  readonly #forward = new Map<Node, Map<Relation, Set<Node>>>();
  readonly #back = new Map<Node, Map<Relation, Set<Node>>>();

  constructor(pack: ShopPack) {
    this.pack = pack;
    this.catalogue = new Catalogue(pack);
    for (const { id, family, tags } of pack.products) {
      this.#relate(`product:${id}`, 'in-family', `family:${family}`);
      for (const need of tags) this.#relate(`product:${id}`, 'serves', `need:${need}`);
    }
    for (const { id, fits } of pack.accessories) for (const product of fits) this.#relate(`accessory:${id}`, 'fits', `product:${product}`);
    for (const { id, family, part } of pack.faults) {
      this.#relate(`family:${family}`, 'has-fault', `fault:${id}`);
      if (part !== '') this.#relate(`fault:${id}`, 'mended-by', `accessory:${part}`);
    }
    for (const { id, products } of pack.promotions) for (const product of products) this.#relate(`product:${product}`, 'promoted-by', `promotion:${id}`);
  }

  /** Where `relation` leads from a thing. */
  from(subject: Node, relation: Relation): Node[] {
    return [...(this.#forward.get(subject)?.get(relation) ?? [])];
  }

  /** What `relation` leads to a thing from. */
  to(object: Node, relation: Relation): Node[] {
    return [...(this.#back.get(object)?.get(relation) ?? [])];
  }

  /** Parts and consumables that fit a product. */
  accessoriesOf(product: Product): Accessory[] {
    return this.#rows(this.to(`product:${product.id}`, 'fits'), this.pack.accessories);
  }

  /** Products a part fits, in the order of the shop. */
  productsOf(accessory: Accessory): Product[] {
    return this.#rows(this.from(`accessory:${accessory.id}`, 'fits'), this.pack.products);
  }

  partFor(fault: Fault): Accessory | undefined {
    return this.#rows(this.from(`fault:${fault.id}`, 'mended-by'), this.pack.accessories)[0];
  }

  promotionsOf(product: Product): Promotion[] {
    return this.#rows(this.from(`product:${product.id}`, 'promoted-by'), this.pack.promotions);
  }

  needsOf(product: Product): Need[] {
    return this.#rows(this.from(`product:${product.id}`, 'serves'), this.pack.needs);
  }

  spec(id: string): SpecName | undefined {
    return this.pack.specNames.find((spec) => spec.id === id);
  }

  #relate(subject: Node, relation: Relation, object: Node): void {
    add(this.#forward, subject, relation, object);
    add(this.#back, object, relation, subject);
  }

  #rows<T extends { readonly id: string }>(nodes: readonly Node[], rows: readonly T[]): T[] {
    const ids = new Set(nodes.map((node) => node.slice(node.indexOf(':') + 1)));
    return rows.filter(({ id }) => ids.has(id));
  }
}

function add(map: Map<Node, Map<Relation, Set<Node>>>, key: Node, relation: Relation, value: Node): void {
  const relations = map.get(key) ?? new Map<Relation, Set<Node>>();
  const values = relations.get(relation) ?? new Set<Node>();
  map.set(key, relations.set(relation, values.add(value)));
}
