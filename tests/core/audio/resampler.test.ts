import { expect, test } from 'vitest';
import { Resampler, resample } from '../../../src/core/audio/resampler.ts';
import { rms } from '../../../src/core/audio/level.ts';

const sine = (hz: number, rateHz: number, seconds: number) => Float32Array.from({ length: rateHz * seconds }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rateHz));

test.each([[48_000], [44_100], [22_050], [8_000]])('%i Hz to 16 kHz keeps a tone in place, level and length', (rateHz) => {
  const out = resample(sine(440, rateHz, 1), rateHz, 16_000);
  expect(out.length).toBe(16_000);
  const expected = sine(440, 16_000, 1);
  const error = rms(out.slice(1000, -1000).map((sample, i) => sample - expected[1000 + i]!));
  expect(error).toBeLessThan(0.002);
});

test('what 16 kHz cannot hold is removed instead of folded down', () => {
  expect(rms(resample(sine(11_000, 48_000, 1), 48_000, 16_000))).toBeLessThan(0.002);
});

test('the chunks it comes in change nothing', () => {
  const input = sine(700, 44_100, 0.5);
  const whole = new Resampler(44_100, 16_000).push(input);
  const pieces = new Resampler(44_100, 16_000);
  const joined: number[] = [];
  for (let at = 0; at < input.length; at += 128) joined.push(...pieces.push(input.slice(at, at + 128)));
  expect(joined.length).toBe(whole.length);
  expect(Math.max(...joined.map((sample, i) => Math.abs(sample - whole[i]!)))).toBeLessThan(1e-6);
});

test('rates that are no positive integers are refused', () => {
  expect(() => new Resampler(0, 16_000)).toThrow(RangeError);
  expect(() => new Resampler(44_100.5, 16_000)).toThrow(RangeError);
});
