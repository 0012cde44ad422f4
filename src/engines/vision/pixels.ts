import type { Picture } from '../../core/looks/picture.ts';

/** A picture's pixels, no larger than this on its longer side. Workers only. */
export function pixelsOf(picture: ImageBitmap, longest: number): Picture {
  const context = drawn(picture, longest);
  return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
}

/** On white, no larger than this on its longer side, in pixels. */
export function drawn(picture: ImageBitmap, longest: number): OffscreenCanvasRenderingContext2D {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context;
}
