import type { ShopPack } from '../core/knowledge/shop-pack.ts';
import { fill } from '../core/reply/fill.ts';
import { Catalogue } from '../core/knowledge/catalogue.ts';
import type { Language } from '../core/shared/language.ts';

/** A node of JSON-LD, as schema.org names things. */
export type LdNode = Readonly<Record<string, unknown>>;

/** A shop as schema.org data (Product, Offer, FAQPage, HowTo) in one language. Source: schema.org 29. */
export function toJsonLd(pack: ShopPack, language: Language): LdNode {
  const priceCurrency = pack.currency === '¥' ? 'CNY' : pack.currency;
  const products = pack.products.map((product): LdNode => ({
    '@type': 'Product', '@id': `#product-${product.id}`, sku: product.id, gtin13: product.barcode, name: product.name[language], description: product.summary[language], category: pack.families.find(({ id }) => id === product.family)?.name[language],
    color: product.colors.join(', '), brand: { '@type': 'Brand', name: pack.name[language] },
    additionalProperty: pack.specNames.filter(({ id }) => id in product.specs).map(({ id, name, unit }) => ({ '@type': 'PropertyValue', propertyID: id, name: name[language], value: product.specs[id], unitText: unit[language] })),
    offers: { '@type': 'Offer', price: product.price, priceCurrency, availability: product.stock > 0 ? 'https://schema.org/InStock' : 'https://schema.org/OutOfStock', inventoryLevel: product.stock },
  }));
  const accessories = pack.accessories.map((part): LdNode => ({
    '@type': 'Product', '@id': `#accessory-${part.id}`, sku: part.id, name: part.name[language], isAccessoryOrSparePartFor: part.fits.map((id) => ({ '@id': `#product-${id}` })), offers: { '@type': 'Offer', price: part.price, priceCurrency },
  }));
  const context = { pack, catalogue: new Catalogue(pack), language, promotions: pack.promotions };
  const questions = Object.entries(pack.answers).flatMap(([intent, answers]) => {
    const plain = answers.find(({ situation }) => situation === 'none');
    const sample = pack.samples[intent]?.[language];
    return plain && sample && !/\{/.test(sample) ? [{ '@type': 'Question', name: sample, acceptedAnswer: { '@type': 'Answer', text: fill(plain.variants[language][0]!, context) } }] : [];
  });
  const howTos = pack.faults.map((fault): LdNode => ({
    '@type': 'HowTo', '@id': `#fault-${fault.id}`, name: `${pack.families.find(({ id }) => id === fault.family)?.name[language]}: ${fault.symptom[language]}`, step: fault.steps[language].map((text, i) => ({ '@type': 'HowToStep', position: i + 1, text })),
  }));
  return { '@context': 'https://schema.org', '@graph': [...products, ...accessories, { '@type': 'FAQPage', mainEntity: questions }, ...howTos] };
}

/** A product read from JSON-LD, as a row of products.csv; what schema.org does not say is left for the manager to fill in. */
export type ImportedProduct = Readonly<Record<'id' | 'name' | 'price' | 'stock' | 'barcode' | 'summary' | 'colors' | 'category', string>>;

/** Products of a JSON-LD document: a single node, a list, or an `@graph`. @throws Error when it is no JSON */
export function productsFromJsonLd(text: string): ImportedProduct[] {
  const root = JSON.parse(text) as unknown;
  const nodes = Array.isArray(root) ? root : ((root as { '@graph'?: unknown[] })['@graph'] ?? [root]);
  return nodes.flatMap((node: unknown) => {
    const { '@type': type, sku, productID, name, description, gtin13, gtin, color, category, offers, isAccessoryOrSparePartFor } = node as Record<string, unknown>;
    if (![type].flat().includes('Product') || isAccessoryOrSparePartFor) return [];
    const offer = ([offers].flat()[0] ?? {}) as Record<string, unknown>;
    return [{
      id: plain(sku ?? productID).toLowerCase().replace(/[^a-z0-9-]+/g, '-').replace(/^-+|-+$/g, ''), name: plain(name), price: plain(offer['price']), stock: plain(offer['inventoryLevel'] ?? (/InStock/.test(plain(offer['availability'])) ? 1 : 0)),
      barcode: plain(gtin13 ?? gtin), summary: plain(description), colors: plain(color).toLowerCase().split(/\s*,\s*/).filter(Boolean).join('|'), category: plain(category),
    }];
  });
}

/** Text or number as one line; objects are no values here. */
function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\s+/g, ' ').trim().slice(0, 500) : '';
}
