import { pinyin } from 'pinyin-pro';
import { groupBy } from '../core/shared/group-by.ts';
import type { Random } from '../core/shared/random.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const HAN = /\p{Script=Han}/u;
/** Stands for a name or a number; never spoilt. */
const PLACEHOLDER = /^x[a-z]+x$/;
/**
 * What the Mandarin ear makes of a character: measured on 45 recordings of 565 characters (AISHELL-1, navigation commands, addresses),
 * its likeliest text against what was said. The rest is heard right.
 */
const MISHEARD: readonly (readonly [kind: 'homophone' | 'near' | 'initial' | 'final' | 'other' | 'missing', share: number])[] = [['homophone', 0.133], ['near', 0.018], ['initial', 0.062], ['final', 0.021], ['other', 0.051], ['missing', 0.016]];
/** Share of the characters that another of its five likeliest texts hears afresh: they then differ in 9 of 100, as measured. */
const AFRESH_SHARE = 0.18;
const MISSING_SHARE = 0.3;
const MISTYPED_SHARE = 0.07;
/** Sounds that ears and speakers mix up. */
const MERGED: readonly (readonly [RegExp, string])[] = [[/^([zcs])h/, '$1'], [/^n(?=[aeiouv])/, 'l'], [/ng$/, 'n']];
const INITIAL = /^(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?/;

/** Spoils a sentence as ears and fingers do: characters taken for others, a word left out, letters mistyped. @param texts whose characters may be taken for others */
export function createGarble(texts: Iterable<string>): (text: string, random: Random) => string {
  const ear = earOf(texts);
  return (text, random) => {
    const words = text.split(' ').filter(Boolean);
    const spoilt = words.map((word) => (PLACEHOLDER.test(word) ? word : HAN.test(word) ? [...word].map((char) => ear(char, random)).join('') : mistype(word, MISTYPED_SHARE, random)));
    if (words.length > 3 && random() < MISSING_SHARE) {
      const missing = Math.floor(random() * words.length);
      if (!PLACEHOLDER.test(words[missing]!)) spoilt.splice(missing, 1);
    }
    return spoilt.join(' ');
  };
}

/** A sentence as a list of the ear's likeliest texts: all of them spoilt, most of the mistakes the same. @returns best first */
export function createMishearing(texts: Iterable<string>): (text: string, random: Random, count: number) => string[] {
  const ear = earOf(texts);
  return (text, random, count) => {
    const first = [...text].map((char) => (HAN.test(char) ? ear(char, random) : char));
    const others = Array.from({ length: count - 1 }, () => [...text].map((char, i) => (HAN.test(char) && random() < AFRESH_SHARE ? ear(char, random) : first[i]!)));
    return [first, ...others].map((chars) => chars.join(''));
  };
}

/** What one character is heard as; nothing where it is missed. */
function earOf(texts: Iterable<string>): (char: string, random: Random) => string {
  const chars = [...new Set([...texts].join(''))].filter((char) => HAN.test(char));
  const syllables = new Map(chars.map((char) => [char, pinyin(char, { toneType: 'none', v: true })]));
  const keysOf: Readonly<Record<Exclude<(typeof MISHEARD)[number][0], 'missing'>, (syllable: string) => string>> = {
    homophone: (syllable) => syllable,
    near: (syllable) => MERGED.reduce((merged, [from, to]) => merged.replace(from, to), syllable),
    initial: (syllable) => INITIAL.exec(syllable)![0],
    final: (syllable) => syllable.replace(INITIAL, ''),
    other: () => '',
  };
  const groups = new Map(Object.entries(keysOf).map(([kind, keyOf]) => [kind, groupBy(chars, (char) => keyOf(syllables.get(char)!))]));
  return (char, random) => {
    let left = random();
    const kind = MISHEARD.find(([, share]) => (left -= share) < 0)?.[0];
    const syllable = syllables.get(char);
    if (kind === undefined || syllable === undefined) return char;
    if (kind === 'missing') return '';
    const others = groups.get(kind)!.get(keysOf[kind](syllable))!;
    const drawn = Math.floor(random() * others.length);
    return others[drawn] === char ? others[(drawn + 1) % others.length]! : others[drawn]!;
  };
}

/** Typing errors: each character is dropped, doubled, replaced or swapped with the next, with this probability in all. */
export function mistype(text: string, share: number, random: Random): string {
  const chars = [...text];
  const out: string[] = [];
  for (let i = 0; i < chars.length; i += 1) {
    if (random() >= share) {
      out.push(chars[i]!);
      continue;
    }
    const kind = Math.floor(random() * 4);
    const letter = LETTERS[Math.floor(random() * LETTERS.length)]!;
    if (kind === 1) out.push(letter);
    else if (kind === 2) out.push(chars[i]!, letter);
    else if (kind === 3 && i + 1 < chars.length) {
      out.push(chars[i + 1]!, chars[i]!);
      i += 1;
    }
  }
  return out.join('');
}
