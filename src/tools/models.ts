/** npm run models: fetches every model of the manifest, converts it and checks its hash (for static hosts and offline shops). */
import { readManifest } from '../../models/manifest.ts';
import { asFailure } from '../core/shared/failure.ts';
import { main } from './arguments.ts';
import { openShelf } from './model-paths.ts';

main(async () => {
  const [{ models }, shelf] = await Promise.all([readManifest(), openShelf()]);
  let failed = 0;
  for (const { id, files, feature, licence } of models) {
    console.log(`${id}: ${feature} (${licence})`);
    for (const { file, bytes } of files) {
      try {
        await shelf.open(id, file);
        console.log(`  ${file}  ${bytes.toLocaleString('en')} bytes  ok`);
      } catch (error) {
        failed += 1;
        console.log(`  ${file}  ${asFailure(error, 'load-failed').code}: ${asFailure(error, 'load-failed').message}`);
      }
    }
  }
  if (failed > 0) throw new Error(`${failed} files are missing; a folder or mirror may be given by YINGBIN_MODELS`);
});
