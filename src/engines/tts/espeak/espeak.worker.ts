// GPL-3.0 lives behind this import only: the build replaces it by an empty module when the optional package is absent.
import createEspeak, { dataUrl } from 'virtual:espeak';
import { Failure } from '../../../core/shared/failure.ts';
import { fetchWithProgress } from '../../../runtime/fetch-with-progress.ts';
import { serveVoice } from '../serve.ts';
import { Espeak } from './espeak.ts';

serveVoice(async (onProgress) => {
  if (!createEspeak || !dataUrl) throw new Failure('unsupported', 'this build has no Mandarin voice');
  const data = await fetchWithProgress(new URL(dataUrl, self.location.href).href, onProgress);
  onProgress({ stage: 'compile', loadedBytes: data.length, totalBytes: data.length });
  const espeak = await Espeak.create(createEspeak, data.buffer as ArrayBuffer);
  // The first sentences pay for compilation: let those not be the visitor's.
  espeak.speak({ text: '欢迎光临，我是 A I 店员，水壶在二楼。' });
  espeak.speak({ text: '一百二十九元。' });
  return espeak;
});
