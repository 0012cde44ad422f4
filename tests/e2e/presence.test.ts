import sharp from 'sharp';
import { expect, test } from 'vitest';
import { describeWithFixtures } from '../helpers/fixtures.ts';
import { filmOf, seconds } from '../helpers/film.ts';
import { pictureOfHer } from '../helpers/film-of-her.ts';
import { openKiosk } from '../helpers/kiosk-page.ts';

const [WIDTH, HEIGHT] = [640, 480];

describeWithFixtures('a camera that notices visitors', ['mediapipe/face_landmarker_v2_with_blendshapes.task'], () => {
  test('nobody, then somebody comes and looks: she greets; somebody goes: the page is wiped; the sign is the switch', async () => {
    const empty = await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#dfe5e1' } }).png().toBuffer();
    const her = await pictureOfHer(WIDTH, HEIGHT);
    const film = await filmOf([...seconds(empty, 6), ...seconds(her, 12), ...seconds(empty, 14)], WIDTH, HEIGHT);
    await using kiosk = await openKiosk({ search: 'body=off&presence=on', flags: [`--use-file-for-fake-video-capture=${film}`] });
    await kiosk.page.locator('yb-top-bar .sign').waitFor({ timeout: 60_000 });
    await expect.poll(async () => (await kiosk.trace()).flatMap((each) => (each.type === 'presence' ? [(each as unknown as { event: string }).event] : [])).join(' '), { timeout: 90_000 }).toMatch(/arrived attending.* left/);
    const types = (await kiosk.trace()).map(({ type }) => type);
    expect(types).toContain('wiped');
    expect(await kiosk.leftovers()).toEqual([]);
    await kiosk.page.locator('yb-top-bar .sign').click();
    await kiosk.page.locator('yb-top-bar .sign').waitFor({ state: 'detached' });
    expect([...kiosk.foreignRequests, ...kiosk.errors]).toEqual([]);
  });

  test('a lens that is covered, and a camera that hangs upside down, are told to the staff', async () => {
    const lid = await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#0a0908' } }).png().toBuffer();
    const over = await sharp(await pictureOfHer(WIDTH, HEIGHT)).rotate(180).png().toBuffer();
    const film = await filmOf([...seconds(lid, 15), ...seconds(over, 25)], WIDTH, HEIGHT);
    await using kiosk = await openKiosk({ search: 'body=off&presence=on&lang=zh', flags: [`--use-file-for-fake-video-capture=${film}`] });
    await kiosk.page.getByText('是不是被挡住了').waitFor({ timeout: 90_000 });
    await kiosk.page.getByText('摄像头装倒了').waitFor({ timeout: 60_000 });
    expect(kiosk.errors).toEqual([]);
  });
});
