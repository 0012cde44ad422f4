import { HAN_DIGITS, WORD_DIGITS } from '../digit-words.ts';

const ZH_DIGIT: Readonly<Record<string, number>> = { ...HAN_DIGITS, 俩: 2, 仨: 3 };
const ZH_UNIT: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const { oh: _oh, ...EN_ONES } = WORD_DIGITS;
const EN_NUMBER: Readonly<Record<string, number>> = {
  ...EN_ONES, ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19,
  twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90,
};
const EN_WORDS = Object.keys(EN_NUMBER).join('|');
const EN_DIGIT = Object.keys(WORD_DIGITS).join('|');

/**
 * Spoken numbers as figures: "一千五" -> 1500, "两百块" -> 200块, "five hundred" -> 500, "幺三八" and "one three eight" (three and more
 * digits one by one) -> 138. Words that are no numbers stay as they are.
 */
export function figures(text: string): string {
  return text
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(new RegExp(`\\b(?:${EN_DIGIT}|double (?:${EN_DIGIT}))(?:[ -](?:${EN_DIGIT}|double (?:${EN_DIGIT}))){2,}\\b`, 'gi'), (run) => enDigits(run))
    .replace(/[零〇一幺二两三四五六七八九]{3,}/g, (run) => [...run].map((digit) => ZH_DIGIT[digit]).join(''))
    .replace(/(?:\d+|[零〇一二两三四五六七八九十百千俩仨])?[零〇一二两三四五六七八九十百千万俩仨]*/g, (run, at: number) => (run === '' || /^\d+$/.test(run) ? run : zhFigure(run, text, at)))
    .replace(/\bhalf past (\w+)/gi, (phrase, hour: string) => (hour.toLowerCase() in EN_NUMBER ? `${EN_NUMBER[hour.toLowerCase()]}:30` : phrase))
    .replace(new RegExp(`\\b(?:a|${EN_WORDS})(?:[ -](?:${EN_WORDS}|hundred|thousand)|(?<=hundred|thousand) and (?:${EN_WORDS}))*\\b`, 'gi'), enFigure);
}

function enDigits(run: string): string {
  return run.toLowerCase().replace(/double (\w+)/g, '$1 $1').split(/[ -]/).map((word) => WORD_DIGITS[word]).join('');
}

/** Chinese numerals; a single one only where a measure word or unit follows, because 一 and 两 stand in many words. */
function zhFigure(run: string, text: string, at: number): string {
  const next = text.slice(at + run.length, at + run.length + 1);
  // 便宜一点 is "a little cheaper", no time of day.
  if (run === '一' && next === '点' && !/[午上早晚天号日到约改周]$/.test(text.slice(0, at)) && !/^[钟半]/.test(text.slice(at + 2))) return run;
  if ([...run].length === 1 && !/[个台件口人位块元点号天周月年升岁份瓦分]/.test(next)) return run;
  let total = 0;
  let section = 0;
  let digit = -1;
  let lastUnit = 1;
  for (const char of run.replace(/^\d+/, '')) {
    if (char in ZH_DIGIT) {
      digit = ZH_DIGIT[char]!;
      continue;
    }
    lastUnit = char === '万' ? 10_000 : ZH_UNIT[char]!;
    if (char === '万') {
      total = (total + section + Math.max(digit, 0)) * 10_000;
      section = 0;
    } else {
      section += (digit < 0 ? 1 : digit) * lastUnit;
    }
    digit = -1;
  }
  const leading = /^\d+/.exec(run)?.[0];
  if (leading !== undefined) return String(Number(leading) * Math.max(1, lastUnit));
  // 一千五 is 1500, 两百三 is 230; after 零 the digit counts as it is.
  const tail = digit < 0 ? 0 : digit * (lastUnit >= 100 && !/零.$/.test(run) ? lastUnit / 10 : 1);
  return String(total + section + tail);
}

function enFigure(run: string): string {
  const words = run.toLowerCase().split(/[ -]+/).filter((word) => word !== 'and' && word !== '');
  // "The second one", "a kettle": no figures.
  if (words.length === 1 && (words[0] === 'a' || words[0] === 'one')) return run;
  let total = 0;
  let section = 0;
  for (const word of words) {
    if (word === 'a') section = 1;
    else if (word === 'hundred') section = Math.max(1, section) * 100;
    else if (word === 'thousand') {
      total += Math.max(1, section) * 1000;
      section = 0;
    } else section += EN_NUMBER[word] ?? 0;
  }
  return String(total + section);
}
