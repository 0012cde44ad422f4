import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GALLERY_VIEWS } from '../core/looks/lineup.ts';
import { asFailure } from '../core/shared/failure.ts';
import { seededRandom } from '../core/shared/random.ts';
import type { Embedder } from '../engines/vision/looks/embedder.ts';
import { decodeGallery, type Gallery, type GalleryPicture } from '../engines/vision/looks/gallery.ts';
import { readPicture, thumbnailOf } from './read-picture.ts';
import { renderProduct, type Drawn } from './render-product.ts';

export interface GalleryOptions {
  readonly embedder: Embedder;
  /** SHA-256 of the network's file, in hex. */
  readonly network: string;
  readonly isCatalogue?: boolean;
  /** Small pictures are kept too. */
  readonly hasThumbnails?: boolean;
  readonly onProblem?: (file: string, message: string) => void;
}

/** A gallery's file, or one made of a folder of pictures with a sub-folder for each product. @throws RangeError for a folder without pictures */
export async function galleryOf(path: string, { embedder, network, isCatalogue = false, hasThumbnails = false, onProblem = () => {} }: GalleryOptions): Promise<Gallery> {
  if (!(await stat(path)).isDirectory()) return decodeGallery(await readFile(path));
  const pictures: GalleryPicture[] = [];
  for (const folder of (await readdir(path, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort()) {
    for (const file of (await readdir(join(path, folder))).sort()) {
      try {
        const bytes = await readFile(join(path, folder, file));
        const look = await embedder.look(await readPicture(bytes), GALLERY_VIEWS);
        pictures.push({ product: folder, thumbnail: hasThumbnails ? await thumbnailOf(bytes) : '', ...look });
      } catch (error) {
        onProblem(join(folder, file), asFailure(error, 'invalid-input').message);
      }
    }
  }
  if (pictures.length === 0) throw new RangeError(`${path} has no picture in a sub-folder`);
  return { network, isCatalogue, pictures };
}

const DRAWN = 5;

/** A gallery of drawn products, in as many lights and places as a shop would photograph. */
export async function drawnGallery(products: readonly Drawn[], { embedder, network }: Pick<GalleryOptions, 'embedder' | 'network'>): Promise<Gallery> {
  const pictures: GalleryPicture[] = [];
  const random = seededRandom(20);
  for (const product of products) {
    for (let i = 0; i < DRAWN; i += 1) {
      const bytes = await renderProduct(product, random);
      pictures.push({ product: product.id, thumbnail: i === 0 ? await thumbnailOf(bytes) : '', ...(await embedder.look(await readPicture(bytes), GALLERY_VIEWS)) });
    }
  }
  return { network, isCatalogue: false, pictures };
}
