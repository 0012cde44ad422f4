/**
 * Hashed features of a sentence: words, word pairs, pairs with a word between, Han triples and the 3- to 5-letter pieces of Latin words.
 * Design measured on CLINC150 and BANKING77 for this project; the hash is FNV-1a (Fowler, Noll, Vo) with the finaliser
 * of MurmurHash3.
 */
const TOKEN = /[a-z0-9]+(?:'[a-z]+)?|[\u3400-\u9fff]|[?!]/g;

export interface SparseVector {
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** A hashed feature space: weights by row, and in how many rows each feature lies. */
export interface FeatureSpace {
  /** Weight of every row; 0 for those that no sentence of the training touched. */
  readonly idf: Float32Array;
  /** 1, or 2 where many features share few rows: two that share one row are then still told apart by the other (Svenstrup et al. 2017). */
  readonly places: 1 | 2;
}

/** Counts of the features of a sentence, by 32-bit hash. */
export type FeatureCounts = ReadonlyMap<number, number>;

/** The features of a sentence: what it is read by. */
export function featureCounts(text: string): FeatureCounts {
  const tokens = spellOut(text.normalize('NFKC').toLowerCase().replaceAll('’', "'")).match(TOKEN) ?? [];
  const counts = new Map<number, number>();
  const add = (feature: string) => {
    const key = hash(feature);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  tokens.forEach((token, i) => {
    add(`w:${token}`);
    add(`b:${i ? tokens[i - 1]! : '<s>'}_${token}`);
    if (i > 1) add(`s:${tokens[i - 2]!}_${token}`);
    if (i > 1 && token.length === 1 && tokens[i - 1]!.length === 1 && tokens[i - 2]!.length === 1) add(`t:${tokens[i - 2]!}${tokens[i - 1]!}${token}`);
    if (!/^[a-z0-9]/.test(token)) return;
    const word = `<${token}>`;
    for (let size = 3; size <= 5; size += 1) for (let at = 0; at + size <= word.length; at += 1) add(`c:${word.slice(at, at + size)}`);
  });
  if (tokens.length > 0) add(`b:${tokens.at(-1)!}_</s>`);
  return counts;
}

const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [[/\bcan't\b/g, 'can not'], [/\bwon't\b/g, 'will not'], [/n't\b/g, ' not'], [/'re\b/g, ' are'], [/'ll\b/g, ' will'], [/'ve\b/g, ' have'], [/'m\b/g, ' am'], [/\b(what|where|who|how|when|that|it|there)'?s\b/g, '$1 is']];

/** "what's" is "what is", so that both find the same features. */
function spellOut(text: string): string {
  return CONTRACTIONS.reduce((out, [pattern, words]) => out.replace(pattern, words), text);
}

/**
 * Sublinear tf times idf, unit length over features.
 * @returns the vector, and the share of the sentence's features that were known, in [0, 1]
 */
export function weigh(counts: FeatureCounts, { idf, places }: FeatureSpace): { vector: SparseVector; knownShare: number } {
  const indices: number[] = [];
  const values: number[] = [];
  let norm = 0;
  let known = 0;
  for (const [key, count] of counts) {
    const row = key % idf.length;
    const other = places === 2 ? secondPlace(key) % idf.length : row;
    if (idf[row] === 0 || idf[other] === 0) continue;
    // A row is touched by all its features: the one that is touched less tells how rare this one is (count-min sketch).
    const value = (1 + Math.log(count)) * Math.max(idf[row]!, idf[other]!);
    known += 1;
    norm += value * value;
    indices.push(row);
    values.push(value);
    if (places === 1) continue;
    indices.push(other);
    values.push(value);
  }
  const scale = norm > 0 ? 1 / Math.sqrt(norm) : 0;
  return {
    vector: { indices: Int32Array.from(indices), values: Float32Array.from(values, (value) => value * scale) },
    knownShare: counts.size === 0 ? 0 : known / counts.size,
  };
}

/** Features of a sentence in a space. */
export function vectorise(text: string, space: FeatureSpace): ReturnType<typeof weigh> {
  return weigh(featureCounts(text), space);
}

/** The space of these sentences: rare features weigh more. @param dimensions rows */
export function featureSpace(sentences: readonly FeatureCounts[], dimensions: number, places: FeatureSpace['places'] = 1): FeatureSpace {
  const documents = new Uint32Array(dimensions);
  const last = new Int32Array(dimensions).fill(-1);
  sentences.forEach((counts, i) => {
    const touch = (row: number) => {
      if (last[row] === i) return;
      last[row] = i;
      documents[row]! += 1;
    };
    for (const key of counts.keys()) {
      touch(key % dimensions);
      if (places === 2) touch(secondPlace(key) % dimensions);
    }
  });
  const idf = Float32Array.from(documents, (count) => (count === 0 ? 0 : Math.log((1 + sentences.length) / (1 + count)) + 1));
  return { idf, places };
}

/** Another hash of a hash (the finaliser of MurmurHash3 with other factors). */
function secondPlace(key: number): number {
  let h = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

function hash(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    h = Math.imul(h ^ (code & 255), 16777619);
    h = Math.imul(h ^ (code >>> 8), 16777619);
  }
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 12)) >>> 0;
}
