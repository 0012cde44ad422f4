import type { Product } from '../knowledge/shop-pack.ts';
import { agreement } from './flow-values.ts';

/** Places in a row of at most three, as they are said. */
const PLACES: readonly RegExp[] = [/第一|左边|^一号|\b(?:first|left)\b/i, /第二|^二号|\bsecond\b/i, /第三|^三号|\bthird\b/i];
const MIDDLE = /中间|\bmiddle\b/i;
const LAST = /右边|最后|\b(?:right|last)\b/i;
/** Longer sentences are about something else. */
const LONGEST = 24;

/** Which of the products that were offered a visitor means: "yes" where it is one, "the second one", "the left one". */
export function chosenProduct(text: string, products: readonly Product[]): Product | undefined {
  if (products.length === 0 || text.length > LONGEST) return undefined;
  if (products.length === 1) return agreement(text, '') === 'yes' ? products[0] : undefined;
  if (MIDDLE.test(text) && products.length === 3) return products[1];
  if (LAST.test(text)) return products.at(-1);
  return products[PLACES.findIndex((place) => place.test(text))];
}
