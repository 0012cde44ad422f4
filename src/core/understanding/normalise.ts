/** Longest message that is read, in characters: a spoken minute has about 300. */
export const LONGEST_MESSAGE = 400;

/** Control characters, and those that only format: zero-width, direction marks, byte order mark. */
const INVISIBLE = /[\p{Cc}\p{Cf}]/gu;

/** What a visitor typed or said as plain text: no control, zero-width or direction marks, single spaces, NFKC. */
export function cleanText(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ').replace(INVISIBLE, '').trim();
}

/** True when there is at least one letter, Han character or digit to understand. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
