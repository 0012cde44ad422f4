import { describe, expect, test } from 'vitest';
import { Puppeteer } from '../../src/app/puppeteer.ts';
import { ARKIT_COUNT } from '../../src/core/puppet/arkit.ts';
import { decodePuppet, newPuppetFrame } from '../../src/core/puppet/packet.ts';
import { Failure } from '../../src/core/shared/failure.ts';
import type { PeopleRequest, SeenPeople } from '../../src/engines/vision/people/contract.ts';
import type { CameraHandlers } from '../../src/ports/camera.ts';

const LIGHT = { mean: 120, spread: 50 };
const FACE = { weights: new Float32Array(ARKIT_COUNT).fill(0.2), matrix: new Float32Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, -50, 1]) } as const;

function setUp({ open, see = () => Promise.resolve({ faces: [FACE], arms: undefined, light: LIGHT }), arms = () => Promise.resolve({ faces: [], arms: undefined, light: LIGHT }), load = async () => {} }: { open?: () => never; see?: (request: PeopleRequest) => Promise<SeenPeople>; arms?: () => Promise<SeenPeople>; load?: () => Promise<void> } = {}) {
  const sent: Uint8Array[] = [];
  let handlers: CameraHandlers | undefined;
  let closed = 0;
  const puppeteer = new Puppeteer({
    camera: { open: async (_, given) => {
      open?.();
      handlers = given;
      return { label: 'fake', stream: {} as MediaStream, [Symbol.dispose]: () => { closed += 1; } };
    } },
    faces: { load, run: (request) => see(request) },
    arms: { run: arms },
    send: (packet) => void sent.push(packet),
  });
  const picture = { close() {} } as ImageBitmap;
  globalThis.createImageBitmap = () => Promise.resolve(picture);
  const settle = () => new Promise((resolve) => { setTimeout(resolve, 0); });
  return {
    puppeteer, sent, closed: () => closed, handlers: () => handlers!, settle,
    async film(frames: number) {
      for (let i = 0; i < frames; i += 1) {
        handlers!.onFrame(i * 33, () => Promise.resolve(picture));
        await settle();
      }
    },
  };
}

describe('an agent who plays the avatar', () => {
  test('each picture becomes one packet, in order; the resting face is learnt first', async () => {
    const { puppeteer, sent, film } = setUp();
    await puppeteer.start();
    expect(puppeteer.store.value).toMatchObject({ status: 'on', calibrated: 0 });
    await film(40);
    expect(sent.length).toBe(40);
    const frame = newPuppetFrame();
    sent.forEach((packet, i) => {
      expect(decodePuppet(packet, frame)).toBe(true);
      expect(frame.seq).toBe(i + 1);
    });
    expect(frame.hasFace).toBe(true);
    expect(Math.max(...frame.weights)).toBeLessThan(0.01);
    expect(puppeteer.store.value).toMatchObject({ hasFace: true, hasArms: false, calibrated: 1 });
  });

  test('of pictures that come while one is looked at the latest is next, at once; the others are left', async () => {
    let answer: (seen: SeenPeople) => void = () => {};
    const seenMs: number[] = [];
    const { puppeteer, sent, film, settle } = setUp({ see: ({ atMs }) => {
      seenMs.push(atMs);
      return new Promise((resolve) => { answer = resolve; });
    } });
    await puppeteer.start();
    await film(5);
    for (const expected of [[0, 132], [0, 132]]) {
      answer({ faces: [], arms: undefined, light: LIGHT });
      await settle();
      expect(seenMs).toEqual(expected);
    }
    expect(sent.length).toBe(2);
    expect(puppeteer.store.value.hasFace).toBe(false);
  });

  test('where looks keep up with the camera the next picture is taken meanwhile, and closed where it is not looked at', async () => {
    let answer: (seen: SeenPeople) => void = () => {};
    const seenMs: number[] = [];
    const taken: number[] = [];
    const { puppeteer, handlers, film, settle } = setUp({ see: ({ atMs }) => {
      seenMs.push(atMs);
      return atMs < 66 ? Promise.resolve({ faces: [], arms: undefined, light: LIGHT }) : new Promise((resolve) => { answer = resolve; });
    } });
    await puppeteer.start();
    await film(2);
    let closed = 0;
    for (const atMs of [66, 99, 132]) {
      handlers().onFrame(atMs, () => {
        taken.push(atMs);
        return Promise.resolve({ close: () => { closed += 1; } } as ImageBitmap);
      });
      await settle();
    }
    expect([seenMs, taken]).toEqual([[0, 33, 66], [66, 99]]);
    puppeteer.stop();
    answer({ faces: [], arms: undefined, light: LIGHT });
    await settle();
    expect([seenMs, taken, closed]).toEqual([[0, 33, 66], [66, 99], 1]);
  });

  test('a picture that the camera does not give costs nothing but itself', async () => {
    const { puppeteer, handlers, sent, film, settle } = setUp();
    await puppeteer.start();
    handlers().onFrame(0, () => Promise.reject(new Failure('no-device', 'the camera is shut')));
    await settle();
    await film(2);
    expect(sent.length).toBe(2);
  });

  test('a worker that dies costs its picture only', async () => {
    let calls = 0;
    const { puppeteer, sent, film } = setUp({ see: () => ((calls += 1) === 2 ? Promise.reject(new Failure('worker-crashed', 'gone')) : Promise.resolve({ faces: [FACE], arms: undefined, light: LIGHT })) });
    await puppeteer.start();
    await film(4);
    expect(sent.length).toBe(3);
  });

  test('without anything that sees arms she keeps her own, and it is asked for once', async () => {
    let asked = 0;
    const { puppeteer, sent, film } = setUp({ arms: () => { asked += 1; return Promise.reject(new Failure('not-found', 'no pose model')); } });
    await puppeteer.start();
    await film(30);
    expect([sent.length, asked, puppeteer.store.value.hasArms]).toEqual([30, 1, false]);
  });

  test('a camera that is not allowed is told, and one that is unplugged ends it', async () => {
    const denied = setUp({ open: () => { throw new Failure('permission-denied', 'no'); } });
    await denied.puppeteer.start();
    expect(denied.puppeteer.store.value).toMatchObject({ status: 'permission-denied', stream: undefined });
    const { puppeteer, handlers, closed, sent, film } = setUp();
    await puppeteer.start();
    await film(1);
    handlers().onLost(new Failure('device-unplugged', 'gone').toRecord());
    expect(puppeteer.store.value.status).toBe('device-unplugged');
    expect(closed()).toBe(1);
    await film(1);
    expect(sent.length).toBe(1);
  });

  test('without the model the camera does not stay on', async () => {
    const { puppeteer, closed } = setUp({ load: () => Promise.reject(new Failure('not-found', 'no model')) });
    await puppeteer.start();
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    expect([closed(), puppeteer.store.value.status]).toEqual([1, 'not-found']);
  });

  test('stopped while it was getting ready: the camera does not stay on', async () => {
    const { puppeteer, closed } = setUp();
    const starting = puppeteer.start();
    puppeteer.stop();
    await starting;
    expect([closed(), puppeteer.store.value.status]).toEqual([1, 'off']);
  });
});
