import type { ShopPack } from '../knowledge/shop-pack.ts';
import { longestWordIn, wordAt } from '../shared/word-match.ts';
import { readOrderNumber, readPhone } from './slots/codes.ts';
import { readPeople, readQuantity } from './slots/counts.ts';
import { figures } from './slots/number-words.ts';
import { readPriceRange, type PriceRange } from './slots/price-range.ts';
import { readWhen, type When } from './slots/when.ts';

/** The end of a scale a visitor asks for. */
export type Direction = 'most' | 'least';

/** Relations a sentence asks about. */
export type Relates = 'fits' | 'replace' | 'covered' | 'promoted' | 'part' | 'alike';

/** Everything a sentence says that the intent model does not look for. */
export interface Cues {
  /** Ids of the accessories the words may mean. */
  readonly accessories: readonly string[];
  readonly specs: readonly string[];
  readonly needs: readonly string[];
  /** Asks for the most or least of the spec, or of the price when `priceDirection`. */
  readonly direction: Direction | undefined;
  readonly priceDirection: Direction | undefined;
  /** "A cheaper one", "a bigger one": compared with what was shown. */
  readonly isRelative: boolean;
  readonly relates: ReadonlySet<Relates>;
  readonly price: PriceRange | undefined;
  /** A bound on the first spec, in its unit. */
  readonly bound: { readonly min?: number; readonly max?: number } | undefined;
  /** 1 for "the first one", -1 for "the other one". */
  readonly ordinal: number | undefined;
  readonly order: string | undefined;
  readonly phone: string | undefined;
  readonly people: number | undefined;
  readonly quantity: number | undefined;
  readonly ahead: When | undefined;
  readonly past: When | undefined;
  readonly asksWhy: boolean;
}

const MOST = /最(?:大|长|重|久|强|多|高|好)|更(?:大|长|重|久|强|多|高)|(?:大|长|久|强)一?点|\b(?:most|longest|largest|biggest|strongest|highest|heaviest|longer|larger|bigger|stronger|best)\b/i;
const LEAST = /最(?:小|短|轻|少|低|安静)|更(?:小|短|轻|少|低|安静)|(?:小|轻|短|安静)一?点|\b(?:least|shortest|smallest|lightest|lowest|quietest|shorter|smaller|lighter|quieter)\b/i;
const CHEAP = /便宜|低价|\bcheap(?:er|est)?\b|least expensive|less expensive|lowest price/i;
const DEAR = /最贵|更贵|贵一?点|高端|旗舰|most expensive|more expensive|dearest|premium|top of the range/i;
const RELATIVE = /更|一?点的?|(?<!最)便宜的|有没有.{0,4}便宜|\b(?:cheaper|bigger|smaller|lighter|quieter|longer|stronger|larger)\b|more expensive|less expensive/i;
const RELATES: readonly (readonly [Relates, RegExp])[] = [
  ['fits', /适合|适用|能用|可以用|通用|配套|配(?:什么|哪)|用(?:什么|哪)|兼容|装得上|\bfits?\b|\bcompatible\b|\bworks? (?:with|in|for)\b|go(?:es)? with|\bfor (?:the|my|this)\b|\buse with\b|belongs? to|need for/i],
  ['replace', /多久(?:要|该)?(?:换|更换)|换一次|更换周期|几个月换|什么时候(?:要|该)?换|how often|how long does (?:a|the|one).{0,30}last|when (?:do|should) i (?:change|replace)|replace(?:d)? (?:it |them )?every/i],
  ['covered', /保修|在保|免费修|质保|包不包|保不保|算不算|\bcovered\b|\bcover\b|under (?:the )?(?:warranty|guarantee)|\bwarranty\b|\bguarantee\b|free repair|pay for the repair/i],
  ['promoted', /优惠|打折|促销|活动|特价|满减|便宜了|降价|on offer|on sale|discount|promotion|reduced|deal\b|deals\b|special offer/i],
  ['part', /(?:换|买|要|需要)(?:个|一个)?(?:什么|哪个|哪种)?(?:零件|配件|耗材)|什么配件|哪些配件|哪个配件|\b(?:which|what) (?:spare )?(?:parts?|accessor(?:y|ies)|consumables?)\b|accessories|spare part/i],
  ['alike', /一样|差不多|不比|同样|不输|as (?:long|big|light|quiet|strong|much|heavy|good) as|\bthe same\b|has the (?:battery|capacity|suction|power)|like the|at least (?:as|the)/i],
];
const ORDINALS: readonly (readonly [number, RegExp])[] = [
  [1, /第(?:一|1)(?:个|款|台|种)?|\bthe first\b/i], [2, /第(?:二|2)(?:个|款|台|种)?|\bthe second\b/i], [3, /第(?:三|3)(?:个|款|台|种)?|\bthe third\b/i],
  [-1, /另(?:外)?一(?:个|款|台)|别的那|\bthe other(?: one)?\b/i],
];
/** 便宜一点, 一点儿: no time of day. */
const A_LITTLE = /(?<![午上早晚天号日到约改周])一点(?![钟半])/g;
const WHY = /为什么|为啥|干嘛|干吗|有什么用|\bwhy\b|what (?:do you need|is) (?:it|that) for/i;

