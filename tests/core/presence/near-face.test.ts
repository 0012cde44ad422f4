import { expect, test } from 'vitest';
import { nearFaceOf } from '../../../src/core/presence/near-face.ts';

/** A face at a place in cm, turned about the vertical by so many degrees. */
function matrixOf([x, y, z]: readonly [number, number, number], turned: number): number[] {
  const c = Math.cos((turned * Math.PI) / 180), s = Math.sin((turned * Math.PI) / 180);
  return [c, 0, -s, 0, 0, 1, 0, 0, s, 0, c, 0, x, y, z, 1];
}

test.each([
  ['straight before the camera', [0, 0, -80], 0, { distanceCm: 80, rightDeg: 0, upDeg: 0, awayDeg: 0 }],
  ['turned aside', [0, 0, -80], 40, { distanceCm: 80, rightDeg: 0, upDeg: 0, awayDeg: 40 }],
  ['to the right, looking straight ahead', [80, 0, -80], 0, { distanceCm: 113.137, rightDeg: 45, upDeg: 0, awayDeg: 45 }],
  ['to the right, looking at the camera', [80, 0, -80], -45, { distanceCm: 113.137, rightDeg: 45, upDeg: 0, awayDeg: 0 }],
  ['a tall one', [0, 40, -69.282], 0, { distanceCm: 80, rightDeg: 0, upDeg: 30, awayDeg: 30 }],
] as const)('%s', (_, place, turned, expected) => {
  const face = nearFaceOf(matrixOf(place, turned), 0.2);
  for (const [name, value] of Object.entries(expected)) expect(face[name as keyof typeof expected], name).toBeCloseTo(value, 1);
  expect(face.mouth).toBe(0.2);
});
