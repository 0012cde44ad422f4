import { FAQ_PREFIX } from '../core/knowledge/shop-pack.ts';
import type { ShopSource } from './read-files.ts';

/** Ways that a question is put, around the question itself: a row has a handful of sentences, and she is to know it by more. */
const CARRIERS = { zh: ['', '请问', '我想问一下', '想知道', '麻烦问下'], en: ['', 'excuse me ', 'can you tell me ', 'i would like to know ', 'hi '] } as const;

/** A shop's questions and answers as intents of its own: what the table says, the rest of the house need not know. */
export function withFaq(source: ShopSource): ShopSource {
  const intents = { ...source.intents };
  const answers = { ...source.answers };
  for (const { value: { id, questions_zh, questions_en, answer_zh, answer_en } } of source.faq) {
    intents[FAQ_PREFIX + id] = { zh: [...questions_zh], en: [...questions_en] };
    answers[FAQ_PREFIX + id] = { none: { zh: [answer_zh], en: [answer_en] } };
  }
  return { ...source, intents, answers };
}

/** The same sentences as visitors put them, to learn from; ears listen for the questions themselves. */
export function carried(intents: ShopSource['intents']): ShopSource['intents'] {
  const carry = (language: 'zh' | 'en', questions: readonly string[]) => questions.flatMap((question) => CARRIERS[language].map((carrier) => carrier + question));
  return Object.fromEntries(Object.entries(intents).map(([id, words]) => [id, id.startsWith(FAQ_PREFIX) ? { zh: carry('zh', words.zh), en: carry('en', words.en) } : words]));
}
