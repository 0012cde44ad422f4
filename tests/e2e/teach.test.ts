import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeGallery } from '../../src/engines/vision/looks/gallery.ts';
import { describeWithFixtures } from '../helpers/fixtures.ts';
import { askOf, CARTON, notShown, teachCarton } from '../helpers/teach.ts';

describeWithFixtures('teaching', ['image-embed/mobilenet_v1_embed_u8.onnx', 'product-images/grocery-store'], () => {
  test('a new product is shown, named and known: to the clerk on this device, as a file for others, and forgotten again', async () => {
    await using lesson = await teachCarton();
    const { kiosk, guesses } = lesson;
    const { page } = kiosk;
    expect(guesses[0]).toContain(CARTON.name);

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载' }).click()]);
    const file = join(mkdtempSync(join(tmpdir(), 'yingbin-taught-')), 'taught.bin');
    await download.saveAs(file);
    const { pictures, labels } = decodeGallery(readFileSync(file));
    expect(pictures.length).toBe(5);
    expect(labels).toEqual([{ product: `new-${CARTON.barcode}`, barcode: CARTON.barcode, added: { name: { zh: CARTON.name, en: CARTON.name }, price: 12.5, family: expect.any(String) } }]);

    const choices = await askOf(kiosk, notShown()[0]!);
    expect(choices.join()).toContain(CARTON.name);
    await page.locator('yb-card .choices').getByText(CARTON.name).click();
    await page.locator('yb-card [data-card=product]').getByText('¥12.5').waitFor({ timeout: 30_000 });

    // Its barcode is before the camera again: what was taught of it may be forgotten …
    await page.goto(`${kiosk.origin}/teach/?lang=zh`);
    await page.getByRole('button', { name: '忘掉' }).click();
    await expect.poll(() => page.getByRole('button', { name: '忘掉' }).count()).toBe(0);
    // … and known again by the file.
    await page.locator('.foot input[type=file]').setInputFiles(file);
    await page.getByRole('button', { name: '忘掉' }).waitFor({ timeout: 30_000 });
    await page.locator('.foot input[type=file]').setInputFiles(notShown()[0]!);
    await page.getByText('这个文件打不开').waitFor({ timeout: 30_000 });
    expect([...kiosk.foreignRequests, ...kiosk.errors]).toEqual([]);
  });
});
