/**
 * npm run shop -- check [folder]: every mistake in a shop's files with file, line and a suggestion.
 * npm run shop -- build [folder] --out dir: checks, trains and writes the pack.
 * npm run shop -- new name: a small shop of its own under shops/name, to begin with.
 * npm run shop -- schema --out dir: JSON Schema of the YAML files, for editors.
 * npm run shop -- gallery [folder] [--from pictures] [--catalogue]: gallery.bin, by which products are known by their looks: of a folder of pictures with a sub-folder a
 * product (named by its id), or of the drawings of the demo shop.
 * npm run shop -- gallery [folder] --merge taught.bin: takes what staff taught a device into gallery.bin, and prints rows of products.csv for goods that are new.
 * npm run shop -- export [folder] --lang en: schema.org JSON-LD on standard output; import file.json --lang en: rows of products.csv.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import type { Language } from '../core/shared/language.ts';
import { productsFromJsonLd, toJsonLd } from '../shop/json-ld.ts';
import { PackError, describeProblem } from '../shop/pack-problem.ts';
import { answersSchema, flowsSchema, intentsSchema, outOfScopeSchema, shopSchema } from '../shop/schema.ts';
import { main, parseArguments } from './arguments.ts';
import { decodeGallery, encodeGallery, mergeGalleries, type Gallery } from '../engines/vision/looks/gallery.ts';
import { buildShop, type BuiltShop } from './build-pack.ts';
import { drawnGallery, galleryOf } from './gallery-of.ts';
import { imageEmbedder } from './model-paths.ts';
import { newShop } from './new-shop.ts';

main(async () => {
  const { rest, flags, values } = parseArguments(process.argv.slice(2), { values: ['out', 'lang', 'from', 'merge'], flags: ['catalogue'] });
  const [command = '', target] = rest;
  const language: Language = values.get('lang') === 'zh' ? 'zh' : 'en';
  const commands: Readonly<Record<string, () => Promise<void>>> = {
    check: async () => report(target ?? 'shops/demo', await built(target ?? 'shops/demo')),
    build: async () => {
      const folder = target ?? 'shops/demo';
      const shop = await built(folder);
      const out = values.get('out') ?? join(folder, 'build');
      await mkdir(out, { recursive: true });
      await Promise.all([writeFile(join(out, 'pack.json'), JSON.stringify(shop.pack)), writeFile(join(out, 'hearing.json'), JSON.stringify(shop.hearing)), writeFile(join(out, 'intents.bin'), shop.intents)]);
      report(folder, shop);
      console.log(`written to ${out}`);
    },
    new: async () => {
      if (target === undefined) throw new Error('usage: npm run shop -- new name');
      const folder = await newShop(target);
      report(folder, await built(folder));
      console.log(`Now edit the files in ${folder}, and try it: npm run ask -- --pack ${folder} "..."`);
    },
    schema: async () => {
      const out = values.get('out') ?? 'shops/schema';
      await mkdir(out, { recursive: true });
      for (const [name, schema] of Object.entries({ shop: shopSchema, intents: intentsSchema, 'out-of-scope': outOfScopeSchema, answers: answersSchema, flows: flowsSchema })) {
        await writeFile(join(out, `${name}.schema.json`), `${JSON.stringify(toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' }), null, 2)}\n`);
      }
      console.log(`written to ${out}`);
    },
    gallery: async () => {
      const folder = target ?? 'shops/demo';
      // What the folder's tables say alone: the gallery that is there may be broken, and lists what is not in the tables yet.
      const { pack } = await built(folder, { isGalleryRead: false });
      const path = join(folder, 'gallery.bin');
      const merge = values.get('merge');
      const gallery = merge === undefined ? await newGallery(pack, values.get('from'), flags.has('catalogue')) : await mergedGallery(path, merge);
      const added = (gallery.labels ?? []).filter(({ product, added: isAdded }) => isAdded && !pack.products.some(({ id }) => id === product));
      const strangers = [...new Set(gallery.pictures.map(({ product }) => product))].filter((id) => !pack.products.some((product) => product.id === id) && !added.some(({ product }) => product === id));
      if (strangers.length > 0) throw new Error(`no product has the id ${strangers.join(', ')}: name the sub-folders as products.csv does`);
      const bytes = encodeGallery(gallery);
      await writeFile(path, bytes);
      console.log(`${path}: ${gallery.pictures.length} pictures of ${new Set(gallery.pictures.map(({ product }) => product)).size} products, ${Math.round(bytes.length / 1000)} KB`);
      if (added.length > 0) console.log(`add to ${join(folder, 'products.csv')}, and fill in the rest:\nid,family,name_zh,name_en,price,barcode`);
      for (const { product, barcode, added: { family, name, price } = { family: '', name: { zh: '', en: '' }, price: 0 } } of added) console.log(csvRow([product, family, name.zh, name.en, String(price), barcode]));
    },
    export: async () => console.log(JSON.stringify(toJsonLd((await built(target ?? 'shops/demo')).pack, language), null, 2)),
    import: async () => {
      if (target === undefined) throw new Error('usage: npm run shop -- import file.json --lang en');
      console.log(`id,name_${language},price,stock,barcode,summary_${language},colors,category`);
      for (const { id, name, price, stock, barcode, summary, colors, category } of productsFromJsonLd(await readFile(target, 'utf8'))) console.log(csvRow([id, name, price, stock, barcode, summary, colors, category]));
    },
  };
  const run = commands[command];
  if (!run) throw new Error(`usage: npm run shop -- ${Object.keys(commands).join(' | ')}`);
  await run();
});

async function newGallery({ products }: BuiltShop['pack'], from: string | undefined, isCatalogue: boolean): Promise<Gallery> {
  const network = await imageEmbedder();
  return from === undefined ? drawnGallery(products, network) : galleryOf(from, { ...network, isCatalogue, hasThumbnails: true, onProblem: (file, message) => console.error(`${file}: ${message}`) });
}

async function mergedGallery(path: string, taught: string): Promise<Gallery> {
  const lesson = decodeGallery(await readFile(taught));
  return existsSync(path) ? mergeGalleries(decodeGallery(await readFile(path)), lesson) : lesson;
}

function csvRow(values: readonly string[]): string {
  return values.map((value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(',');
}

async function built(folder: string, options?: Parameters<typeof buildShop>[1]): Promise<BuiltShop> {
  try {
    return await buildShop(folder, options);
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    throw new Error(`${folder} has ${error.problems.length} ${error.problems.length === 1 ? 'mistake' : 'mistakes'}:\n${error.problems.map((problem) => `  ${describeProblem(problem)}`).join('\n')}`, { cause: error });
  }
}

function report(folder: string, { pack, hearing, examples }: BuiltShop): void {
  console.log(`${folder}: ${pack.products.length} products, ${Object.keys(pack.answers).length} intents, ${pack.flows.length} talks, ${examples.length} sentences, version ${pack.version}`);
  if (hearing.zh.sentences.length === 0) console.log('no Mandarin sentence can be heard');
}
