import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asQuery, Lineup, type GalleryLook, type Recognition } from '../../src/core/looks/lineup.ts';
import { seededRandom } from '../../src/core/shared/random.ts';
import { loadCodes } from '../../src/engines/vision/codes/node.ts';
import { ProductEye } from '../../src/engines/vision/products/product-eye.ts';
import { imageEmbedder } from '../../src/tools/model-paths.ts';
import { readPicture } from '../../src/tools/read-picture.ts';
import { median, round, type Case, type Measurement } from '../measurement.ts';
import { modelsFolder } from '../mind/sources.ts';
import { looksOf } from './looks.ts';

interface Row {
  readonly name: string;
  readonly gallery: readonly string[];
  readonly query: readonly string[];
  readonly iconic: string;
}

/** Rows of the benchmark file that are packages; the rest is fruit and vegetables. */
const PACKAGES = [21, 42] as const;
const DRAWS = 12;
const KNOWN_PACKAGES = 11;
const FOLDS = 7;
/** Of the query photos one in so many is timed, after so many to warm up. */
const TIMED_EVERY = 3;
const WARM_UP = 3;

/** GroceryStoreDataset (Klasson et al. 2019): 59 classes, 5 gallery and 5 query photos each, from other shops and times. */
export async function measureProducts(): Promise<Measurement> {
  const root = join(modelsFolder(), 'product-images/grocery-store');
  const rows = JSON.parse(readFileSync(join(root, 'benchmark.json'), 'utf8')) as Row[];
  const packages = rows.slice(...PACKAGES).map(({ name }) => name);
  const isPackage = (name: string) => packages.includes(name);
  const isOther = (name: string) => !isPackage(name);
  const load = (filesOf: (row: Row) => readonly string[]) => looksOf(root, rows.flatMap((row) => filesOf(row).map((file) => ({ product: row.name, file }))));
  const [gallery, queries, iconic] = [await load((row) => row.gallery), await load((row) => row.query), await load((row) => [row.iconic])];
  const of = (looks: readonly GalleryLook[], keep: (name: string) => boolean) => looks.filter(({ product }) => keep(product));
  const cases: Case[] = [];
  const ask = (figure: string, lineup: Lineup, looks: readonly GalleryLook[]) => looks.map((look, i) => {
    const whole = asQuery(look);
    // As the eyes do: one view, and a second one where it leaves doubt.
    const first = lineup.recognise({ ...whole, views: whole.views.slice(0, 1) });
    const isOneView = lineup.isSure(first);
    const seen = isOneView ? first : lineup.recognise(whole);
    if (figure !== '') cases.push({ figure, input: `${look.product} ${i}`, expected: look.product, got: seen.candidates.slice(0, 5).map(({ product, probability }) => `${product} ${round(probability)}`).join(', ') });
    return { look, seen, isOneView };
  });

  const all = ask('allTop1', new Lineup(gallery), queries);
  // Packages among themselves: a shop that sells only these, with nothing but its own photos.
  const own = new Lineup(of(gallery, isPackage));
  const inShop = ask('packagesTop1', own, of(queries, isPackage));
  // One catalogue picture each. What may vary is learnt from photos of other things: of no class that is asked about.
  const web = Array.from({ length: FOLDS }, (_, fold) => {
    const asked = packages.filter((__, i) => i % FOLDS === fold);
    const lineup = new Lineup(of(iconic, isPackage), { background: of(gallery, (name) => !asked.includes(name)), isCatalogue: true });
    return ask('webPicturePackagesTop1', lineup, of(queries, (name) => asked.includes(name)));
  }).flat();
  const webOfProduce = ask('', new Lineup(of(iconic, isPackage), { background: of(gallery, isOther), isCatalogue: true }), of(queries, isPackage));

  const outsiders = ask('', own, of(queries, isOther));
  const far = auroc(inShop, outsiders);
  const random = seededRandom(11);
  const near = Array.from({ length: DRAWS }, () => {
    const known = packages.map((name) => ({ name, key: random() })).sort((a, b) => a.key - b.key).slice(0, KNOWN_PACKAGES).map(({ name }) => name);
    const lineup = new Lineup(of(gallery, (name) => known.includes(name)));
    const inside = ask('', lineup, of(queries, (name) => known.includes(name)));
    const outside = ask('', lineup, of(queries, (name) => isPackage(name) && !known.includes(name)));
    return { auroc: auroc(inside, outside), accepted: share(inside), falselyAccepted: share(outside) };
  });
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    figures: {
      allTop1: top(all, 1), allTop3: top(all, 3), allTop5: top(all, 5), packagesTop1: top(inShop, 1), packagesTop3: top(inShop, 3),
      webPicturePackagesTop1: top(web, 1), webPicturePackagesTop3: top(web, 3), webPictureBackgroundOfProduceTop1: top(webOfProduce, 1), webPictureBackgroundOfProduceTop3: top(webOfProduce, 3),
      unknownFarAuroc: round(far, 4), unknownNearAuroc: round(mean(near.map((draw) => draw.auroc)), 4),
      knownAccepted: round(share(all), 4), nearKnownAccepted: round(mean(near.map((draw) => draw.accepted)), 4), nearUnknownAccepted: round(mean(near.map((draw) => draw.falselyAccepted)), 4),
      ece: round(calibrationError(all), 4), centroidTop1: baseline(gallery, queries, ({ views }) => views[1]!), histogramTop1: baseline(gallery, queries, ({ colour }) => colour),
      oneViewEnough: round(all.filter(({ isOneView }) => isOneView).length / all.length), oneViewEnoughOfUnknown: round(outsiders.filter(({ isOneView }) => isOneView).length / outsiders.length),
      // A shop is asked about what it sells; what it does not sell always takes both views.
      photoCpuMs: await timePhotos(new Lineup(gallery), root, rows), unknownPhotoCpuMs: await timePhotos(own, root, rows.filter(({ name }) => isOther(name))),
    },
    cases, settings: { node: process.version, folds: FOLDS, draws: DRAWS },
  };
}

