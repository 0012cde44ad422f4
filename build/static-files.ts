import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);

/** Files served under fixed names: the avatars, the student that reads English, and the English recogniser's acoustic model, which its package reads by name. */
const ENGLISH_MODEL = ['feat_params.json', 'mdef', 'means', 'noisedict.txt', 'sendump', 'transition_matrices', 'variances'];

function fixedFiles(): ReadonlyMap<string, string> {
  const model = join(dirname(require.resolve('soundswallower')), 'model', 'en-us');
  return new Map([
    ['avatars/clerk.vrm', 'avatars/clerk.vrm'],
    ['mind/student-en.bin', 'models/student/student-en.bin'],
    ...ENGLISH_MODEL.map((file) => [`ears/en-us/${file}`, join(model, file)] as const),
  ]);
}

export function staticFiles(): Plugin {
  const files = fixedFiles();
  return {
    name: 'static-files',
    async generateBundle() {
      for (const [fileName, path] of files) this.emitFile({ type: 'asset', fileName, source: await readFile(path) });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = files.get((request.url ?? '').split('?')[0]!.slice(1));
        if (path) createReadStream(path).pipe(response);
        else next();
      });
    },
  };
}
