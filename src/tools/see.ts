/** npm run see -- photo.jpg … [--gallery folder-or-file] [--pack shops/demo] [--catalogue] [--json]: which product each picture shows, by the same code as the page. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Lineup } from '../core/looks/lineup.ts';
import { printedText } from '../core/looks/printed/printed-names.ts';
import { displayCodesOf, hasLamps, sightingOf } from '../core/looks/sighting.ts';
import { asFailure } from '../core/shared/failure.ts';
import { loadBackground } from '../engines/vision/looks/node.ts';
import { loadGlyphs } from '../engines/vision/displays/node.ts';
import { loadCodes } from '../engines/vision/codes/node.ts';
import { LONGEST_SIDE } from '../engines/vision/text/text-reader.ts';
import { loadText } from '../engines/vision/text/node.ts';
import { ProductEye } from '../engines/vision/products/product-eye.ts';
import { main, parseArguments } from './arguments.ts';
import { readShop } from './build-pack.ts';
import { galleryOf } from './gallery-of.ts';
import { imageEmbedder } from './model-paths.ts';
import { readPicture } from './read-picture.ts';

const MOST_CANDIDATES = 5;

main(async () => {
  const { rest, flags, values } = parseArguments(process.argv.slice(2), { values: ['gallery', 'pack'], flags: ['json', 'catalogue'] });
  if (rest.length === 0) throw new Error('usage: npm run see -- photo.jpg … [--gallery folder-or-file] [--pack shops/demo] [--catalogue] [--json]');
  const path = values.get('gallery') ?? join(values.get('pack') ?? 'shops/demo', 'gallery.bin');
  const { embedder, network } = await imageEmbedder();
  const isThere = values.has('gallery') || existsSync(path);
  const gallery = isThere ? await galleryOf(path, { embedder, network, isCatalogue: flags.has('catalogue'), onProblem: (file, message) => console.error(`${file}: ${message}`) }) : undefined;
  if (gallery && gallery.network !== network) throw new Error(`${path} was made with another image network: make it anew`);
  const pack = values.get('pack');
  const sold = pack === undefined ? { products: [], faults: [] } : (await readShop(pack)).pack;
  const eye = new ProductEye({ codes: await loadCodes(), glyphs: await loadGlyphs(), displayCodes: displayCodesOf(sold), hasLamps: pack === undefined || hasLamps(sold), embedder, lineup: gallery && new Lineup(gallery.pictures, { isCatalogue: gallery.isCatalogue, background: await loadBackground(network) }) });
  const texts = await loadText();
  for (const file of rest) {
    try {
      const bytes = await readFile(file);
      const seen = await eye.see(await readPicture(bytes), 'always');
      const { words } = texts.read(await readPicture(bytes, LONGEST_SIDE));
      const { display, recognition, quality } = seen;
      const candidates = (recognition?.candidates ?? []).slice(0, MOST_CANDIDATES).map(({ product, probability }) => ({ product, probability: Number(probability.toFixed(4)) }));
      const barcode = seen.codes[0]?.text ?? null;
      const text = printedText(words) || null;
      const sighting = sightingOf({ ...seen, words }, sold);
      const product = sighting.kind === 'product' ? sighting.product : null;
      if (flags.has('json')) console.log(JSON.stringify({ file, known: recognition?.isKnown ?? false, candidates, barcode, text, displayCode: display?.code ?? null, lamp: seen.lamp ?? null, product, trouble: quality.trouble ?? null }));
      else console.log(`${file}\n  ${product ?? (recognition?.isKnown ? 'known' : 'not known')}${barcode ? `  barcode ${barcode}` : ''}${display ? `  display ${display.code}` : ''}${seen.lamp ? `  ${seen.lamp} lamp` : ''}${quality.trouble ? `  ${quality.trouble}` : ''}${text ? `  text ${JSON.stringify(text)}` : ''}\n  ${candidates.map(({ product: id, probability }) => `${id} ${(probability * 100).toFixed(0)} %`).join(', ')}`);
    } catch (error) {
      const { code, message } = asFailure(error, 'invalid-input');
      if (flags.has('json')) console.log(JSON.stringify({ file, known: false, candidates: [], barcode: null, text: null, displayCode: null, lamp: null, product: null, error: code }));
      else console.log(`${file}\n  ${message}`);
    }
  }
});