interface Asked {
  readonly look: GalleryLook;
  readonly seen: Recognition;
  readonly isOneView: boolean;
}

function top(asked: readonly Asked[], k: number): number {
  return round(asked.filter(({ look, seen }) => seen.candidates.slice(0, k).some(({ product }) => product === look.product)).length / asked.length, 4);
}

function share(asked: readonly Asked[]): number {
  return asked.filter(({ seen }) => seen.isKnown).length / asked.length;
}

/** How often a known thing is better acquainted than an unknown one. */
function auroc(known: readonly Asked[], unknown: readonly Asked[]): number {
  let wins = 0;
  for (const { seen: a } of known) for (const { seen: b } of unknown) wins += a.acquaintance > b.acquaintance ? 1 : a.acquaintance === b.acquaintance ? 0.5 : 0;
  return wins / (known.length * unknown.length);
}

/** Expected calibration error over ten bins. @see Guo et al. 2017, ICML */
function calibrationError(asked: readonly Asked[]): number {
  const bins = Array.from({ length: 10 }, () => ({ sure: 0, right: 0 }));
  for (const { look, seen: { candidates: [best] } } of asked) {
    const bin = bins[Math.min(9, Math.floor(best!.probability * 10))]!;
    bin.sure += best!.probability;
    if (best!.product === look.product) bin.right += 1;
  }
  return bins.reduce((sum, { sure, right }) => sum + Math.abs(sure - right), 0) / asked.length;
}

/** The usual way: cosine to the mean of a class. */
function baseline(gallery: readonly GalleryLook[], queries: readonly GalleryLook[], vectorOf: (look: GalleryLook) => Float32Array): number {
  const products = [...new Set(gallery.map(({ product }) => product))];
  const means = products.map((name) => {
    const vectors = gallery.filter(({ product }) => product === name).map(vectorOf);
    const mean = vectors[0]!.map((_, i) => vectors.reduce((sum, vector) => sum + vector[i]!, 0));
    const length = Math.hypot(...mean);
    return mean.map((value) => value / length);
  });
  const right = queries.filter((look) => {
    const scores = means.map((mean) => vectorOf(look).reduce((sum, value, i) => sum + value * mean[i]!, 0));
    return products[scores.indexOf(Math.max(...scores))] === look.product;
  });
  return round(right.length / queries.length, 4);
}

/** Median CPU time of a photo through barcode and looks, warmed up, in ms. */
async function timePhotos(lineup: Lineup, root: string, rows: readonly Row[]): Promise<number> {
  const eye = new ProductEye({ codes: await loadCodes(), embedder: (await imageEmbedder()).embedder, lineup });
  const times: number[] = [];
  for (const [i, file] of rows.flatMap(({ query }) => query).filter((_, each) => each % TIMED_EVERY === 0).entries()) {
    const picture = await readPicture(readFileSync(join(root, file)));
    const before = process.cpuUsage();
    await eye.see(picture, 'always');
    const { user, system } = process.cpuUsage(before);
    if (i >= WARM_UP) times.push((user + system) / 1_000);
  }
  return round(median(times), 1);
}
