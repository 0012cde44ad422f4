import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import type { ShopPack } from '../../src/core/knowledge/shop-pack.ts';
import { ean13Svg } from '../../src/tools/render-barcode.ts';
import { renderProduct } from '../../src/tools/render-product.ts';
import { seededRandom } from '../../src/core/shared/random.ts';
import { filmOf } from '../../tests/helpers/film.ts';
import { openKiosk } from '../../tests/helpers/kiosk-page.ts';
import type { Case, Measurement } from '../measurement.ts';

const SCAN_MS = 4_000;

/** A visit with camera, a photo and a code; after it, what is left of the pictures: tracks of a camera that run, bitmaps that were not closed, addresses of objects, videos with a stream. */
export async function measureLeftovers(): Promise<Measurement> {
  const pack = JSON.parse(readFileSync(resolve('dist/shop/pack.json'), 'utf8')) as ShopPack;
  const product = pack.products.find(({ id }) => id === 'k1')!;
  const wall = await sharp({ create: { width: 1280, height: 720, channels: 3, background: '#b7ab98' } }).png().toBuffer();
  const held = await sharp(wall).composite([{ input: Buffer.from(ean13Svg(product.barcode, 4)), top: 210, left: 400 }]).png().toBuffer();
  await using kiosk = await openKiosk({ search: 'body=off', flags: [`--use-file-for-fake-video-capture=${await filmOf([wall, wall], 1280, 720)}`], prepare: (page) => page.addInitScript(KEEP_COUNT) });
  await kiosk.until('usable');
  await kiosk.page.locator('yb-dock .look').click();
  // The camera is looked at for codes, and once on being told to.
  await kiosk.page.getByText('摄像头开着').waitFor();
  await kiosk.page.waitForTimeout(SCAN_MS);
  await kiosk.page.locator('yb-show-me .shoot').click();
  await kiosk.page.locator('yb-show-me').waitFor({ state: 'detached', timeout: 60_000 });
  for (const [name, buffer] of [['look.jpg', await sharp(await renderProduct(product, seededRandom(3))).jpeg().toBuffer()], ['code.png', held]] as const) {
    await kiosk.page.locator('yb-dock .look').click();
    await kiosk.page.locator('yb-show-me input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer });
    await kiosk.page.locator('yb-show-me').waitFor({ state: 'detached', timeout: 60_000 });
  }
  const during = await left(kiosk.page);
  await kiosk.page.evaluate(() => document.querySelector('yb-kiosk')!.dispatchEvent(new Event('yb-leave')));
  await kiosk.page.waitForTimeout(1_000);
  const after = [...(await left(kiosk.page)).held, ...(await kiosk.leftovers()), ...kiosk.foreignRequests.map((url) => `request to ${url}`)];
  const cases: Case[] = [{ figure: 'framesLeftAfterVisit', input: `a visit in which ${during.made} pictures were taken`, expected: 'nothing', got: after.join(', ') || 'nothing' }];
  if (during.made === 0) throw new Error('no picture was taken: this measures nothing');
  return { figures: { framesLeftAfterVisit: after.length, framesTakenInVisit: during.made }, cases, settings: { node: process.version } };
}

function left(page: Page): Promise<{ made: number; held: string[] }> {
  return page.evaluate(() => (globalThis as unknown as { picturesLeft(): { made: number; held: string[] } }).picturesLeft());
}

/** Counts, in the page, what pictures are made and not let go. */
const KEEP_COUNT = `(() => {
  const bitmaps = new Set(), urls = new Set(), tracks = new Set();
  let made = 0;
  const create = globalThis.createImageBitmap.bind(globalThis);
  globalThis.createImageBitmap = async (...args) => { const bitmap = await create(...args); made += 1; bitmaps.add(bitmap); return bitmap; };
  const createUrl = URL.createObjectURL.bind(URL), revoke = URL.revokeObjectURL.bind(URL);
  URL.createObjectURL = (object) => { const url = createUrl(object); if (/^image/.test(object.type ?? '')) urls.add(url); return url; };
  URL.revokeObjectURL = (url) => { urls.delete(url); revoke(url); };
  const media = navigator.mediaDevices, open = media.getUserMedia.bind(media);
  media.getUserMedia = async (wish) => { const stream = await open(wish); for (const track of stream.getVideoTracks()) tracks.add(track); return stream; };
  const videos = (root) => [...root.querySelectorAll('*')].flatMap((each) => [...(each.localName === 'video' && each.srcObject ? ['video'] : []), ...(each.shadowRoot ? videos(each.shadowRoot) : [])]);
  // A closed bitmap and one that was handed to a worker have no size.
  globalThis.picturesLeft = () => ({ made, held: [...[...bitmaps].filter(({ width }) => width > 0).map(() => 'bitmap'), ...[...urls].map(() => 'object URL'), ...[...tracks].filter(({ readyState }) => readyState === 'live').map(() => 'camera'), ...videos(document)] });
})()`;
