import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';

/** NOTICE: Chromium plays a film at the rate that the page asks its camera for, at most the film's own. */
const FRAMES_PER_SECOND = 15;

/** A frame that stands for a while. */
export const seconds = <T>(frame: T, count: number): T[] => Array.from({ length: count * FRAMES_PER_SECOND }, () => frame);

/** A film for Chromium's fake camera. @param frames pictures of any size; cut to the film's @param framesPerSecond at most; slower where the page asks for less @returns a y4m file */
export async function filmOf(frames: readonly (Sharp | Buffer)[], width: number, height: number, framesPerSecond = FRAMES_PER_SECOND): Promise<string> {
  const parts: Buffer[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420\n`)];
  const made = new Map<Sharp | Buffer, Buffer>();
  for (const frame of frames) {
    const yuv = made.get(frame) ?? toYuv(await (Buffer.isBuffer(frame) ? sharp(frame) : frame).resize(width, height, { fit: 'cover' }).removeAlpha().toColourspace('srgb').raw().toBuffer(), width, height);
    made.set(frame, yuv);
    parts.push(Buffer.from('FRAME\n'), yuv);
  }
  const file = join(mkdtempSync(join(tmpdir(), 'yingbin-film-')), 'film.y4m');
  writeFileSync(file, Buffer.concat(parts));
  return file;
}

/** ITU-R BT.601, 4:2:0. */
function toYuv(rgb: Buffer, width: number, height: number): Buffer {
  const yuv = Buffer.alloc((width * height * 3) / 2);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3;
      const r = rgb[at]!, g = rgb[at + 1]!, b = rgb[at + 2]!;
      yuv[y * width + x] = 16 + 0.257 * r + 0.504 * g + 0.098 * b;
      if (y % 2 || x % 2) continue;
      const chroma = width * height + (y / 2) * (width / 2) + x / 2;
      yuv[chroma] = 128 - 0.148 * r - 0.291 * g + 0.439 * b;
      yuv[chroma + (width * height) / 4] = 128 + 0.439 * r - 0.368 * g - 0.071 * b;
    }
  }
  return yuv;
}
