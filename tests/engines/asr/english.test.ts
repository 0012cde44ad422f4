import { beforeAll, describe, expect, test } from 'vitest';
import { resample } from '../../../src/core/audio/resampler.ts';
import { seededRandom } from '../../../src/core/shared/random.ts';
import { toJsgf } from '../../../src/engines/asr/english/jsgf.ts';
import { loadEnglish, type NodeRecogniser } from '../../../src/engines/asr/node.ts';
import { loadFlite } from '../../../src/engines/tts/node.ts';
import type { Flite } from '../../../src/engines/tts/flite/flite.ts';
import { readSpeech } from '../../../src/tools/read-audio.ts';
import { demoMind } from '../../helpers/demo-mind.ts';
import { describeWithFixtures, fixture } from '../../helpers/fixtures.ts';

describe('the grammar', () => {
  test('joins beginnings, and has the names once', () => {
    const jsgf = toJsgf({ sentences: ['where is it', 'where are they', 'where is the {family}', 'how much is the {product}', 'is the {product} good'], classes: { family: ['kettle'], product: ['cloud kettle'] }, pronunciations: {} });
    expect(jsgf).toContain('where ( is it | are they )');
    expect(jsgf.match(/<name>/g)).toHaveLength(2);
    expect(jsgf).toContain('<name> = ( kettle | cloud kettle );');
  });
});

let english: NodeRecogniser;
let flite: Flite;
beforeAll(async () => {
  const { shop } = await demoMind();
  [english, flite] = await Promise.all([loadEnglish(shop.hearing.en), loadFlite()]);
}, 60_000);

/** A sentence by a voice built from human recordings, in a quiet room that is not silent. */
function spoken(text: string): Float32Array {
  const { pcm, sampleRateHz } = flite.speak({ text });
  const voice = resample(pcm, sampleRateHz, 16_000);
  const random = seededRandom(5);
  const out = Float32Array.from({ length: voice.length + 9_600 }, () => (random() - 0.5) * 0.002);
  voice.forEach((sample, i) => { out[i + 4_800]! += sample; });
  return out;
}

describe('spoken English', () => {
  test.each(['how much is the cloud kettle', 'can i pay by card', 'what time do you close', 'my kettle is broken', 'do you have it in black'])('"%s" is heard', async (text) => {
    expect(await english.hear(spoken(text))).toMatchObject({ text, accepted: true });
  });

  test.each(['the weather in the mountains was terrible yesterday', 'colorless green ideas sleep furiously'])('"%s" is not taken for a sentence of the shop', async (text) => {
    expect((await english.hear(spoken(text))).accepted).toBe(false);
  });

  test('what was said so far can be shown while it is being said', async () => {
    const stream = english.open();
    const pcm = spoken('how much is the cloud kettle');
    const shown = new Set<string>();
    for (let at = 0; at < pcm.length; at += 512) shown.add(await stream.push(pcm.slice(at, at + 512)));
    await stream.finish();
    expect([...shown].some((text) => text.startsWith('how much'))).toBe(true);
  });

  test('silence is nothing', async () => {
    expect(await english.hear(new Float32Array(16_000))).toMatchObject({ accepted: false });
  });
});

describeWithFixtures('the English ear with other speech', ['speech/zh/xiaoyun', 'speech/noise'], () => {
  test('Mandarin and noise are refused', async () => {
    for (const file of ['speech/noise/noise1.wav', 'speech/zh/aishell1/BAC009S0002W0122.wav', 'speech/zh/xiaoyun/20200707_spk57db_storenoise52db_40cm_xiaoyun_sox_10.wav']) {
      const pcm = await readSpeech(fixture(file)).catch(() => undefined);
      if (pcm) expect((await english.hear(pcm.slice(0, 64_000))).accepted, file).toBe(false);
    }
  });
});
