import modelUrl from '@ricky0123/vad-web/dist/silero_vad_v5.onnx?url';
import { expose, releaseProxy } from 'comlink';
import * as ort from 'onnxruntime-web/wasm';
import loaderUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { Failure, toOutcome } from '../../core/shared/failure.ts';
import { absoluteUrl } from '../../runtime/absolute-url.ts';
import { fetchWithProgress } from '../../runtime/fetch-with-progress.ts';
import type { VadWorkerApi } from './contract.ts';
import { Silero } from './silero.ts';

let silero: Silero | undefined;

const api: VadWorkerApi = {
  load: (onProgress) => toOutcome(async () => {
    ort.env.wasm.wasmPaths = { wasm: absoluteUrl(wasmUrl), mjs: absoluteUrl(loaderUrl) };
    ort.env.wasm.numThreads = 1;
    const bytes = await fetchWithProgress(absoluteUrl(modelUrl), onProgress);
    silero = new Silero(await ort.InferenceSession.create(bytes), ort.Tensor);
    (onProgress as unknown as { [releaseProxy]?: () => void })[releaseProxy]?.();
  }, 'load-failed'),
  run: ({ pcm }) => toOutcome(() => {
    if (!silero) throw new Failure('load-failed', 'the voice detector is not loaded');
    return silero.push(pcm);
  }),
  reset: () => toOutcome(() => silero?.reset()),
};
expose(api);
