import { expose, releaseProxy } from 'comlink';
import * as ort from 'onnxruntime-web/wasm';
import loaderUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { Failure, toOutcome } from '../../core/shared/failure.ts';
import { ModelStore } from '../../runtime/model-store.ts';
import type { EmbedWorkerApi } from './contract.ts';
import { SentenceEncoder } from './sentence-encoder.ts';

let encoder: SentenceEncoder | undefined;

const api: EmbedWorkerApi = {
  load: ({ network, vocabulary }, onProgress) => toOutcome(async () => {
    ort.env.wasm.wasmPaths = { wasm: new URL(wasmUrl, self.location.href).href, mjs: new URL(loaderUrl, self.location.href).href };
    ort.env.wasm.numThreads = 1;
    const [weights, words] = await new ModelStore().fetchAll([network, vocabulary], onProgress);
    encoder = new SentenceEncoder(await ort.InferenceSession.create(weights!), ort.Tensor, new TextDecoder().decode(words));
    // The first runs are slow until the machine code is there.
    await encoder.encode('where can I find it?');
    (onProgress as unknown as { [releaseProxy]?: () => void })[releaseProxy]?.();
  }, 'load-failed'),
  run: ({ text }) => toOutcome(() => {
    if (!encoder) throw new Failure('load-failed', 'the sentence embedding is not loaded');
    return encoder.encode(text);
  }),
};
expose(api);
