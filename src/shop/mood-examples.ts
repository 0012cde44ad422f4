import { LANGUAGES } from '../core/shared/language.ts';
import type { Mood } from '../core/understanding/sentiment.ts';
import type { Example } from './compile.ts';
import { expandPattern, readPatterns } from './patterns.ts';
import type { ShopFiles } from './read-files.ts';

/** Sentences taken from one pattern: of a mood; of an intent, and of what is not the shop's business, which are said without one. */
const OF_A_MOOD = 40;
const OF_AN_INTENT = 8;
const OUT_OF_SCOPE_PATTERN = 20;
/** Intents that are said with a mood. */
const MOODY: ReadonlySet<string> = new Set(['complaint', 'thanks']);

/** What the sense of mood is trained on; the class is the mood. @param base patterns of any shop: `mood.zh.txt`, `intents.zh.txt` and so on */
export function moodExamples(base: ShopFiles): Example[] {
  return LANGUAGES.flatMap((language) => {
    const moody = [...readPatterns(base.get(`mood.${language}.txt`) ?? '')].flatMap(([mood, patterns]) => patterns.flatMap((pattern) => expandPattern(pattern, OF_A_MOOD)).map((text) => ({ text, intent: mood })));
    const plain = [...readPatterns(base.get(`intents.${language}.txt`) ?? '')].filter(([intent]) => !MOODY.has(intent)).flatMap(([, patterns]) => patterns.flatMap((pattern) => expandPattern(pattern, OF_AN_INTENT)));
    const others = [...readPatterns(base.get(`out-of-scope.${language}.txt`) ?? '').values()].flatMap((patterns) => patterns.flatMap((pattern) => expandPattern(pattern, OUT_OF_SCOPE_PATTERN)));
    return [...moody, ...[...plain, ...others].map((text) => ({ text: text.replaceAll('{product}', 'xproductx').replaceAll('{family}', 'xfamilyx'), intent: 'neutral' satisfies Mood }))];
  });
}
