/**
 * npm run student: distils the sentence embedding into `models/student/student-en.bin`, which the project ships. Needs YINGBIN_MODELS (the embedding,
 * and CLINC150 for its sentences: CC BY 3.0, named in NOTICE); some twenty minutes on two cores.
 */
import { writeFile } from 'node:fs/promises';
import { distil } from '../engines/intent/second-stage/distil.ts';
import { encodeBagModel } from '../engines/intent/codec.ts';
import { main } from './arguments.ts';
import { embedAll } from './embed-all.ts';
import { studentSentences } from './student-sentences.ts';

const FILE = 'models/student/student-en.bin';

main(async () => {
  const models = process.env['YINGBIN_MODELS'];
  if (!models) throw new Error('YINGBIN_MODELS must name the folder with models and data sets');
  const texts = await studentSentences(models);
  console.log(`${texts.length} sentences`);
  const vectors = await embedAll(texts, models);
  const bytes = encodeBagModel(distil(texts, (text) => vectors.get(text)!));
  await writeFile(FILE, bytes);
  console.log(`${FILE}: ${bytes.length} bytes`);
});
