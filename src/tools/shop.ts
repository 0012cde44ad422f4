/** npm run shop -- check shops/demo: checks a shop's files; every mistake with its file and line. */
import { PackError, describeProblem } from '../shop/pack-problem.ts';
import { main } from './arguments.ts';
import { buildShop } from './build-pack.ts';

main(async () => {
  const [command, folder = 'shops/demo'] = process.argv.slice(2);
  if (command !== 'check') throw new Error('usage: npm run shop -- check [folder]');
  try {
    const { pack, hearing, examples } = await buildShop(folder);
    console.log(`${folder}: ${pack.products.length} products, ${Object.keys(pack.answers).length} intents, ${examples.length} sentences, version ${pack.version}`);
    const unheard = hearing.zh.sentences.length === 0;
    if (unheard) console.log('no Mandarin sentence can be heard');
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    throw new Error(`${folder} has ${error.problems.length} ${error.problems.length === 1 ? 'mistake' : 'mistakes'}:\n${error.problems.map((problem) => `  ${describeProblem(problem)}`).join('\n')}`, { cause: error });
  }
});
