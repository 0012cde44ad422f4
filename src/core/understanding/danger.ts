import type { ShopPack } from '../knowledge/shop-pack.ts';

const NEGATED = /(没有|没|不会|不|no|not|without|never)\s*$/i;

/** True when a sentence speaks of danger: that goes before every intent. A word right after a negation does not count. */
export function isDangerous(text: string, { dangerWords }: Pick<ShopPack, 'dangerWords'>): boolean {
  const lower = text.toLowerCase();
  return [...dangerWords.zh, ...dangerWords.en].some((word) => {
    const at = lower.indexOf(word.toLowerCase());
    if (at < 0) return false;
    if (/^[a-z ]+$/.test(word) && /[a-z]/.test(lower[at - 1] ?? '')) return false;
    return !NEGATED.test(lower.slice(0, at));
  });
}
