export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same thing said in both languages. */
export type Bilingual<T = string> = Readonly<Record<Language, T>>;

const HAN = /\p{Script=Han}/gu;
/** Words; letters beside digits are codes (HS20260012) and belong to no language. */
const LATIN_WORD = /(?<![A-Za-z0-9])[A-Za-z]{2,}(?![A-Za-z0-9])/g;

/**
 * The language of a sentence that may mix both: Han characters decide unless Latin words clearly outnumber them.
 * @param text what was typed or heard
 * @param fallback for text without letters ("?", "129")
 */
export function detectLanguage(text: string, fallback: Language): Language {
  const han = text.match(HAN)?.length ?? 0;
  const words = text.match(LATIN_WORD)?.length ?? 0;
  if (han === 0 && words === 0) return fallback;
  // One Han character carries about as much as two thirds of an English word.
  return han >= words ? 'zh' : 'en';
}
