import { expose, releaseProxy } from 'comlink';
import * as ort from 'onnxruntime-web/wasm';
import loaderUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { Failure, toOutcome } from '../../../core/shared/failure.ts';
import { inPlainWords } from '../../../core/understanding/mentions.ts';
import type { LoadProgress } from '../../../ports/engine.ts';
import { absoluteUrl } from '../../../runtime/absolute-url.ts';
import { fetchWithProgress } from '../../../runtime/fetch-with-progress.ts';
import { ModelStore } from '../../../runtime/model-store.ts';
import type { EncoderSetup, ReaderWorkerApi } from './contract.ts';
import type { Encoder } from './encoder.ts';
import { Reader } from './reader.ts';
import { SentenceEncoder } from './sentence-encoder.ts';
import { StudentEncoder } from './student-encoder.ts';
import { VectorMemo } from './vector-memo.ts';

let reader: Reader | undefined;
let memo: VectorMemo | undefined;

const api: ReaderWorkerApi = {
  load: ({ encoder, examples }, onProgress) => toOutcome(async () => {
    const made = await createEncoder(encoder, onProgress);
    // A network's vectors are kept for the next start; a student reads all examples in a moment.
    memo = encoder.kind === 'network' ? new VectorMemo(encoder.network.sha256, examples.map(({ text }) => text)) : undefined;
    reader = new Reader(made, examples, await memo?.read());
    if (encoder.kind === 'student') await reader.learn(Infinity);
    (onProgress as unknown as { [releaseProxy]?: () => void })[releaseProxy]?.();
  }, 'load-failed'),
  learn: (most) => toOutcome(async () => {
    const { learned, isNew } = await learn(most);
    if (learned && isNew) await memo?.keep(reader!.vectors);
    return learned;
  }),
  run: ({ text }) => toOutcome(() => {
    if (!reader) throw new Failure('load-failed', 'the reader is not loaded');
    return reader.score(inPlainWords(text));
  }),
};
expose(api);

async function learn(most: number): Promise<{ learned: boolean; isNew: boolean }> {
  if (!reader) throw new Failure('load-failed', 'the reader is not loaded');
  if (reader.isReady) return { learned: true, isNew: false };
  return { learned: await reader.learn(most), isNew: true };
}

async function createEncoder(setup: EncoderSetup, onProgress: (progress: LoadProgress) => void): Promise<Encoder> {
  if (setup.kind === 'student') return StudentEncoder.decode(await fetchWithProgress(setup.url, onProgress));
  const [network, vocabulary] = await new ModelStore().fetchAll([setup.network, setup.vocabulary], onProgress);
  ort.env.wasm.wasmPaths = { wasm: absoluteUrl(wasmUrl), mjs: absoluteUrl(loaderUrl) };
  ort.env.wasm.numThreads = 1;
  return new SentenceEncoder(await ort.InferenceSession.create(network!), ort.Tensor, new TextDecoder().decode(vocabulary));
}
