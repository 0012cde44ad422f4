import type { HearingPack, ShopPack } from '../core/knowledge/shop-pack.ts';
import { withTaught } from '../core/knowledge/taught.ts';
import type { ReaderExamples } from '../engines/intent/second-stage/reader-examples.ts';
import { Failure } from '../core/shared/failure.ts';
import { absoluteUrl } from '../runtime/absolute-url.ts';
import { request } from '../runtime/fetch-with-progress.ts';
import { taughtGallery } from './taught-shelf.ts';

/** Where a build keeps what was compiled from the shop's files. */
const PACK_URLS = { pack: '/shop/pack.json', hearing: '/shop/hearing.json', intents: '/shop/intents.bin', moods: '/shop/moods.bin', examples: '/shop/examples.json', gallery: '/shop/gallery.bin' } as const;

/** Addresses of the models of intents and moods, whole, as workers want them. */
export function mindUrls(): { intents: string; moods: string } {
  return { intents: absoluteUrl(PACK_URLS.intents), moods: absoluteUrl(PACK_URLS.moods) };
}

/** Whole address of the gallery of the products' looks. */
export function galleryUrl(): string {
  return absoluteUrl(PACK_URLS.gallery);
}

/** @throws Failure `offline` | `not-found` | `invalid-input` */
export async function loadPack(signal?: AbortSignal): Promise<ShopPack> {
  return read<ShopPack>(PACK_URLS.pack, signal, (pack) => Array.isArray(pack.products) && typeof pack.texts?.greeting?.zh === 'string');
}

/** The pack, and what staff taught on this device. @throws as `loadPack` does */
export async function loadTaughtPack(): Promise<ShopPack> {
  const pack = await loadPack();
  return withTaught(pack, (await taughtGallery(pack.id))?.labels ?? []);
}

export async function loadHearingPack(signal?: AbortSignal): Promise<HearingPack> {
  return read<HearingPack>(PACK_URLS.hearing, signal, (pack) => Array.isArray(pack.zh?.sentences) && Array.isArray(pack.en?.sentences));
}

export async function loadReaderExamples(signal?: AbortSignal): Promise<ReaderExamples> {
  return read<ReaderExamples>(PACK_URLS.examples, signal, (examples) => Array.isArray(examples.zh) && Array.isArray(examples.en));
}

/** The pack was checked in full when it was built; here only that it is one at all. */
async function read<T>(url: string, signal: AbortSignal | undefined, isWhole: (value: T) => boolean): Promise<T> {
  const response = await request(url, signal);
  const value = (await response.json().catch(() => undefined)) as T | undefined;
  if (!value || !isWhole(value)) throw new Failure('invalid-input', `${url} is no shop pack; run "npm run shop -- check"`);
  return value;
}
