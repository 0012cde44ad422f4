import type { ShopPack } from '../knowledge/shop-pack.ts';
import type { Language } from '../shared/language.ts';
import { leavesRoom, type ReplyPlan } from './reply-plan.ts';

/** Longest answer in other words, as a share of the one given. */
const LONGEST_SHARE = 1.5;
/** Anything of a page, a markup or an address: never said. */
const FOREIGN = /[<>{}[\]|\\`*#_]|https?:|www\.|\p{Cc}/u;
const NUMBER = /\d+(?:[.,:]\d+)*/g;
const NUMERALS: Readonly<Record<Language, RegExp>> = {
  zh: /[零〇二两三四五六七八九十百千万亿半]+/g,
  en: /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|half|double|twice)\b/gi,
};
const NEGATIONS: Readonly<Record<Language, RegExp>> = { zh: /不|没|无|未|别|勿|非/g, en: /\b(?:no|not|never|none|nor|without|cannot)\b|n't\b/gi };
/** Words that carry a fact as a number does. */
const FACTS: Readonly<Record<Language, RegExp>> = {
  zh: /周[一二三四五六日天末]|星期[一二三四五六日天]|上午|下午|免费|保修|退|换|左|右|前|后|楼上|楼下|赠|仅|只|都|最/g,
  en: /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend|morning|afternoon|evening|free|warranty|refund|return|exchange|left|right|behind|upstairs|downstairs|only|all|every|always|most|least)s?\b/gi,
};
/** Names of models and the like: letters and digits, as K1. */
const MODEL = /\b(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9-]+\b/gi;

/** True for answers that may be put into other words: plain ones that rest on the shop's files; never danger, trouble or a question. */
export function mayRephrase(plan: ReplyPlan): boolean {
  return leavesRoom(plan) && plan.sources.length > 0 && !plan.ends && !plan.acts.includes('danger');
}

/**
 * True when a sentence says what was given and nothing else, as far as it can be told: the same numbers, names, models, days and negations, no longer than half as
 * much again, in the same writing. What is not sure is refused: the given words are always good.
 */
export function saysTheSame(given: string, other: string, language: Language, pack: Pick<ShopPack, 'products' | 'families' | 'accessories'>): boolean {
  const text = other.trim();
  if (text === '' || text.length > given.length * LONGEST_SHARE || FOREIGN.test(text)) return false;
  if (/\p{Script=Han}/u.test(text) !== /\p{Script=Han}/u.test(given)) return false;
  const names = [...pack.products, ...pack.families, ...pack.accessories].map(({ name }) => name[language]);
  const isNamed = (name: string, where: string) => where.toLowerCase().includes(name.toLowerCase());
  return [NUMBER, NUMERALS[language], NEGATIONS[language], FACTS[language], MODEL].every((kind) => sameOf(kind, given, text)) && names.every((name) => isNamed(name, given) === isNamed(name, text));
}

/** True when both hold the same matches, each as often. */
function sameOf(kind: RegExp, given: string, other: string): boolean {
  const of = (text: string) => [...text.matchAll(kind)].map(([match]) => match.toLowerCase()).sort().join('\n');
  return of(given) === of(other);
}
