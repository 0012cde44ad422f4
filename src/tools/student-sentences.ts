import { readFile } from 'node:fs/promises';
import { seededRandom } from '../core/shared/random.ts';
import { expandPattern, readPatterns } from '../shop/patterns.ts';

const OF_A_PATTERN = 40;

/** The project's own sentences and those of CLINC150's training rows, each once. @param models folder with the data sets */
export async function studentSentences(models: string): Promise<string[]> {
  const clinc = JSON.parse(await readFile(`${models}/intents/clinc150/data_full.json`, 'utf8')) as { readonly train: readonly (readonly [string, string])[] };
  return [...new Set([...(await ownSentences()), ...clinc.train.map(([text]) => text)])];
}

async function ownSentences(): Promise<string[]> {
  const [beyond, ...base] = await Promise.all(['models/student/sentences.en.txt', 'shops/base/intents.en.txt', 'shops/base/out-of-scope.en.txt'].map(async (path) => readPatterns(await readFile(path, 'utf8'))));
  const things = beyond!.get('things')!.flatMap((pattern) => expandPattern(pattern, 1_000));
  beyond!.delete('things');
  const random = seededRandom(11);
  const thing = () => things[Math.floor(random() * things.length)]!;
  return [beyond!, ...base].flatMap((patterns) => [...patterns.values()].flat()).flatMap((pattern) => expandPattern(pattern, OF_A_PATTERN)).map((sentence) => sentence.replace(/\{\w+\}/g, thing));
}
