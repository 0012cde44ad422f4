import * as webgpuOrt from 'onnxruntime-web/webgpu';
import * as wasmOrt from 'onnxruntime-web/wasm';
import webgpuLoader from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import webgpuWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import wasmLoader from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { expect, test } from 'vitest';
import { convertFsmn } from '../../models/fsmn/convert.ts';
import { AcousticStream, type AcousticModel } from '../../src/engines/asr/mandarin/acoustic-stream.ts';
import { SPLICED } from '../../src/engines/asr/mandarin/spliced-features.ts';
import { seededRandom } from '../../src/core/shared/random.ts';
import { tinyNetwork } from '../helpers/tiny-network.ts';

/** The real network where there is one, else one of its shape. */
declare const __MODELS__: string;

async function network(): Promise<Uint8Array> {
  if (__MODELS__ === '') {
    const tiny = tinyNetwork(40);
    return convertFsmn(tiny.network, tiny.normalisation);
  }
  const file = async (name: string) => (await fetch(`/@fs${__MODELS__}/asr/fsmn-ctc-zh/${name}`)).arrayBuffer();
  return convertFsmn(new Uint8Array(await file('kwsr.net')), new TextDecoder().decode(await file('am.mvn.dim80_l2r2')));
}

async function logProbs(model: AcousticModel): Promise<number[]> {
  const random = seededRandom(2);
  const stream = new AcousticStream(model);
  const out: number[] = [];
  for (let i = 0; i < 3; i += 1) out.push(...(await stream.push(Float32Array.from({ length: 8 * SPLICED }, () => 8 + 6 * random()))).logProbs);
  out.push(...(await stream.finish()).logProbs);
  return out;
}

test('WebGPU gives the numbers of WASM within a thousandth', async () => {
  const gpu = (navigator as unknown as { gpu?: { requestAdapter(): Promise<unknown> } }).gpu;
  expect(await gpu?.requestAdapter(), 'this browser gives no WebGPU adapter').toBeTruthy();
  const weights = await network();
  wasmOrt.env.wasm.wasmPaths = { wasm: wasmWasm, mjs: wasmLoader };
  wasmOrt.env.wasm.numThreads = 1;
  const expected = await logProbs({ session: await wasmOrt.InferenceSession.create(weights.slice()), Tensor: wasmOrt.Tensor });
  webgpuOrt.env.wasm.wasmPaths = { wasm: webgpuWasm, mjs: webgpuLoader };
  webgpuOrt.env.wasm.numThreads = 1;
  const got = await logProbs({ session: await webgpuOrt.InferenceSession.create(weights.slice(), { executionProviders: ['webgpu'] }), Tensor: webgpuOrt.Tensor });
  expect(got.length).toBe(expected.length);
  // Probabilities below e^-12 decide nothing.
  const worst = Math.max(...got.map((value, i) => (expected[i]! > -12 ? Math.abs(value - expected[i]!) : 0)));
  expect(worst).toBeLessThan(1e-3);
});
