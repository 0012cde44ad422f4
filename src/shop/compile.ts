import { pinyin } from 'pinyin-pro';
import type { Answer, EnglishGrammar, Family, HearingPack, MandarinPhrases, Product, ShopPack, ShopPhrase } from '../core/knowledge/shop-pack.ts';
import { unknownSlots } from '../core/reply/fill.ts';
import type { Bilingual } from '../core/shared/language.ts';
import { MentionFinder, delexicalise } from '../core/understanding/mentions.ts';
import { OUT_OF_SCOPE } from '../core/understanding/intents.ts';
import { PackError, type PackProblem } from './pack-problem.ts';
import { readShopFiles, type ShopFiles, type ShopSource } from './read-files.ts';
import { NAMED_SITUATIONS } from './schema.ts';

export interface CompiledShop {
  readonly pack: ShopPack;
  readonly hearing: HearingPack;
  /** What the intent model is trained on. */
  readonly examples: readonly { readonly text: string; readonly intent: string }[];
}

export interface CompileOptions {
  /** Hash of the files, hex. */
  readonly version: string;
  /** ARPAbet of an English word, one string a pronunciation. */
  readonly pronounce: (word: string) => readonly string[];
}

/** Checks a shop's files and makes of them all that the page needs. @throws PackError naming file and line of every mistake */
export function compileShop(files: ShopFiles, { version, pronounce }: CompileOptions): CompiledShop {
  const problems: PackProblem[] = [];
  const source = readShopFiles(files, problems);
  if (!source) throw new PackError(problems);
  checkReferences(source, problems);
  if (problems.length > 0) throw new PackError(problems);
  const pack = toPack(source, version);
  const finder = new MentionFinder(pack);
  const sentences = [...Object.entries(source.intents), [OUT_OF_SCOPE, source.outOfScope] as const].flatMap(([intent, { zh, en }]) => [...zh, ...en].map((text) => ({ text, intent })));
  return {
    pack,
    hearing: { version, zh: mandarinPhrases(source, pack), en: englishGrammar(source, pack, pronounce) },
    examples: sentences.map(({ text, intent }) => {
      const plain = text.replaceAll('{product}', ' xproductx ').replaceAll('{family}', ' xfamilyx ').replace(/\s+/g, ' ').trim();
      return { intent, text: delexicalise(plain, finder.find(plain)) };
    }),
  };
}

function checkReferences(source: ShopSource, problems: PackProblem[]): void {
  const families = new Set(source.families.map(({ value }) => value.id));
  const products = new Set(source.products.map(({ value }) => value.id));
  const known = (set: ReadonlySet<string>) => [...set].join(', ');
  for (const [file, rows] of [['families.csv', source.families], ['products.csv', source.products], ['promotions.csv', source.promotions]] as const) {
    const seen = new Map<string, number>();
    for (const { line, value } of rows) {
      const first = seen.get(value.id);
      if (first !== undefined) problems.push({ file, line, message: `id: "${value.id}" stands on line ${first} already` });
      seen.set(value.id, line);
    }
  }
  for (const [file, rows] of [['products.csv', source.products], ['faults.csv', source.faults]] as const) {
    for (const { line, value } of rows) if (!families.has(value.family)) problems.push({ file, line, message: `family: "${value.family}" is not in families.csv (${known(families)})` });
  }
  for (const { line, value } of source.promotions) for (const id of value.products) if (!products.has(id)) problems.push({ file: 'promotions.csv', line, message: `products: "${id}" is not in products.csv` });
  for (const [intent, situations] of Object.entries(source.answers)) {
    if (!(intent in source.intents)) problems.push({ file: 'answers.yaml', message: `${intent}: there is no such intent in intents.yaml` });
    for (const [situation, answer] of Object.entries(situations)) {
      if (!NAMED_SITUATIONS.has(situation) && !answer.words) problems.push({ file: 'answers.yaml', message: `${intent}.${situation}: is no situation that is known (${known(NAMED_SITUATIONS)}), so it needs "words"` });
      for (const template of [...answer.zh, ...answer.en]) for (const slot of unknownSlots(template)) problems.push({ file: 'answers.yaml', message: `${intent}.${situation}: ${slot} is not a slot that is known` });
      for (const [, name] of [...answer.zh, ...answer.en].join(' ').matchAll(/\{facts\.([a-zA-Z]+)\}/g)) if (!Object.hasOwn(source.shop.facts, name ?? '')) problems.push({ file: 'answers.yaml', message: `${intent}.${situation}: {facts.${name}} is not in the facts of shop.yaml` });
    }
    if (!('none' in situations)) problems.push({ file: 'answers.yaml', message: `${intent}: needs an answer for "none" (nothing is known)` });
  }
  for (const intent of Object.keys(source.intents)) if (!(intent in source.answers)) problems.push({ file: 'intents.yaml', message: `${intent}: has no answer in answers.yaml` });
}

