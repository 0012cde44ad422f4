import * as chrono from 'chrono-node/en';
import * as chronoZh from 'chrono-node/zh/hans';

/** A date, and a time of day where one was named, in the shop's own time. */
export interface When {
  /** YYYY-MM-DD; absent when only a time was named. */
  readonly date?: string;
  /** HH:MM; absent when only a day was named. */
  readonly time?: string;
}

export interface WhenOptions {
  /** Ms since 1970; the clock of the machine stands in the shop's time zone. */
  readonly nowMs: number;
  /** A purchase lies behind us, an appointment before us. */
  readonly looks: 'forward' | 'back';
}

/** A day or time named in a sentence, with figures in digits; undefined when there is none. Source of the reading: chrono-node. */
export function readWhen(text: string, { nowMs, looks }: WhenOptions): When | undefined {
  const now = new Date(nowMs);
  const [en, zh] = [chrono.parse(text.replace(/\b(?:at|by|around) (\d{1,2})(?![\d:]|\s*(?:am|pm|yuan))/i, 'at $1:00'), now, { forwardDate: looks === 'forward' })[0], chronoZh.parse(text, now, { forwardDate: looks === 'forward' })[0]];
  const best = [zh, en].filter((found) => found !== undefined).sort((a, b) => b.text.length - a.text.length)[0];
  const day = dayOfMonth(text, now, looks);
  if (!best) return day === undefined ? undefined : { date: day };
  const { start } = best;
  // "Two months ago" is a day of its own, "at three" is none.
  const hasDay = start.isCertain('day') || start.isCertain('weekday') || (looks === 'back' && (start.isCertain('month') || start.isCertain('year')));
  const hasTime = start.isCertain('hour') || start.get('hour') !== 12;
  const date = start.date();
  if (looks === 'back' && date > now) {
    if (start.isCertain('month')) date.setFullYear(date.getFullYear() - 1);
    else date.setDate(date.getDate() - 7);
  }
  let hour = date.getHours();
  // A shop is not open at three in the morning: an hour without "am" or "pm" means the afternoon.
  if (start.isCertain('hour') && !start.isCertain('meridiem') && !/早|上午|凌晨|\bam\b/i.test(best.text) && hour > 0 && hour < 8) hour += 12;
  const found: When = {
    ...(hasDay ? { date: isoDay(date) } : day === undefined ? {} : { date: day }),
    ...(hasTime ? { time: `${pad(hour)}:${pad(date.getMinutes())}` } : {}),
  };
  return found.date === undefined && found.time === undefined ? undefined : found;
}

/** "the 25th", "25号": the next, or the last, day of that number. */
function dayOfMonth(text: string, now: Date, looks: WhenOptions['looks']): string | undefined {
  const day = Number(/\bthe (\d{1,2})(?:st|nd|rd|th)\b/i.exec(text)?.[1] ?? /(?:(?<![\d月])|上个?月)(\d{1,2})[号日]/.exec(text)?.[1]);
  if (!(day >= 1 && day <= 31)) return undefined;
  if (/上个?月/.test(text)) return isoDay(new Date(now.getFullYear(), now.getMonth() - 1, day));
  const step = looks === 'forward' ? (day >= now.getDate() ? 0 : 1) : day <= now.getDate() ? 0 : -1;
  return isoDay(new Date(now.getFullYear(), now.getMonth() + step, day));
}

/** YYYY-MM-DD in the time zone of the machine. */
export function isoDay(date: Date): string {
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
