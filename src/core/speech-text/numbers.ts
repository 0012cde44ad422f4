const ZH_DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;
const EN_ONES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'] as const;
const EN_TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const;

/** A whole number in Chinese words: 10 is 十, 105 is 一百零五, 1299 is 一千二百九十九. @param value integer in [0, 999,999,999,999] */
export function zhNumber(value: number): string {
  if (value === 0) return '零';
  let words = '';
  let rest = Math.floor(value);
  for (const [size, unit] of [[100_000_000, '亿'], [10_000, '万'], [1, '']] as const) {
    const part = Math.floor(rest / size);
    rest %= size;
    if (part === 0) continue;
    if (words !== '' && part < 1000) words += '零';
    words += zhBelowTenThousand(part, words === '') + unit;
  }
  return words;
}

function zhBelowTenThousand(value: number, leading: boolean): string {
  let words = '';
  let gap = false;
  for (const [size, unit] of [[1000, '千'], [100, '百'], [10, '十'], [1, '']] as const) {
    const digit = Math.floor(value / size) % 10;
    if (digit === 0) {
      gap ||= words !== '';
      continue;
    }
    if (gap) words += '零';
    gap = false;
    // 10-19 at the front are said without the one: 十二, not 一十二.
    words += leading && words === '' && size === 10 && digit === 1 ? unit : ZH_DIGITS[digit]! + unit;
  }
  return words;
}

/** A whole number in English words: 129 is "one hundred twenty nine". @param value integer in [0, 999,999,999,999] */
export function enNumber(value: number): string {
  if (value < 20) return EN_ONES[value]!;
  if (value < 100) return EN_TENS[Math.floor(value / 10)]! + (value % 10 ? ` ${EN_ONES[value % 10]!}` : '');
  for (const [size, unit] of [[1_000_000_000, 'billion'], [1_000_000, 'million'], [1000, 'thousand'], [100, 'hundred']] as const) {
    if (value >= size) return `${enNumber(Math.floor(value / size))} ${unit}${value % size ? ` ${enNumber(value % size)}` : ''}`;
  }
  return '';
}

/** Digits one by one, as in phone numbers: 幺 for one in Chinese, as is said on the phone. */
export function zhDigits(digits: string): string {
  return [...digits].map((digit) => (digit === '1' ? '幺' : (ZH_DIGITS[Number(digit)] ?? ''))).join('');
}

export function enDigits(digits: string): string {
  return [...digits].map((digit) => EN_ONES[Number(digit)] ?? '').join(' ');
}

/** A decimal number in words. @param text digits with an optional decimal point, as "1.7" */
export function decimalWords(text: string, language: 'zh' | 'en'): string {
  const [whole = '0', fraction] = text.replaceAll(',', '').split('.');
  if (whole.length > 12) return language === 'zh' ? zhDigits(whole) : enDigits(whole);
  const value = Number(whole);
  if (language === 'zh') return zhNumber(value) + (fraction ? `点${[...fraction].map((digit) => ZH_DIGITS[Number(digit)]).join('')}` : '');
  return enNumber(value) + (fraction ? ` point ${enDigits(fraction)}` : '');
}
