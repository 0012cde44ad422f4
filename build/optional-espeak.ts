import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const ID = 'virtual:espeak';
const PACKAGE = '@echogarden/espeak-ng-emscripten';

/**
 * Gives `virtual:espeak`: the GPL-3.0 voice where its optional package is installed, else an empty module.
 * `YINGBIN_WITHOUT_GPL=1` leaves it out although it is installed.
 */
export function optionalEspeak(): Plugin {
  return {
    name: 'optional-espeak',
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) => (id === `\0${ID}` ? (hasEspeak() ? WITH_ESPEAK : WITHOUT_ESPEAK) : undefined),
  };
}

const WITH_ESPEAK = `export { default } from '${PACKAGE}'; export { default as dataUrl } from '${PACKAGE}/espeak-ng.data?url';`;
const WITHOUT_ESPEAK = 'export default undefined; export const dataUrl = undefined;';

function hasEspeak(): boolean {
  if (process.env['YINGBIN_WITHOUT_GPL'] === '1') return false;
  try {
    createRequire(import.meta.url).resolve(PACKAGE);
    return true;
  } catch {
    return false;
  }
}
