/** The form of a shop's files, one schema a file. */
import * as v from 'valibot';
import { LOOKUPS, SLOT_KINDS } from '../core/dialogue/flow.ts';
import { CARD_KINDS } from '../core/shared/card-kind.ts';
import { LAMP_COLOURS } from '../core/shared/lamp.ts';
import { SYMPTOMS } from '../core/shared/symptom.ts';
import { EXPRESSIONS, GESTURES, MAP_KINDS, SITUATIONS, SUGGESTION_SOURCES } from '../core/knowledge/shop-pack.ts';

const text = v.pipe(v.string(), v.trim(), v.minLength(1, 'must not be empty'));
const bilingual = v.strictObject({ zh: text, en: text });
const words = v.array(v.pipe(v.union([v.string(), v.number()]), v.transform(String)));
const bilingualWords = v.strictObject({ zh: words, en: words });
const list = v.pipe(v.string(), v.transform((value) => value.split('|').map((item) => item.trim()).filter(Boolean)));
const optionalNumber = v.pipe(v.string(), v.trim(), v.transform((value) => (value === '' ? null : Number(value))), v.nullable(v.pipe(v.number('must be a number'), v.finite('must be a number'), v.minValue(0, 'must not be negative'))));
const number = v.pipe(v.string(), v.trim(), v.minLength(1, 'must be a number'), v.transform(Number), v.number('must be a number'), v.finite('must be a number'), v.minValue(0, 'must not be negative'));
const id = v.pipe(v.string(), v.trim(), v.regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower-case letters, digits and "-"'));

export const shopSchema = v.strictObject({
  id, name: bilingual, clerk: bilingual, currency: text,
  defaultLanguage: v.picklist(['zh', 'en']),
  avatar: v.pipe(v.string(), v.startsWith('/', 'must be a path on this site, as /avatars/clerk.vrm')),
  productUrl: v.optional(v.pipe(v.string(), v.regex(/^https:\/\/\S*\{id\}\S*$/, 'must be an https address with {id} in it'))),
  rephrase: v.optional(v.boolean(), false),
  greeting: bilingual, offer: v.optional(bilingual), rating: v.optional(bilingual), cameraNotice: v.optional(bilingual), areYouThere: bilingual, notUnderstood: bilingual, notKnown: bilingual, tooLong: bilingual, danger: bilingual,
  suggestions: v.pipe(v.array(v.strictObject({ icon: v.picklist(['pin', 'camera', 'tool', 'person', 'gift', 'clock', 'tag', 'box']), zh: text, en: text })), v.length(4, 'there must be exactly four')),
  facts: v.record(v.string(), v.union([text, v.number(), bilingual])),
  dangerWords: bilingualWords,
  orderPattern: v.pipe(v.string(), v.check(isPattern, 'is not a regular expression')),
});

export const familySchema = v.object({
  id, name_zh: text, name_en: text, aliases_zh: list, aliases_en: list, floor: number, aisle: text, picture: text,
});

export const productSchema = v.object({
  id, family: id, name_zh: text, name_en: text, aliases_zh: list, aliases_en: list,
  price: number, list_price: optionalNumber, stock: number, colors: list,
  barcode: v.pipe(v.string(), v.trim(), v.check(isEan13, 'is not a valid EAN-13 (13 digits, the last one checks the others)')),
  warranty_months: number, tags: list, summary_zh: text, summary_en: text, features_zh: list, features_en: list, care_zh: text, care_en: text,
  tint: v.pipe(v.string(), v.trim(), v.regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #a0b1c2')),
});

/** `product`, then one column a spec of spec-names.csv; an empty cell where it does not apply. */
export const specSchema = v.pipe(v.record(v.string(), v.string()), v.check((row) => (row['product'] ?? '') !== '', 'needs a column "product"'));

export const specNameSchema = v.object({
  spec: id, name_zh: text, name_en: text, words_zh: list, words_en: list, unit_zh: text, unit_en: text, better: v.picklist(['more', 'less'], 'must be "more" or "less"'),
});

export const accessorySchema = v.object({
  id, name_zh: text, name_en: text, aliases_zh: list, aliases_en: list, price: number, stock: number, fits: list, replace_months: optionalNumber, floor: number, aisle: text,
});

/** Rectangles of the floor plans, in hundredths of the floor's width; `room` is the floor itself. */
export const mapSchema = v.object({
  floor: number, id: text, kind: v.picklist(MAP_KINDS, `must be one of ${MAP_KINDS.join(', ')}`), name_zh: text, name_en: text, x: number, y: number, width: number, height: number,
});

export const needSchema = v.object({ need: id, name_zh: text, name_en: text, words_zh: list, words_en: list });

const yesNo = v.pipe(v.picklist(['yes', 'no'], 'must be "yes" or "no"'), v.transform((value) => value === 'yes'));

export const faultSchema = v.object({
  id, family: id, code: v.string(), symptom_zh: text, symptom_en: text, words_zh: list, words_en: list, steps_zh: list, steps_en: list, covered: yesNo, part: v.string(), picture: v.optional(v.picklist(['', ...SYMPTOMS], `must be empty or one of ${SYMPTOMS.join(', ')}`), ''),
  lamp: v.optional(v.picklist(['', ...LAMP_COLOURS], `must be empty or one of ${LAMP_COLOURS.join(', ')}`), ''),
});

export const promotionSchema = v.object({ id, title_zh: text, title_en: text, detail_zh: text, detail_en: text, products: list });

/** Questions of a kind, and their answer; the questions of a language may be missing, its answer not. */
export const faqSchema = v.pipe(
  v.object({ id, questions_zh: list, questions_en: list, answer_zh: text, answer_en: text }),
  v.check(({ questions_zh, questions_en }) => questions_zh.length + questions_en.length > 0, 'needs a question in questions_zh or questions_en'),
);

export const intentsSchema = v.record(id, bilingualWords);

export const outOfScopeSchema = bilingualWords;

export const answersSchema = v.record(id, v.record(v.string(), v.strictObject({
  zh: v.pipe(v.array(text), v.minLength(1, 'needs at least one answer')),
  en: v.pipe(v.array(text), v.minLength(1, 'needs at least one answer')),
  words: v.optional(bilingualWords),
  card: v.optional(v.picklist(CARD_KINDS)),
  place: v.optional(text),
  expression: v.optional(v.picklist(EXPRESSIONS)),
  gesture: v.optional(v.picklist(GESTURES)),
  suggest: v.optional(v.picklist(SUGGESTION_SOURCES)),
})));

const label = v.optional(id);
const options = v.optional(v.array(v.strictObject({ value: text, zh: text, en: text, words: bilingualWords })));
export const flowsSchema = v.record(id, v.strictObject({
  intents: v.array(id),
  steps: v.pipe(v.array(v.variant('do', [
    v.strictObject({ do: v.literal('collect'), label, slot: id, kind: v.picklist(SLOT_KINDS), ask: bilingual, why: v.optional(bilingual), options, optional: v.optional(v.boolean()) }),
    v.strictObject({ do: v.literal('confirm'), label, ask: bilingual, no: v.optional(id) }),
    v.strictObject({ do: v.literal('say'), label, text: bilingual, card: v.optional(v.picklist(CARD_KINDS)) }),
    v.strictObject({ do: v.literal('branch'), label, slot: id, cases: v.record(v.string(), id), otherwise: v.optional(id) }),
    v.strictObject({ do: v.literal('lookup'), label, kind: v.picklist(LOOKUPS), found: bilingual, missing: bilingual, down: bilingual }),
    v.strictObject({ do: v.literal('walk'), label, ask: bilingual, solved: bilingual, unsolved: bilingual }),
    v.strictObject({ do: v.literal('recommend'), label }),
    v.strictObject({ do: v.literal('goto'), label, to: id }),
    v.strictObject({ do: v.literal('hand-over'), label, text: bilingual }),
    v.strictObject({ do: v.literal('end'), label }),
  ])), v.minLength(1, 'needs at least one step')),
}));

/** Situations that need no `words`; a situation of the shop's own needs some. */
export const NAMED_SITUATIONS: ReadonlySet<string> = new Set(SITUATIONS);

/** GS1 General Specifications, section 7.9: weights 1 and 3, sum with the check digit divisible by 10. */
function isEan13(code: string): boolean {
  return /^\d{13}$/.test(code) && [...code].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 ? 3 : 1), 0) % 10 === 0;
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source).source !== '';
  } catch {
    return false;
  }
}
