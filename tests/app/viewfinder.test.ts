import { describe, expect, test } from 'vitest';
import { Mirrors } from '../../src/app/mirrors.ts';
import { Viewfinder } from '../../src/app/viewfinder.ts';
import type { SeenProduct } from '../../src/engines/vision/products/contract.ts';
import type { CameraHandlers } from '../../src/ports/camera.ts';

const SEEN = { codes: [], display: undefined, lamp: undefined, recognition: undefined, quality: { sharpness: 1, trouble: undefined } } as unknown as SeenProduct;
const settle = () => new Promise((resolve) => { setTimeout(resolve, 0); });

async function opened() {
  let handlers: CameraHandlers | undefined;
  const alarms: (() => void)[] = [];
  const picture = { close() {} } as ImageBitmap;
  globalThis.createImageBitmap = () => Promise.resolve(picture);
  const view = new Viewfinder({
    camera: { open: async (_, given) => {
      handlers = given;
      return { label: '', stream: {} as MediaStream, [Symbol.dispose]() {} };
    } },
    products: { load: async () => {}, run: async () => SEEN, [Symbol.dispose]() {} },
    clock: { after: (_, ring) => {
      alarms.push(ring);
      return () => {};
    } },
    mirrors: new Mirrors({ getItem: () => null, setItem() {} }), onScan() {}, isBusy: () => true,
  });
  await view.open();
  return { view, picture, frame: () => handlers!.onFrame(0, () => Promise.resolve(picture)), ring: () => alarms.forEach((each) => each()) };
}

describe('a picture that is wanted', () => {
  test('before the camera has shown anything comes with its first one', async () => {
    const { view, picture, frame } = await opened();
    let got: ImageBitmap | undefined;
    void view.shoot().then((shot) => { got = shot; });
    await settle();
    expect(got).toBeUndefined();
    frame();
    await settle();
    expect(got).toBe(picture);
    expect(await view.shoot()).toBe(picture);
  });

  test('does not come from a camera that is shut, or shows nothing for long', async () => {
    const shut = await opened();
    const never = expect(shut.view.shoot()).rejects.toMatchObject({ code: 'no-device' });
    shut.view.close();
    await never;

    const dead = await opened();
    const late = expect(dead.view.shoot()).rejects.toMatchObject({ code: 'no-device' });
    dead.ring();
    await late;
  });
});
