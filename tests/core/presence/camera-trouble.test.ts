import { describe, expect, test } from 'vitest';
import { cameraHealthStep, HEALTHY, type CameraHealth } from '../../../src/core/presence/camera-trouble.ts';

const ROOM = { mean: 120, spread: 45 }, TAPE = { mean: 90, spread: 2 }, LID = { mean: 3, spread: 1.5 }, NIGHT = { mean: 20, spread: 12 };

/** Two pictures a second, from a time on. */
function look(health: CameraHealth, seconds: number, fromS: number, picture: { light: typeof ROOM; faces?: number; isTurned?: boolean }): CameraHealth {
  for (let i = 0; i < seconds * 2; i += 1) health = cameraHealthStep(health, { faces: 0, isTurned: false, ...picture, atMs: fromS * 1_000 + i * 500 });
  return health;
}

describe('a camera that looks and sees nothing of use', () => {
  test.each([[TAPE, 'covered'], [LID, 'covered'], [NIGHT, 'dark']] as const)('%o is told as %s when it lasts, and no more when it ends', (light, trouble) => {
    let health = look(HEALTHY, 3, 0, { light: ROOM });
    health = look(health, 3, 3, { light });
    expect(health.trouble).toBeUndefined();
    health = look(health, 4, 6, { light });
    expect(health.trouble).toBe(trouble);
    expect(look(health, 0.5, 10, { light: ROOM }).trouble).toBeUndefined();
  });

  test('faces that are only seen in pictures turned over: it hangs upside down; one that is seen upright clears it', () => {
    let health = look(HEALTHY, 1, 0, { light: ROOM, faces: 1, isTurned: true });
    expect(health.trouble).toBeUndefined();
    health = look(health, 1, 1, { light: ROOM, faces: 1, isTurned: true });
    expect(health.trouble).toBe('upside-down');
    // Pictures without a face say nothing.
    health = look(health, 5, 2, { light: ROOM });
    expect(health.trouble).toBe('upside-down');
    expect(look(health, 0.5, 8, { light: ROOM, faces: 1 }).trouble).toBeUndefined();
  });
});
