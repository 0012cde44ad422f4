import type { Bilingual, Language } from '../shared/language.ts';
import type { Family, Product, ShopPack } from './shop-pack.ts';

/** Questions about the goods of a shop, answered from its rows only. */
export class Catalogue {
  readonly #pack: ShopPack;
  readonly #products: ReadonlyMap<string, Product>;
  readonly #families: ReadonlyMap<string, Family>;

  constructor(pack: ShopPack) {
    this.#pack = pack;
    this.#products = new Map(pack.products.map((product) => [product.id, product]));
    this.#families = new Map(pack.families.map((family) => [family.id, family]));
  }

  product(id: string | undefined): Product | undefined {
    return id === undefined ? undefined : this.#products.get(id);
  }

  family(id: string | undefined): Family | undefined {
    return id === undefined ? undefined : this.#families.get(id);
  }

  /** Products of a family, cheapest first. */
  productsOf(family: string): Product[] {
    return this.#pack.products.filter((product) => product.family === family).sort((a, b) => a.price - b.price);
  }

  /** The product of a family to recommend: the dearest that is reduced, else the one most in stock. */
  pickOf(family: string): Product | undefined {
    const products = this.productsOf(family);
    return products.filter((product) => product.listPrice !== null).at(-1) ?? products.sort((a, b) => b.stock - a.stock)[0];
  }
}

const COLORS: Readonly<Record<string, Bilingual>> = {
  black: { zh: '黑色', en: 'black' }, white: { zh: '白色', en: 'white' }, green: { zh: '绿色', en: 'green' }, sand: { zh: '沙色', en: 'sand' },
  silver: { zh: '银色', en: 'silver' }, grey: { zh: '灰色', en: 'grey' }, red: { zh: '红色', en: 'red' }, pink: { zh: '粉色', en: 'pink' }, blue: { zh: '蓝色', en: 'blue' },
};

export function colorName(color: string, language: Language): string {
  return COLORS[color]?.[language] ?? color;
}

/** Colours named in a sentence, as they stand in the pack. */
export function colorsIn(text: string): string[] {
  const lower = text.toLowerCase();
  return Object.entries(COLORS).filter(([, names]) => lower.includes(names.zh) || lower.includes(names.zh.slice(0, 1) + '的') || new RegExp(`\\b${names.en}\\b`).test(lower)).map(([color]) => color);
}

/** "a, b and c" or "a、b和c". */
export function listOf(items: readonly string[], language: Language): string {
  if (items.length < 2) return items[0] ?? '';
  const head = items.slice(0, -1).join(language === 'zh' ? '、' : ', ');
  return language === 'zh' ? `${head}和${items.at(-1)}` : `${head} and ${items.at(-1)}`;
}

export function placeOf({ floor, aisle }: { floor: number; aisle: string }, language: Language): string {
  return language === 'zh' ? `${floorOf(floor, language)} ${aisle} 货架` : `${floorOf(floor, language)}, aisle ${aisle}`;
}

export function floorOf(floor: number, language: Language): string {
  return language === 'zh' ? `${['零', '一', '二', '三', '四', '五', '六'][floor] ?? floor}楼` : `floor ${floor}`;
}

/** Colour that a kind of goods is drawn in: its first product's; '' where there is none. */
export function tintOf(family: string, { products }: Pick<ShopPack, 'products'>): string {
  return products.find((product) => product.family === family)?.tint ?? '';
}

export function monthsOf(months: number, language: Language): string {
  if (months % 12 !== 0) return language === 'zh' ? `${months} 个月` : `${months} months`;
  const years = months / 12;
  if (language === 'zh') return `${['零', '一', '两', '三', '四', '五'][years] ?? years}年`;
  return years === 1 ? 'one year' : `${['zero', 'one', 'two', 'three', 'four', 'five'][years] ?? years} years`;
}
