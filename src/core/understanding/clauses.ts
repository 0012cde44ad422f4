/** Where one question ends and another begins. */
const BREAK = /[，,；;。.？?！!]+\s*|\s+(?:and also|and then|and|also|plus)\s+|(?:还有|另外|以及|顺便问一下|顺便)/i;
/** Shorter pieces are no questions of their own. */
const LEAST = 2;
const MOST = 3;

/** The parts of a sentence that may be questions of their own; empty when there is only one, or more than she can answer at once. */
export function clausesOf(text: string): string[] {
  const parts = text.split(BREAK).map((part) => part.trim()).filter((part) => part.length >= LEAST && /[\p{L}]/u.test(part));
  return parts.length >= 2 && parts.length <= MOST ? parts : [];
}
