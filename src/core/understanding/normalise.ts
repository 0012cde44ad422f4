/** Longest message that is read, in characters: a spoken minute has about 300. */
export const LONGEST_MESSAGE = 400;

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** What a visitor typed or said as plain text: no control, zero-width or direction marks, single spaces, NFKC. */
export function cleanText(text: string): string {
  return text.normalize('NFKC').replace(CONTROL, '').replace(/\s+/g, ' ').trim();
}

/** True when there is at least one letter, Han character or digit to understand. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