function toPack({ shop, families, products, faults, promotions, intents, answers }: ShopSource, version: string): ShopPack {
  const familyRows = families.map(({ value: row }): Family => ({ id: row.id, name: both(row.name_zh, row.name_en), aliases: both(row.aliases_zh, row.aliases_en), floor: row.floor, aisle: row.aisle, picture: row.picture }));
  const { greeting, areYouThere, notUnderstood, notKnown, tooLong, danger } = shop;
  return {
    id: shop.id, version, name: shop.name, clerk: shop.clerk, currency: shop.currency, defaultLanguage: shop.defaultLanguage, avatar: shop.avatar,
    texts: { greeting, areYouThere, notUnderstood, notKnown, tooLong, danger },
    suggestions: shop.suggestions,
    facts: Object.fromEntries(Object.entries(shop.facts).map(([name, value]) => [name, typeof value === 'object' ? value : both(String(value), String(value))])),
    dangerWords: shop.dangerWords,
    families: familyRows,
    products: products.map(({ value: row }): Product => {
      const family = familyRows.find((candidate) => candidate.id === row.family)!;
      return {
        id: row.id, family: row.family, name: both(row.name_zh, row.name_en), aliases: both(row.aliases_zh, row.aliases_en), price: row.price, listPrice: row.list_price, stock: row.stock,
        colors: row.colors, barcode: row.barcode, warrantyMonths: row.warranty_months, summary: both(row.summary_zh, row.summary_en), features: both(row.features_zh, row.features_en),
        care: both(row.care_zh, row.care_en), picture: family.picture, tint: row.tint, floor: family.floor, aisle: family.aisle,
      };
    }),
    faults: faults.map(({ value: row }) => ({ family: row.family, code: row.code, symptom: both(row.symptom_zh, row.symptom_en), words: both(row.words_zh, row.words_en), steps: both(row.steps_zh, row.steps_en) })),
    promotions: promotions.map(({ value: row }) => ({ id: row.id, title: both(row.title_zh, row.title_en), detail: both(row.detail_zh, row.detail_en), products: row.products })),
    answers: Object.fromEntries(Object.entries(answers).map(([intent, situations]) => [intent, toAnswers(situations)])),
    samples: Object.fromEntries(Object.entries(intents).map(([intent, { zh, en }]) => [intent, both(sampleOf(zh), sampleOf(en))])),
  };
}

const SITUATION_ORDER = ['fault', 'two-products', 'product', 'family', 'words', 'none'] as const;

function toAnswers(situations: ShopSource['answers'][string]): Answer[] {
  return Object.entries(situations)
    .map(([name, { zh, en, words, card, expression, gesture, suggest }]): Answer => ({
      situation: words ? 'words' : (name as Answer['situation']),
      variants: both(zh, en),
      ...(words ? { words } : {}), ...(card ? { card } : {}), ...(expression ? { expression } : {}), ...(gesture ? { gesture } : {}), ...(suggest ? { suggest } : {}),
    }))
    .sort((a, b) => SITUATION_ORDER.indexOf(a.situation) - SITUATION_ORDER.indexOf(b.situation));
}

/** The first sentence of an intent that names no product, for a button; else the first. */
function sampleOf(sentences: readonly string[]): string {
  return sentences.find((sentence) => !sentence.includes('{product}')) ?? sentences[0] ?? '';
}

function mandarinPhrases({ intents }: ShopSource, pack: ShopPack): MandarinPhrases {
  const phrase = (text: string, meaning: string): ShopPhrase => ({ text, meaning, syllables: syllablesOf(text) });
  const names = (entries: readonly (Product | Family)[]) => entries.flatMap(({ id, name, aliases }) => hanOnly([name.zh.replace(/\s*[A-Z]\d.*$/, ''), ...aliases.zh]).map((text) => phrase(text, id)));
  const sentences = Object.entries(intents).flatMap(([intent, { zh }]) => hanOnly(zh).filter((text) => (text.match(/\{/g)?.length ?? 0) < 2).map((text) => phrase(text, intent)));
  return { sentences, classes: { product: names(pack.products), family: names(pack.families) } };
}

/** Texts of Han characters only, each once; the recogniser writes nothing else. */
function hanOnly(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.replace(/[，。？！、\s]/g, '')))].filter((text) => /^(?:\p{Script=Han}|\{[a-z]+\})+$/u.test(text));
}

/** Syllables of a text with phrase-level readings (目的地 di, 便宜 pian); `{class}` stays as it is. */
export function syllablesOf(text: string): string[] {
  return text.split(/(\{[a-z]+\})/).filter(Boolean).flatMap((part) => (part.startsWith('{') ? [part] : pinyin(part, { toneType: 'none', type: 'array', v: true, nonZh: 'removed' })));
}

function englishGrammar({ intents }: ShopSource, pack: ShopPack, pronounce: (word: string) => readonly string[]): EnglishGrammar {
  const names = (entries: readonly (Product | Family)[]) => spoken(entries.flatMap(({ name, aliases }) => [name.en.replace(/\s+[A-Z]\d.*$/, ''), ...aliases.en]));
  const classes = { product: names(pack.products), family: names(pack.families) };
  // One-syllable commands are not told apart from noise: what is heard must be a phrase.
  const sentences = spoken(Object.values(intents).flatMap(({ en }) => en)).filter((text) => text.replace(/\s/g, '').length >= 6 && (text.match(/\{/g)?.length ?? 0) < 3);
  const words = new Set([...sentences, ...classes.product, ...classes.family].flatMap((text) => text.replace(/\{[a-z]+\}/g, ' ').split(' ').filter(Boolean)));
  return { sentences, classes, pronunciations: Object.fromEntries([...words].sort().map((word) => [word, pronounce(word)])) };
}

/** Lower case, words only; what holds digits or no letters cannot be spoken by the grammar and is left out. */
function spoken(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.toLowerCase().replace(/[?!.,:]/g, '').replace(/-/g, ' ').replace(/\s+/g, ' ').trim()))].filter((text) => /^[a-z' {}]+$/.test(text) && /[a-z]/.test(text));
}

function both<T>(zh: T, en: T): Bilingual<T> {
  return { zh, en };
}
