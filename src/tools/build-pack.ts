import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withTaught, type Label } from '../core/knowledge/taught.ts';
import { encodeBagModel } from '../engines/intent/codec.ts';
import { trainIntents } from '../engines/intent/train-intents.ts';
import { loadFlite } from '../engines/tts/node.ts';
import { decodeGallery } from '../engines/vision/looks/gallery.ts';
import { compileShop, type CompiledShop } from '../shop/compile.ts';
import { createGarble } from '../shop/garble.ts';
import { moodExamples } from '../shop/mood-examples.ts';
import { PackError } from '../shop/pack-problem.ts';
import type { ShopFiles } from '../shop/read-files.ts';

/** What visitors say in any shop: every shop's training begins with it. */
const BASE = fileURLToPath(new URL('../../shops/base', import.meta.url));

/** Four classes need little: 200 KB. */
const MOOD_TRAINING = { dimensions: 2 ** 13, hidden: 16, labelSmoothing: 0.1, featureDropout: 0.35 } as const;

export interface BuiltShop extends CompiledShop {
  /** Encoded models of intents and of moods. */
  readonly intents: Uint8Array;
  readonly moods: Uint8Array;
  /** What `shop -- gallery` made, if it did. */
  readonly gallery: Uint8Array | undefined;
}

export interface ShopOptions {
  /** False for what makes the gallery anew. */
  readonly isGalleryRead?: boolean;
}

/** Validates a shop's folder and trains its intent model. @throws PackError */
export async function buildShop(folder: string, options: ShopOptions = {}): Promise<BuiltShop> {
  const { base, ...shop } = await readShop(folder, options);
  const intents = trainIntents(shop.examples, { garble: createGarble(shop.examples.map(({ text }) => text)) });
  return { ...shop, intents: encodeBagModel(intents), moods: encodeBagModel(trainIntents(moodExamples(base), MOOD_TRAINING)) };
}

/** Validates a shop's folder: what it sells and says, untrained. @throws PackError */
export async function readShop(folder: string, { isGalleryRead = true }: ShopOptions = {}): Promise<Omit<BuiltShop, 'intents' | 'moods'> & { readonly base: ShopFiles }> {
  const [files, base, gallery] = await Promise.all([readShopFolder(folder), readShopFolder(BASE), isGalleryRead ? readFile(join(folder, 'gallery.bin')).catch(() => undefined) : undefined]);
  const version = createHash('sha256').update(JSON.stringify([...files, ...base])).update(gallery ?? '').digest('hex').slice(0, 16);
  const compiled = compileShop(files, { version, base, pronounce: await createPronouncer() });
  return { ...compiled, pack: { ...withTaught(compiled.pack, gallery ? labelsOf(gallery) : []), hasGallery: gallery !== undefined }, gallery, base };
}

function labelsOf(gallery: Uint8Array): readonly Label[] {
  try {
    return decodeGallery(gallery).labels ?? [];
  } catch (error) {
    throw new PackError([{ file: 'gallery.bin', message: `${(error as Error).message}; make it anew: npm run shop -- gallery` }]);
  }
}

export async function readShopFolder(folder: string): Promise<ShopFiles> {
  const names = (await readdir(folder)).filter((name) => /\.(yaml|csv|txt)$/.test(name)).sort();
  return new Map(await Promise.all(names.map(async (name) => [name, decode(await readFile(join(folder, name)))] as const)));
}

/** UTF-8, or what Chinese spreadsheets write when they do not. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Pronunciations from the recogniser's own dictionary; names it lacks by flite's letter-to-sound rules. */
async function createPronouncer(): Promise<(word: string) => readonly string[]> {
  const path = createRequire(import.meta.url).resolve('soundswallower').replace(/[^/\\]*$/, join('model', 'en-us', 'dict.txt'));
  const dictionary = new Map<string, string[]>();
  for (const line of (await readFile(path, 'utf8')).split('\n')) {
    const [, word, phones] = /^([^\s(]+)(?:\(\d+\))?\s+(.+)$/.exec(line.trim()) ?? [];
    if (word && phones) dictionary.set(word, [...(dictionary.get(word) ?? []), phones]);
  }
  const flite = await loadFlite();
  return (word) => dictionary.get(word) ?? [flite.pronounce(word).join(' ')];
}
