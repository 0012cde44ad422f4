import { expect, test } from 'vitest';
import { readWav, writeWav } from '../../../src/core/audio/wav.ts';

test('what was written is read again', () => {
  const pcm = Float32Array.from({ length: 100 }, (_, i) => Math.sin(i / 5));
  const back = readWav(writeWav({ pcm, sampleRateHz: 22_050 }));
  expect(back.sampleRateHz).toBe(22_050);
  expect(Math.max(...back.pcm.map((sample, i) => Math.abs(sample - pcm[i]!)))).toBeLessThan(1e-4);
});

test('a file cut off in its data gives the samples that are there', () => {
  expect(readWav(writeWav({ pcm: new Float32Array(100), sampleRateHz: 16_000 }).slice(0, 44 + 60)).pcm.length).toBe(30);
});

test.each([['nothing', new Uint8Array(0)], ['text', new TextEncoder().encode('hello, this is no sound at all')], ['a header alone', writeWav({ pcm: new Float32Array(1), sampleRateHz: 16_000 }).slice(0, 30)]])('%s is refused with a code', (_, bytes) => {
  expect(() => readWav(bytes)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
});
