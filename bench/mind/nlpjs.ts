import { Nlp } from '@nlpjs/nlp';
import { LangEn } from '@nlpjs/lang-en-min';
import type { Labelled } from './data.ts';

/** NLP.js, the usual choice on npm, on the same rows with its own defaults. @returns accuracy */
export async function nlpjsAccuracy(train: readonly Labelled[], test: readonly Labelled[], onCase: (text: string, expected: string, got: string) => void): Promise<number> {
  const nlp = new Nlp({ languages: ['en'], autoSave: false, autoLoad: false, forceNER: false, nlu: { log: false, useNoneFeature: false } });
  nlp.container.use(LangEn);
  for (const [text, label] of train) nlp.addDocument('en', text, label);
  await nlp.train();
  let right = 0;
  for (const [text, label] of test) {
    const { intent } = await nlp.process('en', text);
    if (intent === label) right += 1;
    onCase(text, label, intent ?? '');
  }
  return right / test.length;
}
