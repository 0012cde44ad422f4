import { describe, expect, test } from 'vitest';
import { HeldCamera } from '../../src/app/held-camera.ts';
import { Failure } from '../../src/core/shared/failure.ts';

const HANDLERS = { onFrame: () => {}, onLost: () => {} };

function setUp() {
  const pending: { resolve: () => void; reject: () => void }[] = [];
  let on = 0;
  const held = new HeldCamera({ open: () => new Promise((resolve, reject) => {
    pending.push({
      resolve: () => { on += 1; resolve({ label: '', stream: {} as MediaStream, [Symbol.dispose]: () => { on -= 1; } }); },
      reject: () => reject(new Failure('permission-denied', 'no')),
    });
  }) }, { width: 1, height: 1, framesPerSecond: 1 });
  return { held, pending, on: () => on };
}

describe('a camera that is held', () => {
  test('is asked for once, however often it is wanted, and is off when it is let go', async () => {
    const { held, pending, on } = setUp();
    const first = held.open(HANDLERS);
    expect(await held.open(HANDLERS)).toBeUndefined();
    await Promise.resolve();
    pending[0]!.resolve();
    expect(await first).toBeDefined();
    expect([on(), held.isOn]).toEqual([1, true]);
    held.close();
    expect([on(), held.isOn, held.isWanted]).toEqual([0, false, false]);
  });

  test('let go and wanted again while it opens: one is on, not two', async () => {
    const { held, pending, on } = setUp();
    const first = held.open(HANDLERS);
    await Promise.resolve();
    held.close();
    const second = held.open(HANDLERS);
    await Promise.resolve();
    pending[0]!.resolve();
    pending[1]!.resolve();
    expect(await first).toBeUndefined();
    expect(await second).toBeDefined();
    expect(on()).toBe(1);
    held.close();
    expect(on()).toBe(0);
  });

  test('a refusal that comes too late is nobody\'s; one in time is thrown, and it may be asked again', async () => {
    const { held, pending } = setUp();
    const first = held.open(HANDLERS);
    await Promise.resolve();
    held.close();
    pending[0]!.reject();
    expect(await first).toBeUndefined();
    const second = held.open(HANDLERS);
    await Promise.resolve();
    pending[1]!.reject();
    await expect(second).rejects.toThrow('no');
    expect(held.isWanted).toBe(false);
  });

  test('what must be there first is waited for; where it fails, or it is let go meanwhile, no camera is opened', async () => {
    const { held, pending } = setUp();
    await expect(held.open(HANDLERS, () => Promise.reject(new Failure('not-found', 'no model')))).rejects.toThrow('no model');
    let ready = () => {};
    const opening = held.open(HANDLERS, () => new Promise<void>((resolve) => { ready = resolve; }));
    held.close();
    ready();
    expect([await opening, pending.length]).toEqual([undefined, 0]);
  });
});
