/**
 * npm run student: distils the sentence embedding into `models/student/student-en.bin`, which the project ships. Needs YINGBIN_MODELS (the embedding,
 * and CLINC150 for its sentences: CC BY 3.0, named in NOTICE); some twenty minutes on two cores.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { distil } from '../engines/intent/second-stage/distil.ts';
import { encodeBagModel } from '../engines/intent/codec.ts';
import { seededRandom } from '../core/shared/random.ts';
import { expandPattern, readPatterns } from '../shop/patterns.ts';
import { main } from './arguments.ts';
import { embedAll } from './embed-all.ts';

const OF_A_PATTERN = 40;
const FOLDER = 'models/student';

main(async () => {
  const models = process.env['YINGBIN_MODELS'];
  if (!models) throw new Error('YINGBIN_MODELS must name the folder with models and data sets');
  const texts = await studentSentences(models);
  console.log(`${texts.length} sentences`);
  const vectors = await embedAll(texts, models);
  const bytes = encodeBagModel(distil(texts, (text) => vectors.get(text)!));
  await writeFile(`${FOLDER}/student-en.bin`, bytes);
  console.log(`${FOLDER}/student-en.bin: ${bytes.length} bytes`);
});

/** The project's own sentences and those of CLINC150's training rows, each once. @param models folder with the data sets */
export async function studentSentences(models: string): Promise<string[]> {
  const clinc = JSON.parse(await readFile(`${models}/intents/clinc150/data_full.json`, 'utf8')) as { readonly train: readonly (readonly [string, string])[] };
  return [...new Set([...(await ownSentences()), ...clinc.train.map(([text]) => text)])];
}

async function ownSentences(): Promise<string[]> {
  const [beyond, ...base] = await Promise.all([`${FOLDER}/sentences.en.txt`, 'shops/base/intents.en.txt', 'shops/base/out-of-scope.en.txt'].map(async (path) => readPatterns(await readFile(path, 'utf8'))));
  const things = beyond!.get('things')!.flatMap((pattern) => expandPattern(pattern, 1_000));
  beyond!.delete('things');
  const random = seededRandom(11);
  const thing = () => things[Math.floor(random() * things.length)]!;
  return [beyond!, ...base].flatMap((patterns) => [...patterns.values()].flat()).flatMap((pattern) => expandPattern(pattern, OF_A_PATTERN)).map((sentence) => sentence.replace(/\{\w+\}/g, thing));
}
