/** How a picture is made no wider than it may be; nothing is changed where it is not. */
export function fitted(width: number, height: number, widest = Infinity): ImageBitmapOptions {
  const scale = widest / width;
  return scale < 1 ? { resizeWidth: Math.round(width * scale), resizeHeight: Math.round(height * scale), resizeQuality: 'medium' } : {};
}
