/** Longest side of a photo that is sent, in pixels. */
const LONGEST_SIDE = 1_280;
const QUALITY = 0.8;

/** A photo made small; loses everything but its picture. @returns JPEG as a data URL @throws when the file holds no picture */
export async function smallPhoto(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.toDataURL('image/jpeg', QUALITY);
}
