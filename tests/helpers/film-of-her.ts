import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKiosk } from './kiosk-page.ts';

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 60;
const FRAMES_PER_SECOND = 30;

/** A camera's film of a face that nods and sways: our own clerk's, drawn once and moved. @returns a y4m file */
export async function filmOfHer(): Promise<string> {
  await using kiosk = await openKiosk({ search: '', viewport: { width: 540, height: 960 } });
  await kiosk.until('first-frame', { timeoutMs: 120_000 });
  await kiosk.page.waitForTimeout(4_000);
  const picture = (await kiosk.page.screenshot({ clip: { x: 90, y: 40, width: 360, height: 270 } })).toString('base64');
  const frames = await kiosk.page.evaluate(async ([data, width, height, count]) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    const encoded: string[] = [];
    for (let i = 0; i < count; i += 1) {
      const phase = (2 * Math.PI * i) / count;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillStyle = '#e6ece8';
      context.fillRect(0, 0, width, height);
      context.translate(width / 2 + 20 * Math.sin(phase), height / 2 + 12 * Math.sin(2 * phase));
      context.rotate(0.2 * Math.sin(phase));
      context.drawImage(image, -width / 2, -height / 2, width, height);
      const { data: rgba } = context.getImageData(0, 0, width, height);
      // ITU-R BT.601, 4:2:0.
      const yuv = new Uint8Array((width * height * 3) / 2);
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          const at = (y * width + x) * 4;
          const r = rgba[at]!, g = rgba[at + 1]!, b = rgba[at + 2]!;
          yuv[y * width + x] = 16 + 0.257 * r + 0.504 * g + 0.098 * b;
          if (y % 2 || x % 2) continue;
          const chroma = width * height + (y / 2) * (width / 2) + x / 2;
          yuv[chroma] = 128 - 0.148 * r - 0.291 * g + 0.439 * b;
          yuv[chroma + (width * height) / 4] = 128 + 0.439 * r - 0.368 * g - 0.071 * b;
        }
      }
      let text = '';
      for (let at = 0; at < yuv.length; at += 32_768) text += String.fromCharCode(...yuv.subarray(at, at + 32_768));
      encoded.push(btoa(text));
    }
    return encoded;
  }, [picture, WIDTH, HEIGHT, FRAMES] as const);
  const file = join(mkdtempSync(join(tmpdir(), 'yingbin-film-')), 'her.y4m');
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420\n`);
  writeFileSync(file, Buffer.concat([head, ...frames.flatMap((frame) => [Buffer.from('FRAME\n'), Buffer.from(frame, 'base64')])]));
  return file;
}
