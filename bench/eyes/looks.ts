import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLOUR_SIZE } from '../../src/core/looks/colour.ts';
import { GALLERY_VIEWS, type GalleryLook } from '../../src/core/looks/lineup.ts';
import { imageEmbedder } from '../../src/tools/model-paths.ts';
import { readPicture } from '../../src/tools/read-picture.ts';

const CACHE = '.cache/looks';

/** Looks of picture files, kept under .cache: the network takes a second for the four views of each. */
export async function looksOf(root: string, pictures: readonly { readonly product: string; readonly file: string }[]): Promise<GalleryLook[]> {
  mkdirSync(CACHE, { recursive: true });
  const { embedder, network } = await imageEmbedder();
  const looks: GalleryLook[] = [];
  for (const { product, file } of pictures) {
    const kept = join(CACHE, `${network.slice(0, 8)}-${file.replaceAll(/[^\w.-]/g, '_')}.f32`);
    if (!existsSync(kept)) {
      const { views, colour } = await embedder.look(await readPicture(readFileSync(join(root, file))), GALLERY_VIEWS);
      writeFileSync(kept, Buffer.concat([...views, colour].map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength))));
    }
    const bytes = readFileSync(kept);
    const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    const size = (all.length - COLOUR_SIZE) / GALLERY_VIEWS.length;
    looks.push({ product, views: GALLERY_VIEWS.map((_, i) => all.slice(i * size, (i + 1) * size)), colour: all.slice(-COLOUR_SIZE) });
  }
  return looks;
}
