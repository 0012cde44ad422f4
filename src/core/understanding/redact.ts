import { HAN_DIGITS, WORD_DIGITS } from './digit-words.ts';

/** Kinds of personal data that are masked. */
export type PersonalKind = 'PHONE' | 'ID' | 'CARD' | 'EMAIL' | 'ADDRESS' | 'NAME' | 'ORDER';

export interface Redacted {
  /** The text with each find replaced by `[KIND]`. */
  readonly text: string;
  readonly kinds: readonly PersonalKind[];
}

interface Find {
  readonly start: number;
  readonly end: number;
  readonly kind: PersonalKind;
}

/** Spoken digits count as a number from this many on: 三五 may be a price, 幺三八零零 is no word. */
const LEAST_SPOKEN = 5;
/** A spoken English digit, or any one character. */
const TOKEN = new RegExp(`\\b(?:${Object.keys(WORD_DIGITS).join('|')})\\b|[\\s\\S]`, 'giu');

/** Words before a number that say it is none of a person's. */
const HARMLESS_BEFORE = /(?:条码|条形码|型号|序列号?|sn|barcode|serial|model|价格|价钱|¥|￥|\$)[^0-9]{0,6}$/i;
const ORDER_BEFORE = /(?:订单|单号|快递|运单|order|tracking|parcel)[^0-9]{0,12}$/i;

/**
 * Masks personal data before anything is logged, stored or handed to a person: numbers written or spoken, in Chinese and English. Numbers are
 * checked by their own check digits (ISO 7064 MOD 11-2 for identity cards, Luhn for bank cards) and by the words before them. In doubt it masks.
 */