/** @param nowMs ms since 1970 */
export function readCues(text: string, pack: ShopPack, nowMs: number): Cues {
  const lower = text.toLowerCase();
  const plain = figures(text);
  const named = longest(pack.specNames.map(({ id, words }) => ({ id, length: longestWordIn(lower, [...words.zh, ...words.en]) })));
  // "Over 5 liters" names the spec by its unit.
  const specs = named.length > 0 ? named : pack.specNames.filter(({ unit }) => readBound(plain, unit)?.isCompared).map(({ id }) => id);
  const times = plain.replace(A_LITTLE, '');
  const cheap = CHEAP.test(text);
  const dear = DEAR.test(text);
  const order = readOrderNumber(plain, pack.orderPattern);
  const bound = specs[0] === undefined ? undefined : readBound(plain, pack.specNames.find(({ id }) => id === specs[0])!.unit);
  return {
    accessories: accessoriesIn(lower, pack),
    specs,
    needs: pack.needs.filter(({ words }) => [...words.zh, ...words.en].some((word) => wordAt(lower, word) >= 0)).map(({ id }) => id),
    direction: LEAST.test(text) ? 'least' : MOST.test(text) ? 'most' : undefined,
    priceDirection: cheap ? 'least' : dear ? 'most' : undefined,
    isRelative: RELATIVE.test(text),
    relates: new Set(RELATES.filter(([, pattern]) => pattern.test(text)).map(([name]) => name)),
    price: order === undefined ? readPriceRange(bound ? plain.replace(bound.text, ' ') : plain) : undefined,
    bound: bound?.range,
    ordinal: ORDINALS.find(([, pattern]) => pattern.test(text))?.[0],
    order,
    phone: readPhone(plain),
    people: readPeople(plain),
    quantity: readQuantity(plain),
    ahead: order === undefined ? readWhen(times, { nowMs, looks: 'forward' }) : undefined,
    past: order === undefined ? readWhen(times, { nowMs, looks: 'back' }) : undefined,
    asksWhy: WHY.test(text),
  };
}

/** Accessories by their longest matching word: "vacuum filter" means one, "filter" several. */
function accessoriesIn(lower: string, pack: ShopPack): string[] {
  return longest(pack.accessories.map(({ id, name, aliases }) => ({ id, length: longestWordIn(lower, [name.zh, name.en, ...aliases.zh, ...aliases.en]) })));
}

function longest(entries: readonly { readonly id: string; readonly length: number }[]): string[] {
  const most = Math.max(0, ...entries.map(({ length }) => length));
  return most === 0 ? [] : entries.filter(({ length }) => length === most).map(({ id }) => id);
}

const MORE = /以上|超过|大于|至少|不少于|more than|over|above|at least|or more/i;
const LESS = /以下|以内|不超过|小于|低于|less than|under|below|at most|or less/i;

/** "5 升以上", "more than 60 minutes": a bound in the unit of the spec. */
function readBound(text: string, { zh, en }: { readonly zh: string; readonly en: string }): { text: string; isCompared: boolean; range: { min?: number; max?: number } } | undefined {
  const unit = `(?:${zh}|${en.replace(/s$/, '')}s?|${UNIT_SIGNS[en] ?? en})`;
  const match = new RegExp(`(?:${MORE.source}|${LESS.source})?\\s*(\\d+(?:\\.\\d+)?)\\s*${unit}\\s*(?:${MORE.source}|${LESS.source})?`, 'i').exec(text);
  if (!match) return undefined;
  const value = Number(match[1]);
  const isLess = LESS.test(match[0]);
  return { text: match[0], isCompared: isLess || MORE.test(match[0]), range: isLess ? { max: value } : { min: value } };
}

const UNIT_SIGNS: Readonly<Record<string, string>> = { liters: 'l(?:itres?)?\\b', minutes: 'min\\b', kilograms: 'kg', watts: 'w\\b', decibels: 'db', pascals: 'pa', degrees: '℃|°' };
