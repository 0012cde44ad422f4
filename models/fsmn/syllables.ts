import { pinyin } from 'pinyin-pro';

/**
 * Tokens of the recogniser with the toneless readings of each: a Han character may have several, every other token has none.
 * @param text one token a line, the blank first
 * @returns JSON `{tokens: string[], readings: string[][]}`
 */
export function tokenReadings(text: string): Uint8Array {
  const tokens = text.split('\n').map((line) => line.replace(/\r$/, ''));
  while (tokens.at(-1) === '') tokens.pop();
  const readings = tokens.map((token) => (/^\p{Script=Han}$/u.test(token) ? [...new Set(pinyin(token, { toneType: 'none', type: 'array', multiple: true, v: true }).map((reading) => reading.toLowerCase()))].sort() : []));
  return new TextEncoder().encode(JSON.stringify({ tokens, readings }));
}
