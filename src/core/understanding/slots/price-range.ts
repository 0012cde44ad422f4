/** A price in the shop's currency; either end may be open. */
export interface PriceRange {
  readonly min?: number;
  readonly max?: number;
}

const AMOUNT = '[¥￥$]?\\s*(\\d+(?:\\.\\d+)?)\\s*(?:元|块钱|块|rmb|yuan|kuai)?';
const BETWEEN = new RegExp(`(?:between\\s+)?${AMOUNT}\\s*(?:到|至|-|~|—|to|and)\\s*${AMOUNT}`, 'i');
const UP_TO = [new RegExp(`${AMOUNT}\\s*(?:以内|以下|之内|之下|封顶|or less|max\\b|tops)`, 'i'), new RegExp(`(?:不超过|不要超过|别超过|低于|少于|最多|最高|under|below|less than|up to|at most|within|no more than|not more than|cheaper than|maximum(?: of)?)\\s*${AMOUNT}`, 'i')];
const FROM = [new RegExp(`${AMOUNT}\\s*(?:以上|起|or more|and up)`, 'i'), new RegExp(`(?:超过|高于|至少|over|above|more than|at least|from)\\s*${AMOUNT}`, 'i')];
const ABOUT = [new RegExp(`${AMOUNT}\\s*(?:左右|上下|出头|or so)`, 'i'), new RegExp(`(?:大概|大约|around|about|roughly)\\s*${AMOUNT}`, 'i')];
const BUDGET = new RegExp(`(?:预算|budget)[^\\d]{0,12}?${AMOUNT}|${AMOUNT}\\s*(?:的?预算|budget)`, 'i');
/** Figures that stand for something else: 5 liters, 60 minutes, three people. */
const OTHER_UNIT = /\d\s*(?:升|l\b|lit|瓦|w\b|分钟|分贝|小时|点|号|月|天|日|人|口|个人|台|件|岁|min|hour|people|person|%|折)/i;

/** The price a visitor wants to stay in, with figures already in digits; undefined when none is named. */
export function readPriceRange(text: string): PriceRange | undefined {
  const between = BETWEEN.exec(text);
  if (between && !OTHER_UNIT.test(text.slice(between.index, between.index + between[0].length + 4))) {
    const [low, high] = [Number(between[1]), Number(between[2])].sort((a, b) => a - b) as [number, number];
    // "between two and three hundred" means two hundred.
    return { min: low < 10 && high >= 100 ? low * 100 : low, max: high };
  }
  const amount = (patterns: readonly RegExp[]) => {
    for (const pattern of patterns) {
      const match = pattern.exec(text);
      if (match && !OTHER_UNIT.test(text.slice(match.index, match.index + match[0].length + 4))) return Number(match.slice(1).find(Boolean));
    }
    return undefined;
  };
  const max = amount(UP_TO);
  if (max !== undefined) return { max };
  const min = amount(FROM.map((pattern) => pattern));
  if (min !== undefined) return { min };
  const about = amount(ABOUT);
  // "About" leaves a fifth on either side.
  if (about !== undefined) return { min: Math.round(about * 0.8), max: Math.round(about * 1.2) };
  const budget = amount([BUDGET]);
  if (budget !== undefined) return { max: budget };
  const bare = /^\D{0,6}?[¥￥]?\s*(\d{2,5})\s*(?:元|块钱|块|yuan|rmb)?\D{0,4}$/i.exec(text);
  return bare && /[¥￥元块]|yuan|rmb/i.test(text) ? { max: Number(bare[1]) } : undefined;
}
