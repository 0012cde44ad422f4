import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import { convertFsmn } from '../../../models/fsmn/convert.ts';
import { tokenReadings } from '../../../models/fsmn/syllables.ts';
import type { MandarinPhrases } from '../../../src/core/knowledge/shop-pack.ts';
import { editDistance } from '../../../src/core/shared/edit-distance.ts';
import { seededRandom } from '../../../src/core/shared/random.ts';
import { AcousticStream, type AcousticModel } from '../../../src/engines/asr/mandarin/acoustic-stream.ts';
import { MandarinRecogniser } from '../../../src/engines/asr/mandarin/mandarin-recogniser.ts';
import { SplicedFeatures, SPLICED } from '../../../src/engines/asr/mandarin/spliced-features.ts';
import { syllablesOf } from '../../../src/shop/hearing-of.ts';
import { readSpeech } from '../../../src/tools/read-audio.ts';
import { describeWithFixtures, fixture } from '../../helpers/fixtures.ts';
import { tinyNetwork } from '../../helpers/tiny-network.ts';

ort.env.wasm.numThreads = 1;
const noise = (seconds: number) => {
  const random = seededRandom(3);
  return Float32Array.from({ length: seconds * 16_000 }, () => (random() - 0.5) * 0.4);
};
const list = (...texts: string[]): MandarinPhrases => ({ sentences: texts.map((text) => ({ text, syllables: syllablesOf(text), meaning: text })), classes: {} });
const none: MandarinPhrases = { sentences: [], classes: {} };

async function modelOf(network: Uint8Array, normalisation: string): Promise<AcousticModel> {
  return { session: await ort.InferenceSession.create(convertFsmn(network, normalisation)), Tensor: ort.Tensor };
}

describe('the network in a stream (tiny weights)', () => {
  let model: AcousticModel;
  beforeAll(async () => {
    const { network, normalisation } = tinyNetwork(12);
    model = await modelOf(network, normalisation);
  });

  const logProbs = async (pcm: Float32Array, chunk: number) => {
    const features = new SplicedFeatures();
    const stream = new AcousticStream(model);
    const out: number[] = [];
    for (let at = 0; at < pcm.length; at += chunk) {
      const rows = features.push(pcm.slice(at, at + chunk));
      if (rows.length > 0) out.push(...(await stream.push(rows)).logProbs);
    }
    const last = features.finish();
    if (last.length > 0) out.push(...(await stream.push(last)).logProbs);
    out.push(...(await stream.finish()).logProbs);
    return out;
  };

  test('answers once for every 30 ms, each row a distribution', async () => {
    const rows = await logProbs(noise(1), 512);
    expect(rows.length / 12).toBe(Math.ceil((1 + (16_000 - 400) / 160) / 3));
    expect(rows.slice(0, 12).reduce((sum, value) => sum + Math.exp(value), 0)).toBeCloseTo(1, 4);
  });

  test('the chunks it comes in change nothing', async () => {
    const pcm = noise(1.3);
    const whole = await logProbs(pcm, pcm.length);
    for (const chunk of [160, 512, 5000]) {
      const pieces = await logProbs(pcm, chunk);
      expect(pieces.length).toBe(whole.length);
      expect(Math.max(...pieces.map((value, i) => Math.abs(value - whole[i]!)))).toBeLessThan(1e-4);
    }
  });

  test('a damaged network is refused with the place', () => {
    const { network, normalisation } = tinyNetwork(12);
    expect(() => convertFsmn(network.slice(0, 5000), normalisation)).toThrow(/byte \d+/);
    expect(() => convertFsmn(new Uint8Array(10), normalisation)).toThrow(/Kaldi/);
    expect(() => convertFsmn(network, 'nothing')).toThrow(/normalisation/);
  });
});

test('features of a tone lie where the tone is', () => {
  const tone = Float32Array.from({ length: 16_000 }, (_, i) => 0.3 * Math.sin((2 * Math.PI * 1000 * i) / 16_000));
  const row = new SplicedFeatures().push(tone).subarray(0, SPLICED);
  const frame = [...row.subarray(160, 240)];
  // 1000 Hz is mel 1000, of 31.7 to 2840 in 81 steps: bin 27 or 28.
  expect([27, 28]).toContain(frame.indexOf(Math.max(...frame)));
});

describeWithFixtures('real recordings in Mandarin', ['asr/fsmn-ctc-zh/kwsr.net', 'asr/fsmn-ctc-zh/golden.json', 'speech/zh/xiaoyun'], () => {
  const asr = (name: string) => fixture('asr/fsmn-ctc-zh', name);
  let model: AcousticModel;
  let vocabulary: { tokens: string[]; readings: string[][] };
  let golden: Record<string, { ref: string; fp32: string }>;
  beforeAll(async () => {
    model = await modelOf(readFileSync(asr('kwsr.net')), readFileSync(asr('am.mvn.dim80_l2r2'), 'utf8'));
    vocabulary = JSON.parse(new TextDecoder().decode(tokenReadings(readFileSync(asr('tokens_2599.txt'), 'utf8')))) as typeof vocabulary;
    golden = (JSON.parse(readFileSync(asr('golden.json'), 'utf8')) as { clips: typeof golden }).clips;
  });

  const hear = async (file: string, phrases: MandarinPhrases) => {
    const stream = new MandarinRecogniser(model, vocabulary, phrases).open();
    const pcm = await readSpeech(fixture(file));
    for (let at = 0; at < pcm.length; at += 512) await stream.push(pcm.slice(at, at + 512));
    return stream.finish();
  };
  const clips = (folder: string) => Object.entries(golden).filter(([file]) => file.includes(folder) && file.endsWith('.wav'));

  test('without phrases the transcripts equal the golden ones', async () => {
    for (const [file, { fp32 }] of [...clips('xiaoyun').filter((_, i) => i % 4 === 0), ...clips('aishell1')]) expect((await hear(file, none)).text, file).toBe(fp32);
  });

  test('listed phrases are heard in their own spelling, and nothing is accepted that was not said', async () => {
    const said = [...new Set(clips('xiaoyun').map(([, { ref }]) => ref.replace(/[^\u4e00-\u9fff]/g, '')))];
    const shop = list(...said, '这个多少钱', '耳机在哪里', '我要退货', '怎么退货', '可以刷卡吗');
    let errors = 0;
    let characters = 0;
    for (const [file, { ref }] of clips('xiaoyun').filter((_, i) => i % 3 === 0)) {
      const truth = ref.replace(/[^\u4e00-\u9fff]/g, '');
      const { text, accepted } = await hear(file, shop);
      errors += editDistance(text, truth);
      characters += truth.length;
      if (accepted) expect(text, file).toBe(truth);
    }
    expect(errors / characters).toBeLessThan(0.03);
  });

  test('of free speech, which it does not know, it says that it was not clear; of what it knows, that it was', async () => {
    const clarityOf = async (file: string) => (await hear(file, none)).clarity;
    for (const [file] of clips('aishell1')) expect(await clarityOf(file), file).toBeLessThan(0.8);
    expect(await clarityOf('speech/zh/xiaoyun/fffb071a15834437bbda116b15791c43_9cfc8dcc37a141139b786d303f569f20.wav')).toBeGreaterThan(0.9);
  });

  test('other speech and noise match no phrase of the shop', async () => {
    const shop = list('这个多少钱', '耳机在哪里', '我要退货', '停车场在哪里', '你们几点关门', '云朵水壶多少钱');
    for (const file of [...clips('aishell1').map(([file]) => file), 'speech/noise/noise1.wav']) expect((await hear(file, shop)).accepted, file).toBe(false);
  });
});
