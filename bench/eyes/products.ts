import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asQuery, Lineup, type GalleryLook, type Recognition } from '../../src/core/looks/lineup.ts';
import { seededRandom, type Random } from '../../src/core/shared/random.ts';
import { backgroundOf } from '../../src/engines/vision/looks/background.ts';
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
const SHOPS = 3;
const SHELVES = 5;
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

  // All there are: no other goods are left to learn a background from.
  const all = ask('allTop1', new Lineup(gallery), queries);
  // Backgrounds are never of a class that is asked about, nor of one that is to be unknown.
  const produce = backgroundOf(of(gallery, isOther));
  // Packages among themselves: a shop that sells only these.
  const inShop = ask('packagesTop1', new Lineup(of(gallery, isPackage), { background: produce }), of(queries, isPackage));
  const withoutBackground = ask('', new Lineup(of(gallery, isPackage)), of(queries, isPackage));
  // One catalogue picture each.
  const web = folds(packages, FOLDS).flatMap((asked) => {
    const lineup = new Lineup(of(iconic, isPackage), { background: backgroundOf(of(gallery, (name) => !asked.includes(name))), isCatalogue: true });
    return ask('webPicturePackagesTop1', lineup, of(queries, (name) => asked.includes(name)));
  });
  const webOfProduce = ask('', new Lineup(of(iconic, isPackage), { background: produce, isCatalogue: true }), of(queries, isPackage));
  // Shops of a third of all goods, with the background of the others: as a shop's are to what the project ships.
  const random = seededRandom(11);
  const shops = folds(shuffled(rows.map(({ name }) => name), random), SHOPS).map((sold) => {
    const background = backgroundOf(of(gallery, (name) => !sold.includes(name)));
    const own = of(gallery, (name) => sold.includes(name));
    const askOwn = (figure: string, looks: readonly GalleryLook[], given?: typeof background) => ask(figure, new Lineup(looks, { background: given }), of(queries, (name) => sold.includes(name)));
    const first = own.filter(({ product }, i) => own.findIndex((other) => other.product === product) === i);
    return { five: askOwn('thirdsTop1', own, background), fiveAlone: askOwn('', own), one: askOwn('thirdsOnePhotoTop1', first, background), oneAlone: askOwn('', first) };
  });
  const inShops = (key: keyof (typeof shops)[number]) => shops.flatMap((shop) => shop[key]);

  const far = folds(rows.map(({ name }) => name).filter(isOther), 2).flatMap((outside) => {
    const lineup = new Lineup(of(gallery, isPackage), { background: backgroundOf(of(gallery, (name) => isOther(name) && !outside.includes(name))) });
    const outsiders = ask('', lineup, of(queries, (name) => outside.includes(name)));
    return { auroc: auroc(ask('', lineup, of(queries, isPackage)), outsiders), outsiders };
  });
  const outsiders = far.flatMap((fold) => fold.outsiders);
  /** A shop of some packages is asked about all of them. */
  const askAll = (looks: readonly GalleryLook[], known: readonly string[]) => {
    const lineup = new Lineup(looks, { background: produce });
    const inside = ask('', lineup, of(queries, (name) => known.includes(name)));
    const outside = ask('', lineup, of(queries, (name) => isPackage(name) && !known.includes(name)));
    return { auroc: auroc(inside, outside), accepted: share(inside), falselyAccepted: share(outside) };
  };
  const near = Array.from({ length: DRAWS }, () => {
    const known = shuffled(packages, random).slice(0, KNOWN_PACKAGES);
    return askAll(of(gallery, (name) => known.includes(name)), known);
  });
  // A shelf of a few things, one photo each: most of what is held up is none of them.
  const few = folds(shuffled(packages, random), SHELVES).map((known) => askAll(known.map((name) => gallery.find(({ product }) => product === name)!), known));
  return {
    figures: {
      allTop1: top(all, 1), allTop3: top(all, 3), allTop5: top(all, 5), packagesTop1: top(inShop, 1), packagesTop3: top(inShop, 3), packagesWithoutBackgroundTop1: top(withoutBackground, 1),
      webPicturePackagesTop1: top(web, 1), webPicturePackagesTop3: top(web, 3), webPictureBackgroundOfProduceTop1: top(webOfProduce, 1), webPictureBackgroundOfProduceTop3: top(webOfProduce, 3),
      thirdsTop1: top(inShops('five'), 1), thirdsTop3: top(inShops('five'), 3), thirdsWithoutBackgroundTop1: top(inShops('fiveAlone'), 1),
      thirdsOnePhotoTop1: top(inShops('one'), 1), thirdsOnePhotoTop3: top(inShops('one'), 3), thirdsOnePhotoWithoutBackgroundTop1: top(inShops('oneAlone'), 1),
      unknownFarAuroc: round(mean(far, 'auroc'), 4), unknownNearAuroc: round(mean(near, 'auroc'), 4), fewNearAuroc: round(mean(few, 'auroc'), 4),
      knownAccepted: round(share(all), 4), nearKnownAccepted: round(mean(near, 'accepted'), 4), nearUnknownAccepted: round(mean(near, 'falselyAccepted'), 4),
      fewKnownAccepted: round(mean(few, 'accepted'), 4), fewUnknownAccepted: round(mean(few, 'falselyAccepted'), 4), webKnownAccepted: round(share(web), 4),
      ece: round(calibrationError(all), 4), thirdsEce: round(calibrationError(inShops('five')), 4),
      centroidTop1: baseline(gallery, queries, ({ views }) => views[1]!), histogramTop1: baseline(gallery, queries, ({ colour }) => colour),
      oneViewEnough: round(all.filter(({ isOneView }) => isOneView).length / all.length), oneViewEnoughOfUnknown: round(outsiders.filter(({ isOneView }) => isOneView).length / outsiders.length),
      // A shop is asked about what it sells; what it does not sell always takes both views.
      photoCpuMs: await timePhotos(new Lineup(gallery), root, rows), unknownPhotoCpuMs: await timePhotos(new Lineup(of(gallery, isPackage)), root, rows.filter(({ name }) => isOther(name))),
    },
    cases, settings: { node: process.version, folds: FOLDS, draws: DRAWS },
  };
}

interface Asked {
  readonly look: GalleryLook;
  readonly seen: Recognition;
  readonly isOneView: boolean;
}

function folds<T>(items: readonly T[], count: number): T[][] {
  return Array.from({ length: count }, (_, fold) => items.filter((__, i) => i % count === fold));
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items.map((item) => ({ item, key: random() })).sort((a, b) => a.key - b.key).map(({ item }) => item);
}

function mean<K extends string>(rows: readonly Readonly<Record<K, number>>[], key: K): number {
  return rows.reduce((sum, row) => sum + row[key], 0) / rows.length;
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
