import { decodeGallery, type Gallery } from '../engines/vision/looks/gallery.ts';

/** What staff taught stays on this device until it is taken into the shop's folder, or forgotten: goods, never visitors. */
const CACHE = 'yingbin-taught-1';

const keyOf = (shop: string) => new URL(`/taught/${encodeURIComponent(shop)}.bin`, location.href).href;

/** A gallery's file; undefined where nothing was taught, or where the browser keeps nothing. */
export async function readTaught(shop: string): Promise<Uint8Array | undefined> {
  try {
    const kept = await (await caches.open(CACHE)).match(keyOf(shop));
    return kept && new Uint8Array(await kept.arrayBuffer());
  } catch {
    return undefined;
  }
}

/** @returns undefined for nothing, or for what is no gallery of this version */
export async function taughtGallery(shop: string): Promise<Gallery | undefined> {
  const bytes = await readTaught(shop);
  try {
    return bytes && decodeGallery(bytes);
  } catch {
    return undefined;
  }
}

/** @throws DOMException where the browser keeps nothing or has no room */
export async function keepTaught(shop: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  await (await caches.open(CACHE)).put(keyOf(shop), new Response(bytes));
}
