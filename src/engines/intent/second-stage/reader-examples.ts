import { seededRandom } from '../../../core/shared/random.ts';
import type { Language } from '../../../core/shared/language.ts';
import { OUT_OF_SCOPE } from '../../../core/understanding/intents.ts';
import { inPlainWords } from '../../../core/understanding/mentions.ts';
import type { ReaderExample } from './reader.ts';

/** Sentences of one intent that are read; of what is not the shop's business, four times as many. */
const OF_AN_INTENT = 60;
const OF_THE_REST = 4;

export type ReaderExamples = Readonly<Record<Language, readonly ReaderExample[]>>;

/** The examples that the second stage learns from: some of each intent and language, always the same ones. */
export function chooseReaderExamples(examples: readonly ReaderExample[]): ReaderExamples {
  const random = seededRandom(7);
  const groups = new Map<string, { readonly example: ReaderExample; readonly key: number }[]>();
  for (const { text, intent } of examples) {
    const name = `${/\p{Script=Han}/u.test(text) ? 'zh' : 'en'} ${intent}`;
    groups.set(name, [...(groups.get(name) ?? []), { example: { text: inPlainWords(text), intent }, key: random() }]);
  }
  const chosen = (language: Language) => [...groups].filter(([name]) => name.startsWith(language)).flatMap(([name, group]) => group.sort((a, b) => a.key - b.key).slice(0, OF_AN_INTENT * (name.endsWith(OUT_OF_SCOPE) ? OF_THE_REST : 1)).map(({ example }) => example));
  return { zh: chosen('zh'), en: chosen('en') };
}
