import sharp from 'sharp';
import { filmOf } from './film.ts';
import { openKiosk } from './kiosk-page.ts';

/** As many a second as a puppet's camera is asked for. */
const FRAMES_PER_SECOND = 30;
const FRAMES = 4 * FRAMES_PER_SECOND;
const [WIDTH, HEIGHT] = [640, 480];

/** Our own clerk's face, as large as somebody's who stands before the camera. PNG. */
export async function pictureOfHer(width: number, height: number): Promise<Buffer> {
  await using kiosk = await openKiosk({ search: '', viewport: { width: 540, height: 960 } });
  await kiosk.until('first-frame', { timeoutMs: 120_000 });
  await kiosk.page.waitForTimeout(4_000);
  return sharp(await kiosk.page.screenshot({ clip: { x: 60, y: 20, width: 420, height: 315 } })).resize(Math.round(width), Math.round(height)).png().toBuffer();
}

/** A camera's film of a face that sways. @returns a y4m file */
export async function filmOfHer(): Promise<string> {
  const picture = await pictureOfHer(1.2 * WIDTH, 1.2 * HEIGHT);
  const frames = await Promise.all(Array.from({ length: FRAMES }, async (_, i) => {
    const phase = (2 * Math.PI * i) / FRAMES;
    const turned = await sharp(picture).rotate(11 * Math.sin(phase), { background: '#e6ece8' }).png().toBuffer();
    const { width = 0, height = 0 } = await sharp(turned).metadata();
    return sharp(turned).extract({ left: Math.round((width - WIDTH) / 2 + 20 * Math.sin(phase)), top: Math.round((height - HEIGHT) / 2 + 12 * Math.sin(2 * phase)), width: WIDTH, height: HEIGHT });
  }));
  return filmOf(frames, WIDTH, HEIGHT, FRAMES_PER_SECOND);
}
