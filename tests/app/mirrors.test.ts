import { describe, expect, test } from 'vitest';
import { Mirrors } from '../../src/app/mirrors.ts';
import type { CameraHandlers } from '../../src/ports/camera.ts';

function shelf() {
  let kept: string | null = null;
  return { getItem: () => kept, setItem: (_: string, value: string) => { kept = value; } };
}

describe('cameras that show everything the wrong way round', () => {
  test('a code that is seen reversed three times in a row tells it, of this camera alone, and for the next time too', () => {
    const kept = shelf();
    const mirrors = new Mirrors(kept);
    for (const isReversed of [true, true, false, true, true]) mirrors.tell('front', isReversed);
    expect(mirrors.has('front')).toBe(false);
    mirrors.tell('front', true);
    expect([mirrors.has('front'), mirrors.has('back')]).toEqual([true, false]);
    expect(new Mirrors(kept).has('front')).toBe(true);
  });

  test('what weighs enough tells it at once; and put right, its pictures are left as they are again', () => {
    const mirrors = new Mirrors(shelf());
    mirrors.tell('front', true, 3);
    expect(mirrors.has('front')).toBe(true);
    // Turned round by us now, a camera that was put right shows codes reversed.
    mirrors.tell('front', true, 3);
    expect(mirrors.has('front')).toBe(false);
  });

  test('pictures of a camera that is none of them are handed on as they are', async () => {
    let handlers: CameraHandlers | undefined;
    const seen: (number | undefined)[] = [];
    const camera = new Mirrors(shelf()).upright({ open: async (_, given) => {
      handlers = given;
      return { label: 'front', stream: {} as MediaStream, [Symbol.dispose]: () => {} };
    } });
    const takes: ((width?: number) => Promise<ImageBitmap>)[] = [];
    expect((await camera.open({ width: 1, height: 1, framesPerSecond: 1 }, { onFrame: (_, take) => void takes.push(take), onLost: () => {} })).label).toBe('front');
    const picture = {} as ImageBitmap;
    for (let i = 0; i < 2; i += 1) handlers!.onFrame(i, async (width) => { seen.push(width); return picture; });
    expect(await takes[0]!(64)).toBe(picture);
    expect(seen).toEqual([64]);
    // Whoever holds a camera knows by this function that it is still the same one.
    expect(takes[1]).toBe(takes[0]);
  });
});
