import { expect, test } from 'vitest';
import { LipTrack } from '../../../src/core/lip-sync/lip-track.ts';
import { shapesOf } from '../../../src/core/lip-sync/mouth-shapes.ts';
import { VISEMES } from '../../../src/core/lip-sync/viseme.ts';

const at = (track: LipTrack, ms: number) => {
  const out = new Float32Array(5);
  track.sample(ms, out);
  return Object.fromEntries(VISEMES.map((name, i) => [name, out[i]!]));
};
const track = () => {
  const made = new LipTrack();
  made.append([{ phone: 'm', startMs: 0, endMs: 80 }, { phone: 'aa', startMs: 80, endMs: 280 }, { phone: 'p', startMs: 280, endMs: 360 }, { phone: 'uw', startMs: 360, endMs: 560 }], 100);
  return made;
};
const sum = (weights: Record<string, number>) => Object.values(weights).reduce((total, weight) => total + weight, 0);

test('the mouth is closed before, in bilabials, and after', () => {
  for (const ms of [0, 140, 100 + 320, 900]) expect(sum(at(track(), ms))).toBeLessThan(0.1);
});

test('an open vowel opens the jaw, a rounded one puckers', () => {
  expect(at(track(), 280)['aa']).toBeGreaterThan(0.6);
  expect(at(track(), 560)['ou']).toBeGreaterThan(0.5);
});

test('a diphthong ends in another shape than it began', () => {
  const [start, end] = shapesOf('aʊ');
  expect(start[0]).toBeGreaterThan(0.5);
  expect(end[2]).toBeGreaterThan(0.5);
});

test('looking back gives the same as looking forward', () => {
  const made = track();
  const forward = [200, 400, 600].map((ms) => at(made, ms));
  expect([600, 400, 200].map((ms) => at(made, ms)).toReversed()).toEqual(forward);
});

test('weights stay in [0, 1] and change by no jump', () => {
  const made = track();
  let before = at(made, 0);
  for (let ms = 1; ms < 800; ms += 1) {
    const now = at(made, ms);
    for (const name of VISEMES) {
      expect(now[name]).toBeGreaterThanOrEqual(0);
      expect(now[name]).toBeLessThanOrEqual(1);
      expect(Math.abs(now[name]! - before[name]!)).toBeLessThan(0.1);
    }
    before = now;
  }
});
