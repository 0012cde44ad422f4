import { pinyin } from 'pinyin-pro';
import type { Random } from '../core/shared/random.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const HAN = /\p{Script=Han}/u;
/** Stands for a name or a number; never spoilt. */
const PLACEHOLDER = /^x[a-z]+x$/;
const MISHEARD_SHARE = 0.2;
const MISSING_SHARE = 0.3;
const MISTYPED_SHARE = 0.07;
/** Sounds that ears and speakers mix up. */
const MERGED: readonly (readonly [RegExp, string])[] = [[/^([zcs])h/, '$1'], [/^n(?=[aeiouv])/, 'l'], [/ng$/, 'n']];

/** Spoils a sentence as ears and fingers do: characters of the same sound or nearly, a word left out, letters mistyped. @param texts whose characters may be taken for others */
export function createGarble(texts: Iterable<string>): (text: string, random: Random) => string {
  const homophones = homophonesOf(texts);
  return (text, random) => {
    const words = text.split(' ').filter(Boolean);
    const spoilt = words.map((word) => (PLACEHOLDER.test(word) ? word : HAN.test(word) ? misheard(word, homophones, random) : mistype(word, MISTYPED_SHARE, random)));
    if (words.length > 3 && random() < MISSING_SHARE) {
      const missing = Math.floor(random() * words.length);
      if (!PLACEHOLDER.test(words[missing]!)) spoilt.splice(missing, 1);
    }
    return spoilt.join(' ');
  };
}

/** Characters by another of the same sound, sometimes one left out. */
function misheard(word: string, homophones: ReadonlyMap<string, readonly string[]>, random: Random): string {
  const heard = [...word].map((char) => {
    const others = homophones.get(char) ?? [];
    return others.length > 0 && random() < MISHEARD_SHARE ? others[Math.floor(random() * others.length)]! : char;
  });
  if (heard.length > 4 && random() < MISSING_SHARE) heard.splice(Math.floor(random() * heard.length), 1);
  return heard.join('');
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

/** For each character the others that sound like it, tones and near sounds aside. */
export function homophonesOf(texts: Iterable<string>): Map<string, string[]> {
  const bySound = new Map<string, string[]>();
  const chars = [...new Set([...texts].join(''))].filter((char) => HAN.test(char));
  for (const char of chars) {
    const sound = MERGED.reduce((syllable, [from, to]) => syllable.replace(from, to), pinyin(char, { toneType: 'none', v: true }));
    bySound.set(sound, [...(bySound.get(sound) ?? []), char]);
  }
  return new Map([...bySound.values()].flatMap((group) => group.map((char) => [char, group.filter((other) => other !== char)] as const)));
}
