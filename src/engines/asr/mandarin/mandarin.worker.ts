import type * as Ort from 'onnxruntime-web';
import * as wasmOrt from 'onnxruntime-web/wasm';
import wasmLoaderUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import webgpuLoaderUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import webgpuUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import { absoluteUrl } from '../../../runtime/absolute-url.ts';
import { ModelStore } from '../../../runtime/model-store.ts';
import { serveRecogniser } from '../serve.ts';
import { AcousticStream, type AcousticModel } from './acoustic-stream.ts';
import { MandarinRecogniser } from './mandarin-recogniser.ts';
import type { MandarinSetup } from './setup.ts';
import { SPLICED } from './spliced-features.ts';

/** A visitor, and a person on the line who is captioned. */
const TALKERS = 2;

serveRecogniser<MandarinSetup>(async ({ network, tokens, phrases, backend }, onProgress) => {
  const store = new ModelStore();
  const [weights, vocabulary] = await store.fetchAll([network, tokens], onProgress);
  onProgress({ stage: 'compile', loadedBytes: weights!.length, totalBytes: weights!.length });
  const model = await chooseModel(weights!, backend);
  const recogniser = new MandarinRecogniser(model, JSON.parse(new TextDecoder().decode(vocabulary)) as { tokens: string[]; readings: string[][] }, phrases);
  return (contextSamples) => recogniser.open(contextSamples);
}, TALKERS);

/** WASM, unless WebGPU is wanted or a timed warm-up on a real adapter says that it is faster here. */
async function chooseModel(weights: Uint8Array, backend: MandarinSetup['backend']): Promise<AcousticModel> {
  if (backend === 'webgpu') {
    const wanted = await webgpuModel(weights);
    // Its shaders are compiled now, and not while a visitor speaks: a slow one would be taken for dead.
    await warmUpMs(wanted);
    return wanted;
  }
  const model = await wasmModel(weights);
  if (backend === 'wasm' || !(await hasRealAdapter())) return model;
  try {
    const rival = await webgpuModel(weights);
    const [here, there] = [await warmUpMs(model), await warmUpMs(rival)];
    const [chosen, other] = there < here ? [rival, model] : [model, rival];
    await other.session.release();
    return chosen;
  } catch {
    return model;
  }
}

async function wasmModel(weights: Uint8Array): Promise<AcousticModel> {
  wasmOrt.env.wasm.wasmPaths = { wasm: absoluteUrl(wasmUrl), mjs: absoluteUrl(wasmLoaderUrl) };
  wasmOrt.env.wasm.numThreads = 1;
  return { session: await wasmOrt.InferenceSession.create(weights), Tensor: wasmOrt.Tensor };
}

async function webgpuModel(weights: Uint8Array): Promise<AcousticModel> {
  const ort = (await import('onnxruntime-web/webgpu')) as unknown as typeof Ort;
  ort.env.wasm.wasmPaths = { wasm: absoluteUrl(webgpuUrl), mjs: absoluteUrl(webgpuLoaderUrl) };
  ort.env.wasm.numThreads = 1;
  return { session: await ort.InferenceSession.create(weights, { executionProviders: ['webgpu'] }), Tensor: ort.Tensor };
}

/** A software adapter is right but slow: not worth the download of its runtime. */
async function hasRealAdapter(): Promise<boolean> {
  const gpu = (navigator as unknown as { gpu?: { requestAdapter(): Promise<{ info?: { isFallbackAdapter?: boolean; architecture?: string } } | null> } }).gpu;
  const adapter = await gpu?.requestAdapter().catch(() => null);
  return adapter !== null && adapter !== undefined && adapter.info?.isFallbackAdapter !== true && adapter.info?.architecture !== 'swiftshader';
}

/** Median of five runs over one batch, in ms, after a first run that compiles. */
async function warmUpMs(model: AcousticModel): Promise<number> {
  const stream = new AcousticStream(model);
  const batch = new Float32Array(6 * SPLICED);
  await stream.push(batch);
  const times: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    const start = performance.now();
    await stream.push(batch);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[2]!;
}
