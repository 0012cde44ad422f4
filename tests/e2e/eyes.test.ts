import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { renderSVG } from 'uqr';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ShopPack } from '../../src/core/knowledge/shop-pack.ts';
import { Failure } from '../../src/core/shared/failure.ts';
import type { LampColour } from '../../src/core/shared/lamp.ts';
import { seededRandom } from '../../src/core/shared/random.ts';
import { renderDisplay } from '../../src/tools/render-display.ts';
import { ean13Svg } from '../../src/tools/render-barcode.ts';
import { renderLamp } from '../../src/tools/render-lamp.ts';
import { renderLabel } from '../../src/tools/render-label.ts';
import { renderProduct } from '../../src/tools/render-product.ts';
import { describeWithFixtures } from '../helpers/fixtures.ts';
import { filmOf, seconds } from '../helpers/film.ts';
import { openKiosk, type KioskPage } from '../helpers/kiosk-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'yingbin-photos-'));
let pack: ShopPack;
beforeAll(() => { pack = JSON.parse(readFileSync(resolve('dist/shop/pack.json'), 'utf8')) as ShopPack; });

function photo(name: string, bytes: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** What the camera sees where nothing is held up. */
const wall = () => sharp({ create: { width: 1280, height: 720, channels: 3, background: '#b7ab98' } });

/** Wall, a hand's worth of it taken by a barcode that is held a little askew. */
const held = (code: string) => wall().composite([{ input: Buffer.from(ean13Svg(code, 4)), top: 210, left: 400 }]).png().toBuffer().then((flat) => sharp(flat).rotate(8, { background: '#b7ab98' }).jpeg().toBuffer());

/** Holds a photo's file up to her. */
async function show(kiosk: KioskPage, path: string): Promise<void> {
  await kiosk.page.locator('yb-dock .look').click();
  await kiosk.page.locator('yb-show-me input[type=file]').setInputFiles(path);
}

async function leave(kiosk: KioskPage): Promise<void> {
  await kiosk.page.evaluate(() => document.querySelector('yb-kiosk')!.dispatchEvent(new Event('yb-leave')));
  await expect.poll(() => kiosk.leftovers()).toEqual([]);
  expect([...kiosk.foreignRequests, ...kiosk.errors.filter((error) => !error.includes('killed by a test'))]).toEqual([]);
}

describe('with nothing but npm ci', () => {
  test('a barcode before the camera is answered with the product, and the camera is shut again', async () => {
    const kettle = pack.products.find(({ id }) => id === 'k1')!;
    const film = await filmOf(Array.from({ length: 4 }, () => wall()).concat(await Promise.all(Array.from({ length: 12 }, async () => sharp(await held(kettle.barcode))))), 1280, 720);
    await using kiosk = await openKiosk({ search: 'body=off', flags: [`--use-file-for-fake-video-capture=${film}`] });
    await kiosk.until('usable');
    await kiosk.page.locator('yb-dock .look').click();
    await kiosk.page.getByText('摄像头开着').waitFor();
    await kiosk.page.locator('yb-card').getByText(kettle.name.zh).waitFor({ timeout: 60_000 });
    expect(await kiosk.page.locator('yb-show-me').count()).toBe(0);
    await leave(kiosk);
  });

  test('a camera that mirrors is found out by a code that reads one way only: its picture is turned round, and the shop is told', async () => {
    const code = await sharp(Buffer.from(renderSVG('https://elsewhere.example/menu', { border: 4, pixelSize: 12 }))).flop().png().toBuffer();
    const shown = await wall().composite([{ input: code, top: 140, left: 420 }]).png().toBuffer();
    await using kiosk = await openKiosk({ search: 'body=off', flags: [`--use-file-for-fake-video-capture=${await filmOf(seconds(shown, 1), 1280, 720)}`] });
    await kiosk.until('usable');
    await kiosk.page.locator('yb-dock .look').click();
    await kiosk.page.locator('yb-show-me video.mirrored').waitFor({ timeout: 60_000 });
    await kiosk.page.getByText('画面左右反了').waitFor();
    // Turned round, the code is no evidence of anything any more.
    await kiosk.page.waitForTimeout(3_000);
    expect(await kiosk.page.locator('yb-show-me video.mirrored').count()).toBe(1);
    expect(JSON.parse((await kiosk.page.evaluate(() => localStorage.getItem('yingbin-mirrored-cameras')))!)).toHaveLength(1);
    await leave(kiosk);
  });

  test('a picture of a display: its code begins the steps, one by one; a code that is not in the table is not guessed', async () => {
    await using kiosk = await openKiosk({ search: 'body=off' });
    await kiosk.until('usable');
    const random = seededRandom(12);
    const showCode = async (code: string) => show(kiosk, photo(`${code}.jpg`, (await renderDisplay(code, random)).image));
    await showCode('E3');
    await kiosk.page.getByText('E3 是干烧保护').first().waitFor({ timeout: 60_000 });
    await kiosk.say('不行');
    await expect.poll(() => kiosk.page.locator('yb-say').textContent()).not.toContain('先断电放凉十分钟');
    await showCode('F7');
    await kiosk.page.getByText('屏幕上是 F7').first().waitFor({ timeout: 60_000 });
    await leave(kiosk);
  });

  test('a picture of a lamp that glows: where it may be of one kind of goods its steps begin, of several she asks', async () => {
    await using kiosk = await openKiosk({ search: 'body=off' });
    await kiosk.until('usable');
    const random = seededRandom(6);
    const showLamp = async (colour: LampColour) => show(kiosk, photo(`${colour}.jpg`, (await renderLamp(colour, random)).image));
    await showLamp('amber');
    await expect.poll(async () => (await kiosk.read()).said, { timeout: 60_000 }).toContain('充电座靠墙');
    await showLamp('red');
    await kiosk.page.getByText('我看到红灯亮着').first().waitFor({ timeout: 60_000 });
    await kiosk.page.locator('yb-asks button').getByText('加湿器亮红灯').click();
    await expect.poll(async () => (await kiosk.read()).said, { timeout: 30_000 }).toContain('先加水');
    await leave(kiosk);
  });

  test('a picture of a rating plate: the model that is printed on it is answered, by sight', async () => {
    const kettle = pack.products.find(({ id }) => id === 'k2')!;
    await using kiosk = await openKiosk({ search: 'body=off' });
    await kiosk.until('usable');
    await show(kiosk, photo('plate.jpg', (await renderLabel({ zh: '电热水壶', en: 'Electric Kettle', model: 'K2' }, seededRandom(3))).image));
    await kiosk.page.locator('yb-card [data-card=product]').getByText(kettle.name.zh).waitFor({ timeout: 60_000 });
    await leave(kiosk);
  });

  test('files that are no photos are told, whatever they are called, and the next one works', async () => {
    await using kiosk = await openKiosk({ search: 'body=off&lang=en', models: { open: () => Promise.reject(new Failure('not-found', 'no models here')) } });
    await kiosk.until('usable');
    await kiosk.page.locator('yb-dock .look').click();
    const choose = (path: string) => kiosk.page.locator('yb-show-me input[type=file]').setInputFiles(path);
    for (const path of [photo('empty.jpg', ''), photo('words.png', 'hello'), photo('cut.jpg', (await held('6970000000116')).subarray(0, 300)), photo('heic.heic', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0heicmif1'), Buffer.alloc(64)]))]) {
      await choose(path);
      await kiosk.page.getByText('This photo cannot be opened').waitFor({ timeout: 30_000 });
    }
    // A code of another shop's goods.
    await choose(photo('other.jpg', await held('4006381333931')));
    await kiosk.page.getByText('it is not one of ours').waitFor({ timeout: 60_000 });
    await leave(kiosk);
  });

  test('no camera at all: it is said, and a photo still helps', async () => {
    await using kiosk = await openKiosk({ search: 'body=off&lang=en', prepare: (page) => page.addInitScript(() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('none', 'NotFoundError')); }) });
    await kiosk.until('usable');
    await kiosk.page.locator('yb-dock .look').click();
    await kiosk.page.getByText('The camera cannot be used').waitFor();
    const kettle = pack.products.find(({ id }) => id === 'k1')!;
    await kiosk.page.locator('yb-show-me input[type=file]').setInputFiles(photo('k1.jpg', await held(kettle.barcode)));
    await kiosk.page.locator('yb-card').getByText(kettle.name.en).waitFor({ timeout: 60_000 });
    await leave(kiosk);
  });
});

describeWithFixtures('by looks', ['image-embed/mobilenet_v1_embed_u8.onnx'], () => {
  test('of several things before the camera the one that is tapped at is looked at, in a picture that stands still meanwhile', async () => {
    const random = seededRandom(31);
    const [upper, lower] = ['r1', 'k2'].map((id) => pack.products.find((product) => product.id === id)!) as [ShopPack['products'][number], ShopPack['products'][number]];
    const [PICTURE, SIDE, TOPS] = [{ width: 1280, height: 720 }, 350, [5, 365]] as const;
    const things = await Promise.all([upper, lower].map(async (product, i) => ({ input: await sharp(await renderProduct(product, random)).resize(SIDE, SIDE, { fit: 'cover' }).png().toBuffer(), left: (PICTURE.width - SIDE) / 2, top: TOPS[i]! })));
    const shelf = await sharp({ create: { ...PICTURE, channels: 3, background: '#c9c2b4' } }).composite(things).png().toBuffer();
    await using kiosk = await openKiosk({ search: 'body=off', flags: [`--use-file-for-fake-video-capture=${await filmOf(seconds(shelf, 1), PICTURE.width, PICTURE.height)}`] });
    await kiosk.until('usable');
    await kiosk.page.locator('yb-dock .look').click();
    const video = kiosk.page.locator('yb-show-me video');
    await expect.poll(() => video.evaluate((element) => (element as HTMLVideoElement).videoWidth), { timeout: 30_000 }).toBe(PICTURE.width);
    await expect.poll(() => video.evaluate((element) => (element as HTMLVideoElement).paused)).toBe(false);
    const box = (await video.boundingBox())!;
    const scale = Math.max(box.width / PICTURE.width, box.height / PICTURE.height);
    // Told by itself: a quick machine has looked before anybody could ask.
    await video.evaluate((element) => {
      const events: string[] = [];
      for (const name of ['pause', 'emptied']) element.addEventListener(name, () => events.push((element.getRootNode() as ShadowRoot).querySelector('.spot') ? `${name} at the spot` : name));
      Object.assign(window, { events });
    });
    await kiosk.page.mouse.click(box.x + box.width / 2, box.y + (box.height - PICTURE.height * scale) / 2 + (TOPS[1] + SIDE / 2) * scale);
    await kiosk.page.locator('yb-card .choices').getByText(lower.name.zh).waitFor({ timeout: 90_000 });
    expect(await kiosk.page.evaluate(() => (window as unknown as { events: string[] }).events)).toEqual(['pause at the spot']);
    await leave(kiosk);
  });

  test('a picture of a product: one of three to tap, then its card; a worker that is killed costs one look; what is none of the shop\'s is not guessed', async () => {
    await using kiosk = await openKiosk({ search: 'body=off' });
    await kiosk.until('usable');
    const random = seededRandom(4_711);
    const cooker = pack.products.find(({ id }) => id === 'r1')!;
    await show(kiosk, photo('r1.jpg', await renderProduct(cooker, random)));
    const choices = kiosk.page.locator('yb-card .choices');
    await choices.getByText(cooker.name.zh).waitFor({ timeout: 90_000 });
    await choices.getByText(cooker.name.zh).click();
    await kiosk.page.locator('yb-card [data-card=product]').getByText(cooker.name.zh).waitFor();

    const worker = kiosk.page.workers().find((candidate) => candidate.url().includes('products.worker'))!;
    await worker.evaluate(() => { setTimeout(() => { throw new Error('killed by a test'); }); });
    const noise = await sharp(Buffer.from(Array.from({ length: 400 * 400 * 3 }, () => Math.floor(random() * 256))), { raw: { width: 400, height: 400, channels: 3 } }).jpeg().toBuffer();
    await show(kiosk, photo('noise.jpg', noise));
    await kiosk.page.getByText('这个我不认识').waitFor({ timeout: 60_000 });
    await leave(kiosk);
  });
});
