import { beforeAll, describe, expect, test } from 'vitest';
import { rms, toDb } from '../../../src/core/audio/level.ts';
import type { Synthesiser } from '../../../src/engines/tts/contract.ts';
import { loadEspeak, loadFlite } from '../../../src/engines/tts/node.ts';

describe.each([['English', loadFlite, 'The kettle is on floor two, it costs one hundred yuan.'], ['Mandarin', loadEspeak, '水壶在二楼，一百二十九元。']] as const)('%s voice', (_, load, text) => {
  let voice: Synthesiser;
  beforeAll(async () => { voice = await load(); });

  test('speaks at the house level, without clipping', () => {
    const { pcm } = voice.speak({ text });
    expect(toDb(rms(pcm))).toBeGreaterThan(-22);
    expect(toDb(rms(pcm))).toBeLessThan(-16);
    expect(Math.max(...pcm.map(Math.abs))).toBeLessThanOrEqual(0.95);
  });

  test('tells when each sound is: in order, inside the audio, without overlap', () => {
    const { pcm, sampleRateHz, phones } = voice.speak({ text });
    expect(phones.length).toBeGreaterThan(10);
    for (const [i, { startMs, endMs }] of phones.entries()) {
      expect(endMs).toBeGreaterThan(startMs);
      if (i > 0) expect(startMs).toBeGreaterThanOrEqual(phones[i - 1]!.endMs - 0.01);
    }
    expect(phones[0]!.startMs).toBeLessThan(60);
    expect(phones.at(-1)!.endMs).toBeLessThanOrEqual((pcm.length / sampleRateHz) * 1000 + 1);
  });

  test('where a sound is told there is sound', () => {
    const { pcm, sampleRateHz, phones } = voice.speak({ text });
    const vowels = phones.filter(({ phone, startMs, endMs }) => /[aeiouɑə]/.test(phone) && endMs - startMs > 50);
    const loud = vowels.filter(({ startMs, endMs }) => rms(pcm.slice((startMs / 1000) * sampleRateHz, (endMs / 1000) * sampleRateHz)) > 0.02);
    expect(loud.length / vowels.length).toBeGreaterThan(0.9);
  });
});

test('the Mandarin voice reads Latin letters inside', async () => {
  const { phones } = (await loadEspeak()).speak({ text: '云朵水壶K 一' });
  expect(phones.map(({ phone }) => phone).join(' ')).toContain('eɪ');
});