export function redact(text: string): Redacted {
  const { digits, places } = withFigures(text);
  const finds: Find[] = [];
  const add = (pattern: RegExp, kind: PersonalKind | ((number: string, before: string) => PersonalKind | undefined)) => {
    for (const match of digits.matchAll(pattern)) {
      const body = match[1] ?? match[0];
      const start = match.index + match[0].indexOf(body);
      const end = start + body.length;
      if (finds.some((find) => start < find.end && end > find.start)) continue;
      const named = typeof kind === 'string' ? kind : kind(body.replace(/[^0-9Xx]/g, ''), digits.slice(Math.max(0, start - 20), start));
      if (named) finds.push({ start, end, kind: named });
    }
  };
  add(/[\w.%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g, 'EMAIL');
  add(/(?<!\d)([1-9](?:[ -]?\d){16}[ -]?[\dXx])(?![\dA-Za-z])/g, (number) => (isIdentityCard(number) ? 'ID' : undefined));
  add(/(?<!\d)(\d(?:[ -]?\d){12,18})(?!\d)/g, (number, before) => (isBankCard(number) && !HARMLESS_BEFORE.test(before) ? 'CARD' : ORDER_BEFORE.test(before) ? 'ORDER' : undefined));
  add(/(?<![\d.])((?:\+?86[ -]?)?1[ -]?[3-9](?:[ -]?\d){9})(?!\d)/g, (_, before) => (HARMLESS_BEFORE.test(before) ? undefined : 'PHONE'));
  add(/(?<!\d)(0\d{2,3}[ -]?\d{7,8}|[48]00[ -]?\d{3,4}[ -]?\d{3,4})(?!\d)/g, (_, before) => (HARMLESS_BEFORE.test(before) || ORDER_BEFORE.test(before) ? undefined : 'PHONE'));
  add(/(?<![\dA-Za-z])((?:\+?1[ -.]?)?\(?[2-9]\d{2}\)?[ -.]\d{3}[ -.]\d{4}|\+\d{1,3}(?:[ -]?\d){7,12})(?!\d)/g, 'PHONE');
  add(/(?<![\dA-Za-z])([A-Za-z]{0,3}\d(?:[ -]?\d){6,17})(?!\d)/g, (_, before) => (ORDER_BEFORE.test(before) ? 'ORDER' : undefined));
  add(/(?<![\dA-Za-z])(HS\d{6,})(?!\d)/gi, 'ORDER');
  add(/((?:[\u4e00-\u9fa5]{2,8}(?:省|自治区))?(?:[\u4e00-\u9fa5]{2,7}(?:市|自治州))?(?:[\u4e00-\u9fa5]{1,6}(?:区|县))?[\u4e00-\u9fa5]{1,10}(?:路|街|道|巷|弄|胡同)\d{1,5}(?:号|弄)(?:[\u4e00-\u9fa5\dA-Za-z-]{0,12}(?:栋|幢|座|单元|室|楼|层|号))*)/g, 'ADDRESS');
  add(/(\d{1,5} (?:[A-Z][a-z]+ ){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr)\b\.?(?:,? (?:Apt|Unit|#) ?\w+)?)/g, 'ADDRESS');
  add(/(?:我叫|我姓名是|名字叫|姓名[:：]?|收件人[:：]?|my name is |i am called |name: ?)([\u4e00-\u9fa5]{2,3}(?![\u4e00-\u9fa5]{3})|[A-Z][a-z]+(?: [A-Z][a-z]+)?)/gi, 'NAME');
  finds.sort((a, b) => a.start - b.start);
  let out = '';
  let at = 0;
  for (const { start, end, kind } of finds) {
    out += `${text.slice(at, places[start])}[${kind}]`;
    at = places[end] ?? text.length;
  }
  return { text: out + text.slice(at), kinds: finds.map(({ kind }) => kind) };
}

/** The text with full-width and spoken digits as figures, and where each of its characters begins in the original. */
function withFigures(text: string): { digits: string; places: number[] } {
  const tokens = [...text.matchAll(TOKEN)].map((match) => ({ raw: match[0], at: match.index }));
  const spoken = tokens.map(({ raw }) => (HAN_DIGITS[raw] ?? WORD_DIGITS[raw.toLowerCase()])?.toString());
  let digits = '';
  const places: number[] = [];
  const push = (chars: string, at: number, step: number) => {
    for (let k = 0; k < chars.length; k += 1) places.push(at + k * step);
    digits += chars;
  };
  for (let i = 0; i < tokens.length; ) {
    const { raw, at } = tokens[i]!;
    if (spoken[i] === undefined) {
      push(raw.length === 1 ? raw.normalize('NFKC').slice(0, 1) : raw, at, 1);
      i += 1;
      continue;
    }
    // A run of spoken digits may hold written ones, spaces and commas.
    let end = i;
    let count = 0;
    while (end < tokens.length && (spoken[end] !== undefined || /^[\d \-,，]$/.test(tokens[end]!.raw))) {
      if (spoken[end] !== undefined || /\d/.test(tokens[end]!.raw)) count += 1;
      end += 1;
    }
    for (; i < end; i += 1) {
      const token = tokens[i]!;
      if (spoken[i] !== undefined && count >= LEAST_SPOKEN) push(spoken[i]!, token.at, 1);
      // Spaces between spoken digits would part the number.
      else if (!(count >= LEAST_SPOKEN && /[ ,，]/.test(token.raw) && i + 1 < end)) push(token.raw, token.at, 1);
    }
  }
  places.push(text.length);
  return { digits, places };
}

/** GB 11643: 17 digits with a date of birth, and a check character by ISO 7064 MOD 11-2. */
function isIdentityCard(number: string): boolean {
  const upper = number.toUpperCase();
  if (!/^[1-9]\d{16}[\dX]$/.test(upper)) return false;
  const [month, day, year] = [Number(upper.slice(10, 12)), Number(upper.slice(12, 14)), Number(upper.slice(6, 10))];
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(upper[i]), 0);
  return '10X98765432'[sum % 11] === upper[17];
}

/** ISO/IEC 7812: an issuer's first digits, and a check digit by Luhn's rule. */
function isBankCard(number: string): boolean {
  if (!/^(?:3[47]|4|5[1-5]|2[2-7]|62|60|81|9\d)\d+$/.test(number)) return false;
  let sum = 0;
  for (let i = 0; i < number.length; i += 1) {
    const digit = Number(number[number.length - 1 - i]);
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}
