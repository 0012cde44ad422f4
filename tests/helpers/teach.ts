import { readdirSync } from 'node:fs';
import sharp from 'sharp';
import { ean13Svg } from '../../src/tools/render-barcode.ts';
import { filmOf, seconds } from './film.ts';
import { fixture } from './fixtures.ts';
import { openKiosk, type KioskPage } from './kiosk-page.ts';

const [WIDTH, HEIGHT] = [480, 270];
const WALL = '#b7ab98';
/** What a hand needs to turn a thing, in ms, and a finger for a letter. */
const HAND = { turnMs: 2_000, letterMs: 200 };

/** Goods that the demo shop does not have: photos of a real carton. */
export const CARTON = { className: 'Bravo-Apple-Juice', barcode: '4006381333931', name: '苹果汁', price: '12.5' };

export function photosOf(className: string, set: 'gallery' | 'query'): string[] {
  const folder = fixture('product-images', 'grocery-store', set);
  return readdirSync(folder).filter((file) => file.startsWith(`${className}_`)).sort().map((file) => `${folder}/${file}`);
}

/** Photos that she is never shown before the camera. */
export const notShown = (): string[] => photosOf(CARTON.className, 'query').slice(1);

/** A hand holds its barcode up, then turns it slowly, side after side. */
async function filmOfCarton(): Promise<string> {
  const wall = sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: WALL } });
  const code = await wall.clone().composite([{ input: await sharp(Buffer.from(ean13Svg(CARTON.barcode, 2))).png().toBuffer() }]).png().toBuffer();
  const sides = await Promise.all([...photosOf(CARTON.className, 'gallery'), photosOf(CARTON.className, 'query')[0]!].map((path) => sharp(path).rotate().resize(WIDTH, HEIGHT, { fit: 'contain', background: WALL }).png().toBuffer()));
  return filmOf([...seconds(await wall.png().toBuffer(), 1), ...seconds(code, 9), ...Array.from({ length: 3 }, () => sides.flatMap((side) => seconds(side, 3))).flat()], WIDTH, HEIGHT);
}

export interface Lesson extends AsyncDisposable {
  readonly kiosk: KioskPage;
  /** From the opening of the page until she says what she takes the thing for, in s. */
  readonly seconds: number;
  /** What she said: likeliest first, `name · n %`. */
  readonly guesses: readonly string[];
}

/** Somebody of the staff teaches a new product before a camera: barcode, name and price, five sides, remember, try. At the pace of a hand. */
export async function teachCarton(): Promise<Lesson> {
  const kiosk = await openKiosk({ search: 'body=off', flags: [`--use-file-for-fake-video-capture=${await filmOfCarton()}`] });
  await kiosk.until('usable');
  const { page } = kiosk;
  const start = performance.now();
  await page.goto(`${kiosk.origin}/teach/?lang=zh`);
  await page.getByText(CARTON.barcode).waitFor({ timeout: 60_000 });
  await page.locator('input[name=own]').pressSequentially(CARTON.name, { delay: HAND.letterMs });
  await page.locator('input[name=price]').pressSequentially(CARTON.price, { delay: HAND.letterMs });
  await page.getByRole('button', { name: '继续' }).click();
  for (let side = 1; side <= 5; side += 1) {
    await page.waitForTimeout(HAND.turnMs);
    await page.getByRole('button', { name: '拍一张' }).click();
    await page.locator('.strip img').nth(side - 1).waitFor({ timeout: 60_000 });
  }
  await page.getByRole('button', { name: '记住它' }).click();
  await page.getByText('她认得了').waitFor({ timeout: 60_000 });
  await page.waitForTimeout(HAND.turnMs);
  await page.getByRole('button', { name: '试一下' }).click();
  await page.locator('.guess').waitFor({ timeout: 60_000 });
  const tookS = (performance.now() - start) / 1_000;
  return { kiosk, seconds: tookS, guesses: await page.locator('.guess span').allTextContents(), [Symbol.asyncDispose]: () => kiosk[Symbol.asyncDispose]() };
}

/** The kiosk on the same device, asked with a photo that was not taught. @returns what she offers to tap */
export async function askOf({ page, origin }: KioskPage, photo: string): Promise<string[]> {
  await page.goto(`${origin}/?trace&processing=off&body=off&lang=zh`);
  await page.locator('yb-dock .look').click();
  await page.locator('yb-show-me input[type=file]').setInputFiles(photo);
  await page.locator('yb-show-me').waitFor({ state: 'detached', timeout: 90_000 });
  return page.locator('yb-card .choices button').allTextContents();
}
