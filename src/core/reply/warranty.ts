import type { Member } from '../dialogue/member.ts';
import type { Product } from '../knowledge/shop-pack.ts';
import type { Bilingual, Language } from '../shared/language.ts';

/** Until when the warranty of one that was bought runs, as it is said; undefined where it is not known to be the visitor's. */
export function warrantyEnd({ id, warrantyMonths }: Product, { owned }: Member, language: Language): string | undefined {
  const own = owned.find((each) => each.id === id);
  if (!own) return undefined;
  const [year, month, day] = own.bought.split('-').map(Number) as [number, number, number];
  const end = new Date(Date.UTC(year, month - 1 + warrantyMonths, day));
  const text: Bilingual = {
    zh: `您是 ${dayOf(new Date(Date.UTC(year, month - 1, day)), 'zh')}买的，保到 ${dayOf(end, 'zh')}。`,
    en: `You bought yours on ${dayOf(new Date(Date.UTC(year, month - 1, day)), 'en')}, so it runs until ${dayOf(end, 'en')}.`,
  };
  return text[language];
}

function dayOf(date: Date, language: Language): string {
  if (language === 'zh') return `${date.getUTCFullYear()} 年 ${date.getUTCMonth() + 1} 月 ${date.getUTCDate()} 日`;
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}
