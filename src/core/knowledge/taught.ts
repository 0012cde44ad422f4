import type { Bilingual } from '../shared/language.ts';
import { tintOf } from './catalogue.ts';
import type { Product, ShopPack } from './shop-pack.ts';

/** What the shop's staff taught of a product beside its looks. */
export interface Label {
  /** Id of a product: of the pack, or new. */
  readonly product: string;
  /** EAN-13, or ''. */
  readonly barcode: string;
  /** For what is not in the pack yet. */
  readonly added?: { readonly name: Bilingual; readonly price: number; readonly family: string };
}

/** A pack in which taught products are known by their barcode, and new ones are for sale. What the pack says itself stays. */
export function withTaught(pack: ShopPack, labels: readonly Label[]): ShopPack {
  if (labels.length === 0) return pack;
  const known = new Set(pack.products.map(({ id }) => id));
  const barcodes = new Map(labels.map(({ product, barcode }) => [product, barcode]));
  return {
    ...pack,
    products: [
      ...pack.products.map((product) => (product.barcode === '' && barcodes.get(product.id) ? { ...product, barcode: barcodes.get(product.id)! } : product)),
      ...labels.flatMap((label) => (known.has(label.product) ? [] : addedProduct(pack, label) ?? [])),
    ],
  };
}

/** A new product as the pack would have it: it stands with its family. */
function addedProduct(pack: ShopPack, { product: id, barcode, added }: Label): Product | undefined {
  const family = pack.families.find((candidate) => candidate.id === added?.family);
  if (!added || !family) return undefined;
  const { name, price } = added;
  return {
    id, family: family.id, name, aliases: { zh: [], en: [] }, price, listPrice: null, stock: 1, colors: [], barcode, warrantyMonths: 0, summary: { zh: '', en: '' }, features: { zh: [], en: [] }, care: { zh: '', en: '' },
    picture: family.picture, tint: tintOf(family.id, pack), tags: [], specs: {}, floor: family.floor, aisle: family.aisle,
  };
}
