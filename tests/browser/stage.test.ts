import { afterEach, describe, expect, test } from 'vitest';
import clerkUrl from '../../avatars/clerk.vrm?url';
import { createStage } from '../../src/avatar/stage.ts';
import type { Stage } from '../../src/ports/stage.ts';

let stage: Stage | undefined;
afterEach(() => {
  stage?.[Symbol.dispose]();
  document.body.replaceChildren();
});

function canvas(): HTMLCanvasElement {
  const made = document.createElement('canvas');
  made.style.cssText = 'display:block;width:180px;height:320px';
  document.body.append(made);
  return made;
}

describe('the stage', () => {
  test('shows her, and her mouth follows its source', async () => {
    const frames: number[] = [];
    let seen!: () => void;
    const first = new Promise<void>((resolve) => { seen = resolve; });
    stage = createStage({ canvas: canvas(), onFirstFrame: () => seen(), onFrame: ({ mouth }) => frames.push(mouth) });
    await stage.load(clerkUrl);
    await first;
    expect(frames.at(-1)).toBeLessThan(0.01);
    stage.setMouth((out) => { out[0] = 0.8; });
    await expect.poll(() => frames.at(-1), { timeout: 20_000 }).toBeGreaterThan(0.6);
    stage.setMouth(undefined);
    await expect.poll(() => frames.at(-1), { timeout: 20_000 }).toBeLessThan(0.05);
  });

  test.each([['cut off', (bytes: ArrayBuffer) => bytes.slice(0, 90_000)], ['no glTF at all', () => new TextEncoder().encode('hello').buffer], ['empty', () => new ArrayBuffer(0)], ['cut off behind a header that lies', (bytes: ArrayBuffer) => { const short = bytes.slice(0, 90_000); new DataView(short).setUint32(8, short.byteLength, true); return short; }]])('an avatar that is %s is refused with a code', async (_, damage) => {
    const bytes = await (await fetch(clerkUrl)).arrayBuffer();
    stage = createStage({ canvas: canvas() });
    await expect(stage.load(URL.createObjectURL(new Blob([damage(bytes) as ArrayBuffer])))).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('an avatar that is not there is not found', async () => {
    stage = createStage({ canvas: canvas() });
    await expect(stage.load('/nothing/here.vrm')).rejects.toMatchObject({ code: expect.stringMatching(/not-found|invalid-input/) });
  });
});
