/** npx tsx models/background/make.ts: learns how pictures of goods differ, from the gallery photos of GroceryStoreDataset, and writes what the eyes compare looks with. Three minutes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GALLERY_VIEWS, type GalleryLook } from '../../src/core/looks/lineup.ts';
import { backgroundOf, encodeBackground } from '../../src/engines/vision/looks/background.ts';
import { imageEmbedder } from '../../src/tools/model-paths.ts';
import { readPicture } from '../../src/tools/read-picture.ts';

const root = join(process.env['YINGBIN_MODELS'] ?? '', 'product-images/grocery-store');
const rows = JSON.parse(readFileSync(join(root, 'benchmark.json'), 'utf8')) as readonly { readonly name: string; readonly gallery: readonly string[] }[];
const { embedder, network } = await imageEmbedder();
const looks: GalleryLook[] = [];
for (const { name, gallery } of rows) for (const file of gallery) looks.push({ product: name, ...(await embedder.look(await readPicture(readFileSync(join(root, file))), GALLERY_VIEWS)) });
const bytes = encodeBackground(backgroundOf(looks), network);
writeFileSync(new URL('../../src/engines/vision/looks/background.bin', import.meta.url), bytes);
console.log(`${rows.length} kinds of goods, ${looks.length} photos, ${bytes.length} bytes`);
