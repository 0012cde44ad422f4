import { describe, expect, test } from 'vitest';
import { Mirrors } from '../../src/app/mirrors.ts';
import { PresenceSensor } from '../../src/app/presence-sensor.ts';
import { ARKIT_COUNT } from '../../src/core/puppet/arkit.ts';
import type { PresenceEvent } from '../../src/core/presence/presence.ts';
import { Failure } from '../../src/core/shared/failure.ts';
import type { SeenPeople } from '../../src/engines/vision/people/contract.ts';
import type { CameraHandlers } from '../../src/ports/camera.ts';

const LIGHT = { mean: 120, spread: 50 };
const face = (distanceCm: number): SeenPeople => ({ faces: [{ weights: new Float32Array(ARKIT_COUNT), matrix: new Float32Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, -distanceCm, 1]) }], arms: undefined, light: LIGHT });
const NOBODY_SEEN: SeenPeople = { faces: [], arms: undefined, light: LIGHT };

function setUp({ denied = false } = {}) {
  const mirrors = new Mirrors({ getItem: () => null, setItem: () => {} });
  const events: PresenceEvent[] = [];
  let handlers: CameraHandlers | undefined;
  let seen = NOBODY_SEEN;
  let taken = 0;
  let atMs = 0;
  const sensor = new PresenceSensor({
    onEvent: (event) => void events.push(event),
    mirrors,
    camera: { open: async (_, given) => {
      if (denied) throw new Failure('permission-denied', 'no');
      handlers = given;
      return { label: '', stream: {} as MediaStream, [Symbol.dispose]: () => {} };
    } },
    people: { load: async () => {}, run: async () => seen, [Symbol.dispose]: () => {} },
  });
  return {
    sensor, events, taken: () => taken, handlers: () => handlers!,
    show(people: SeenPeople) { seen = people; },
    /** Fifteen pictures a second come from the camera. */
    async film(seconds: number) {
      for (let i = 0; i < seconds * 15; i += 1) {
        atMs += 1_000 / 15;
        handlers!.onFrame(atMs, () => { taken += 1; return Promise.resolve({ close() {} } as ImageBitmap); });
        await new Promise((resolve) => { setTimeout(resolve, 0); });
      }
    },
  };
}

describe('the camera that notices visitors', () => {
  test('takes two pictures a second while nobody is there, and more for somebody who looks', async () => {
    const { sensor, events, taken, show, film } = setUp();
    await sensor.start();
    await film(10);
    expect(taken()).toBeGreaterThanOrEqual(18);
    expect(taken()).toBeLessThanOrEqual(22);
    show(face(140));
    await film(5);
    expect(events).toEqual(['arrived', 'attending']);
    const before = taken();
    await film(5);
    expect(taken() - before).toBeGreaterThan(30);
    show(NOBODY_SEEN);
    await film(9);
    expect(events).toEqual(['arrived', 'attending', 'left']);
  });

  test('not allowed or unplugged: it is told, and nothing else happens', async () => {
    const denied = setUp({ denied: true });
    await denied.sensor.start();
    expect(denied.sensor.store.value.camera).toBe('permission-denied');
    const { sensor, handlers, show, film, events } = setUp();
    await sensor.start();
    show(face(140));
    await film(3);
    handlers().onLost(new Failure('device-unplugged', 'gone').toRecord());
    await film(3);
    expect([sensor.store.value.camera, sensor.store.value.presence.phase, events]).toEqual(['device-unplugged', 'nobody', ['arrived', 'attending']]);
  });
});
