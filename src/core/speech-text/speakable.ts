import type { Language } from '../shared/language.ts';
import { decimalWords, enDigits, zhDigits } from './numbers.ts';

interface Rule {
  readonly pattern: RegExp;
  readonly say: (groups: readonly string[]) => string;
}

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;

const ZH_UNITS: Readonly<Record<string, string>> = { ml: '毫升', l: '升', w: '瓦', kw: '千瓦', h: '小时', min: '分钟', cm: '厘米', mm: '毫米', m: '米', kg: '公斤', g: '克', db: '分贝', mah: '毫安时', '㎡': '平方米', pa: '帕', hz: '赫兹', '%': '', '°c': '度', '℃': '度' };
const EN_UNITS: Readonly<Record<string, string>> = { ml: 'milliliters', l: 'liters', w: 'watts', kw: 'kilowatts', h: 'hours', min: 'minutes', cm: 'centimeters', mm: 'millimeters', m: 'meters', kg: 'kilograms', g: 'grams', db: 'decibels', mah: 'milliamp hours', '㎡': 'square meters', pa: 'pascals', hz: 'hertz', '°c': 'degrees', '℃': 'degrees' };
const UNIT = String.raw`mAh|ml|mL|kW|cm|mm|kg|dB|min|Hz|Pa|°C|℃|㎡|L|W|h|g|m`;

const ZH_RULES: readonly Rule[] = [
  { pattern: /(\d{3,4})-(\d{3,4})-(\d{3,4})|(\d{3,4})-(\d{7,8})|\b(1\d{10})\b/g, say: (groups) => groups.filter(Boolean).map(zhDigits).join('，') },
  { pattern: /(\d)\s*[-–~]\s*(?=\d)/g, say: ([from]) => `${from!}到` },
  { pattern: /(\d{1,2}):(\d{2})/g, say: ([hour, minute]) => `${decimalWords(hour!, 'zh').replace(/^二$/, '两')}点${minute === '00' ? '' : minute === '30' ? '半' : `${minute!.startsWith('0') ? '零' : ''}${decimalWords(minute!, 'zh')}分`}` },
  { pattern: new RegExp(String.raw`[¥￥]\s*(${NUMBER})`, 'g'), say: ([amount]) => `${decimalWords(amount!, 'zh')}元` },
  { pattern: new RegExp(`(${NUMBER})\\s*%`, 'g'), say: ([amount]) => `百分之${decimalWords(amount!, 'zh')}` },
  { pattern: new RegExp(`(${NUMBER})\\s*(${UNIT})(?![A-Za-z])`, 'g'), say: ([amount, unit]) => decimalWords(amount!, 'zh') + (ZH_UNITS[unit!.toLowerCase()] ?? unit!) },
  { pattern: /\b(20\d{2})年/g, say: ([year]) => `${[...year!].map((digit) => decimalWords(digit, 'zh')).join('')}年` },
  { pattern: new RegExp(`(${NUMBER})`, 'g'), say: ([amount]) => decimalWords(amount!, 'zh') },
];

const EN_RULES: readonly Rule[] = [
  { pattern: /(\d{3,4})-(\d{3,4})-(\d{3,4})|(\d{3,4})-(\d{7,8})|\b(1\d{10})\b/g, say: (groups) => groups.filter(Boolean).map(enDigits).join(', ') },
  { pattern: /(\d)\s*[-–~]\s*(?=\d)/g, say: ([from]) => `${from!} to ` },
  { pattern: /(\d{1,2}):(\d{2})(?:\s*([ap])\.?m\.?)?/gi, say: ([hour, minute, half]) => `${clockHour(Number(hour))}${minute === '00' ? '' : ` ${minute!.startsWith('0') ? 'oh ' : ''}${decimalWords(minute!, 'en')}`} ${half ? (half.toLowerCase() === 'a' ? 'A M' : 'P M') : Number(hour) < 12 ? 'A M' : 'P M'}` },
  { pattern: new RegExp(String.raw`[¥￥]\s*(${NUMBER})`, 'g'), say: ([amount]) => `${decimalWords(amount!, 'en')} yuan` },
  { pattern: new RegExp(`(${NUMBER})\\s*%`, 'g'), say: ([amount]) => `${decimalWords(amount!, 'en')} percent` },
  { pattern: new RegExp(`(${NUMBER})\\s*(${UNIT})(?![A-Za-z])`, 'g'), say: ([amount, unit]) => `${decimalWords(amount!, 'en')} ${EN_UNITS[unit!.toLowerCase()] ?? unit!}` },
  { pattern: new RegExp(`(${NUMBER})`, 'g'), say: ([amount]) => ` ${decimalWords(amount!, 'en')} ` },
];

/**
 * Written text as words to be spoken: prices, times, units, phone numbers and model names ("K1") lose their digits
 * and symbols. What is no word, digit or pause in the language is left out.
 */
export function toSpeakable(text: string, language: Language): string {
  let words = text.normalize('NFKC').replaceAll('°C', '℃');
  // A model name is read letter by letter, digit by digit: K1, BT-300.
  words = words.replace(/\b([A-Z]{1,3})-?(\d{1,4})\b/g, (_, letters: string, digits: string) => `${[...letters].join(' ')} ${language === 'zh' ? [...digits].map((digit) => decimalWords(digit, 'zh')).join('') : enDigits(digits)}`);
  for (const { pattern, say } of language === 'zh' ? ZH_RULES : EN_RULES) {
    words = words.replace(pattern, (...args: unknown[]) => say(args.slice(1, -2) as string[]));
  }
  words = words.replace(/[“”"「」《》()（）*#_[\]{}<>|\\^`~=+]/g, ' ').replace(/[·•—–]/g, language === 'zh' ? '，' : ', ');
  if (language === 'en') words = words.replace(/\p{Script=Han}+/gu, ' ').replaceAll('&', ' and ').replaceAll('/', ' ');
  return words.replace(/\p{Extended_Pictographic}|\u200d|\ufe0f/gu, '').replace(/\s+/g, ' ').replace(/\s+([,.!?])/g, '$1').trim();
}

function clockHour(hour: number): string {
  return decimalWords(String(hour % 12 === 0 ? 12 : hour % 12), 'en');
}
