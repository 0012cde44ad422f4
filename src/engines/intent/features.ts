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

/** Counts of the features of a sentence, by hash in [0, `dimensions`). */
export function featureCounts(text: string, dimensions: number): Map<number, number> {
  const tokens = spellOut(text.normalize('NFKC').toLowerCase().replaceAll('’', "'")).match(TOKEN) ?? [];
  const counts = new Map<number, number>();
  const add = (feature: string) => {
    const key = hash(feature) % dimensions;
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
 * Sublinear tf times idf, unit length.
 * @param idf weight of every feature; 0 leaves a feature out
 * @returns the vector, and the share of the sentence's features that were known, in [0, 1]
 */
export function vectorise(text: string, idf: Float32Array): { vector: SparseVector; knownShare: number } {
  const counts = featureCounts(text, idf.length);
  const indices: number[] = [];
  const values: number[] = [];
  let norm = 0;
  for (const [key, count] of counts) {
    const weight = idf[key]!;
    if (weight === 0) continue;
    const value = (1 + Math.log(count)) * weight;
    indices.push(key);
    values.push(value);
    norm += value * value;
  }
  const scale = norm > 0 ? 1 / Math.sqrt(norm) : 0;
  return {
    vector: { indices: Int32Array.from(indices), values: Float32Array.from(values, (value) => value * scale) },
    knownShare: counts.size === 0 ? 0 : indices.length / counts.size,
  };
}

/** Weight of every feature over these sentences: rare ones tell more; 0 for those that never occur. */
export function inverseDocumentFrequency(texts: readonly string[], dimensions: number): Float32Array {
  const documents = new Uint32Array(dimensions);
  for (const text of texts) for (const key of featureCounts(text, dimensions).keys()) documents[key]! += 1;
  return Float32Array.from(documents, (count) => (count === 0 ? 0 : Math.log((1 + texts.length) / (1 + count)) + 1));
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
