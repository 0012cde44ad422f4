/**
 * npm run student -- [--sentences own.txt --out file]: distils the sentence embedding into `models/student/student-en.bin`, which the project ships. Needs YINGBIN_MODELS (the embedding,
 * and CLINC150 for its sentences: CC BY 3.0, named in NOTICE); some twenty minutes on two cores. With sentences of
 * a shop's own, one a line and in English, it makes a student for that shop instead: thousands of them bring it near the embedding itself.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { distil, distilForDomain } from '../engines/intent/second-stage/distil.ts';
import { encodeBagModel } from '../engines/intent/codec.ts';
import { main, parseArguments } from './arguments.ts';
import { embedAll } from './embed-all.ts';
import { studentSentences } from './student-sentences.ts';

const FILE = 'models/student/student-en.bin';

main(async () => {
  const models = process.env['YINGBIN_MODELS'];
  if (!models) throw new Error('YINGBIN_MODELS must name the folder with models and data sets');
  const { values } = parseArguments(process.argv.slice(2), { values: ['sentences', 'out'], flags: [] });
  const own = values.get('sentences');
  if (own !== undefined && !values.has('out')) throw new Error('--sentences needs --out: the student of all shops stays as it is');
  const domain = own === undefined ? [] : (await readFile(own, 'utf8')).split('\n').map((line) => line.trim()).filter(Boolean);
  const texts = await studentSentences(models);
  console.log(`${texts.length + domain.length} sentences`);
  const vectors = await embedAll([...texts, ...domain], models);
  const teacherOf = (text: string) => vectors.get(text)!;
  const bytes = encodeBagModel(domain.length > 0 ? distilForDomain(texts, domain, teacherOf) : distil(texts, teacherOf));
  const file = values.get('out') ?? FILE;
  await writeFile(file, bytes);
  console.log(`${file}: ${bytes.length} bytes`);
});
