import type { FlowStep } from '../core/dialogue/flow.ts';
import type { Answer, Family, Product, ShopPack } from '../core/knowledge/shop-pack.ts';
import type { Bilingual } from '../core/shared/language.ts';
import type { ShopSource } from './read-files.ts';

/** A shop's checked files as the page wants them. */
export function packOf({ shop, families, products, specs, specNames, accessories, map, needs, faults, flows, promotions, intents, answers }: ShopSource, version: string): ShopPack {
  const familyRows = families.map(({ value: row }): Family => ({ id: row.id, name: both(row.name_zh, row.name_en), aliases: both(row.aliases_zh, row.aliases_en), floor: row.floor, aisle: row.aisle, picture: row.picture }));
  const { greeting, offer, rating, cameraNotice, areYouThere, notUnderstood, notKnown, tooLong, danger } = shop;
  return {
    id: shop.id, version, name: shop.name, clerk: shop.clerk, currency: shop.currency, defaultLanguage: shop.defaultLanguage, avatar: shop.avatar, productUrl: shop.productUrl, hasGallery: false, rephrase: shop.rephrase,
    texts: { greeting, offer, rating, cameraNotice, areYouThere, notUnderstood, notKnown, tooLong, danger },
    suggestions: shop.suggestions,
    facts: Object.fromEntries(Object.entries(shop.facts).map(([name, value]) => [name, typeof value === 'object' ? value : both(String(value), String(value))])),
    dangerWords: shop.dangerWords,
    families: familyRows,
    products: products.map(({ value: row }): Product => {
      const values = specs.find(({ value }) => value['product'] === row.id)?.value ?? {};
      const family = familyRows.find((candidate) => candidate.id === row.family)!;
      return {
        id: row.id, family: row.family, name: both(row.name_zh, row.name_en), aliases: both(row.aliases_zh, row.aliases_en), price: row.price, listPrice: row.list_price, stock: row.stock,
        colors: row.colors, barcode: row.barcode, warrantyMonths: row.warranty_months, summary: both(row.summary_zh, row.summary_en), features: both(row.features_zh, row.features_en),
        care: both(row.care_zh, row.care_en), picture: family.picture, tint: row.tint, floor: family.floor, aisle: family.aisle,
        tags: row.tags, specs: Object.fromEntries(specNames.flatMap(({ value: { spec } }) => ((values[spec] ?? '') === '' ? [] : [[spec, Number(values[spec])]]))),
      };
    }),
    specNames: specNames.map(({ value: row }) => ({ id: row.spec, name: both(row.name_zh, row.name_en), words: both(row.words_zh, row.words_en), unit: both(row.unit_zh, row.unit_en), better: row.better })),
    accessories: accessories.map(({ value: row }) => ({ id: row.id, name: both(row.name_zh, row.name_en), aliases: both(row.aliases_zh, row.aliases_en), price: row.price, stock: row.stock, fits: row.fits, replaceMonths: row.replace_months, floor: row.floor, aisle: row.aisle })),
    map: map.map(({ value: { name_zh, name_en, ...area } }) => ({ ...area, name: both(name_zh, name_en) })),
    needs: needs.map(({ value: row }) => ({ id: row.need, name: both(row.name_zh, row.name_en), words: both(row.words_zh, row.words_en) })),
    faults: faults.map(({ value: row }) => ({ id: row.id, family: row.family, code: row.code, symptom: both(row.symptom_zh, row.symptom_en), words: both(row.words_zh, row.words_en), steps: both(row.steps_zh, row.steps_en), covered: row.covered, part: row.part, picture: row.picture, lamp: row.lamp })),
    flows: Object.entries(flows).map(([id, { intents: begins, steps }]) => ({ id, intents: begins, steps: steps.map(toStep) })),
    orderPattern: shop.orderPattern,
    promotions: promotions.map(({ value: row }) => ({ id: row.id, title: both(row.title_zh, row.title_en), detail: both(row.detail_zh, row.detail_en), products: row.products })),
    answers: Object.fromEntries(Object.entries(answers).map(([intent, situations]) => [intent, toAnswers(situations)])),
    samples: Object.fromEntries(Object.entries(intents).map(([intent, { zh, en }]) => [intent, both(sampleOf(zh), sampleOf(en))])),
  };
}

const SITUATION_ORDER = ['fault', 'two-products', 'product', 'family', 'words', 'none'] as const;

function toAnswers(situations: ShopSource['answers'][string]): Answer[] {
  return Object.entries(situations)
    .map(([name, { zh, en, words, card, place, expression, gesture, suggest }]): Answer => ({
      situation: words ? 'words' : (name as Answer['situation']),
      variants: both(zh, en),
      ...(words ? { words } : {}), ...(card ? { card } : {}), ...(place ? { place } : {}), ...(expression ? { expression } : {}), ...(gesture ? { gesture } : {}), ...(suggest ? { suggest } : {}),
    }))
    .sort((a, b) => SITUATION_ORDER.indexOf(a.situation) - SITUATION_ORDER.indexOf(b.situation));
}

/** The first sentence of an intent that names no product, for a button; else the first. */
function sampleOf(sentences: readonly string[]): string {
  return sentences.find((sentence) => !sentence.includes('{product}')) ?? sentences[0] ?? '';
}

function toStep(step: ShopSource['flows'][string]['steps'][number]): FlowStep {
  if (step.do !== 'collect') return step as FlowStep;
  const { options, ...rest } = step;
  return { ...rest, ...(options ? { options: options.map(({ value, zh, en, words }) => ({ value, label: both(zh, en), words })) } : {}) } as FlowStep;
}

function both<T>(zh: T, en: T): Bilingual<T> {
  return { zh, en };
}
