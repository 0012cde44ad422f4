import type { Flow } from '../dialogue/flow.ts';
import type { CardKind } from '../shared/card-kind.ts';
import type { Bilingual, Language } from '../shared/language.ts';
import type { LampColour } from '../shared/lamp.ts';
import type { Symptom } from '../shared/symptom.ts';

/** A shop as the page knows it: compiled from the files of its owner (see src/shop). */
export interface ShopPack {
  readonly id: string;
  /** Hash of everything the pack was made from, hex. */
  readonly version: string;
  readonly name: Bilingual;
  readonly clerk: Bilingual;
  readonly currency: string;
  readonly defaultLanguage: Language;
  /** Path of her VRM on the page's own origin. */
  readonly avatar: string;
  /** Address of a product for the visitor's own phone, `{id}` standing for the product; undefined where the shop has none. */
  readonly productUrl: string | undefined;
  readonly texts: ShopTexts;
  /** There is a gallery of the products' looks beside the pack. */
  readonly hasGallery: boolean;
  /** Plain answers may be put into other words by the server's language model, if it has one. */
  readonly rephrase: boolean;
  readonly suggestions: readonly Suggestion[];
  readonly facts: Readonly<Record<string, Bilingual>>;
  readonly dangerWords: Bilingual<readonly string[]>;
  readonly families: readonly Family[];
  readonly products: readonly Product[];
  readonly specNames: readonly SpecName[];
  readonly accessories: readonly Accessory[];
  /** What stands where, floor by floor; empty for a shop without a plan. */
  readonly map: readonly MapArea[];
  readonly needs: readonly Need[];
  readonly faults: readonly Fault[];
  readonly flows: readonly Flow[];
  /** Source of the regular expression of an order number. */
  readonly orderPattern: string;
  readonly promotions: readonly Promotion[];
  /** By intent, then by situation; the first situation that fits is used. */
  readonly answers: Readonly<Record<string, readonly Answer[]>>;
  /** One short sentence for each intent, to be offered as a button. */
  readonly samples: Readonly<Record<string, Bilingual>>;
}

export interface ShopTexts {
  readonly greeting: Bilingual;
  /** Said once a visit after an answer and some silence; undefined for a shop that wants none. */
  readonly offer: Bilingual | undefined;
  /** Asked beside five stars after her good-bye; undefined for a shop that does not ask. */
  readonly rating: Bilingual | undefined;
  /** The shop's own words beside the sign that the camera looks; undefined for the page's. */
  readonly cameraNotice: Bilingual | undefined;
  readonly areYouThere: Bilingual;
  readonly notUnderstood: Bilingual;
  readonly notKnown: Bilingual;
  readonly tooLong: Bilingual;
  readonly danger: Bilingual;
}

export interface Suggestion extends Bilingual {
  readonly icon: string;
}

export interface Place {
  readonly floor: number;
  readonly aisle: string;
}

export const MAP_KINDS = ['room', 'shelf', 'place', 'lift', 'door', 'here'] as const;

/** A rectangle on the plan of a floor. Units: hundredths of the floor's width, from its upper left corner. */
export interface MapArea {
  readonly floor: number;
  /** A shelf's is its aisle; a place's may stand on several floors. */
  readonly id: string;
  readonly kind: (typeof MAP_KINDS)[number];
  readonly name: Bilingual;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Family extends Place {
  readonly id: string;
  readonly name: Bilingual;
  readonly aliases: Bilingual<readonly string[]>;
  /** Name of the drawing that stands for the family. */
  readonly picture: string;
}

/** Own intents that come from the shop's faq.csv begin with this. */
export const FAQ_PREFIX = 'faq-';

export interface Product extends Place {
  readonly id: string;
  readonly family: string;
  readonly name: Bilingual;
  readonly aliases: Bilingual<readonly string[]>;
  readonly price: number;
  /** Price before the reduction, if it is reduced. */
  readonly listPrice: number | null;
  readonly stock: number;
  readonly colors: readonly string[];
  /** EAN-13. */
  readonly barcode: string;
  readonly warrantyMonths: number;
  readonly summary: Bilingual;
  readonly features: Bilingual<readonly string[]>;
  readonly care: Bilingual;
  readonly picture: string;
  /** CSS colour of the drawn product. */
  readonly tint: string;
  /** Ids of the needs it serves. */
  readonly tags: readonly string[];
  /** Values by the id of the spec, in the spec's unit. */
  readonly specs: Readonly<Record<string, number>>;
}

/** A property that goods are compared by. */
export interface SpecName {
  readonly id: string;
  readonly name: Bilingual;
  readonly words: Bilingual<readonly string[]>;
  readonly unit: Bilingual;
  /** What a visitor wishes for. */
  readonly better: 'more' | 'less';
}

/** A part or consumable that fits some products. */
export interface Accessory extends Place {
  readonly id: string;
  readonly name: Bilingual;
  readonly aliases: Bilingual<readonly string[]>;
  readonly price: number;
  readonly stock: number;
  readonly fits: readonly string[];
  /** How long one lasts, in months; null where it does not wear out. */
  readonly replaceMonths: number | null;
}

/** What a visitor wants a thing for; products name the needs they serve. */
export interface Need {
  readonly id: string;
  readonly name: Bilingual;
  readonly words: Bilingual<readonly string[]>;
}

export interface Fault {
  readonly id: string;
  readonly family: string;
  /** What the display shows; may be empty. */
  readonly code: string;
  /** How it is pictured; empty for the code, or nothing. */
  readonly picture: Symptom | '';
  /** The lamp that is lit then; empty for none. */
  readonly lamp: LampColour | '';
  readonly symptom: Bilingual;
  readonly words: Bilingual<readonly string[]>;
  /** What to try, one after another; the same number in both languages. */
  readonly steps: Bilingual<readonly string[]>;
  /** True when the warranty pays for it. */
  readonly covered: boolean;
  /** Id of the accessory that mends it, or empty. */
  readonly part: string;
}

export interface Promotion {
  readonly id: string;
  readonly title: Bilingual;
  readonly detail: Bilingual;
  readonly products: readonly string[];
}

/** When an answer fits: what must be known, or words that must occur. */
export const SITUATIONS = ['fault', 'two-products', 'product', 'family', 'words', 'none'] as const;
export type Situation = (typeof SITUATIONS)[number];

export const EXPRESSIONS = ['neutral', 'happy', 'sorry', 'surprised', 'caring'] as const;
export const GESTURES = ['none', 'wave', 'present', 'nod', 'bow'] as const;
export const SUGGESTION_SOURCES = ['families', 'siblings', 'faults'] as const;

export interface Answer {
  readonly situation: Situation;
  /** For situation `words`. */
  readonly words?: Bilingual<readonly string[]>;
  readonly variants: Bilingual<readonly string[]>;
  readonly card?: CardKind;
  /** For the card `map`: a place that is no shelf. */
  readonly place?: string;
  readonly expression?: (typeof EXPRESSIONS)[number];
  readonly gesture?: (typeof GESTURES)[number];
  readonly suggest?: (typeof SUGGESTION_SOURCES)[number];
}

/** What the ears of a shop listen for. */
export interface HearingPack {
  readonly version: string;
  readonly zh: MandarinPhrases;
  readonly en: EnglishGrammar;
}

/** One thing to be heard in Mandarin. */
export interface ShopPhrase {
  /** In the shop's spelling. In a sentence, `{class}` stands for any name of that class. */
  readonly text: string;
  /** Pinyin without tones, ü as v, one a Han character; `{class}` where a name goes. */
  readonly syllables: readonly string[];
  /** What it means: phrases with equal meaning never compete (intent, or id of what is named). */
  readonly meaning: string;
}

export interface MandarinPhrases {
  readonly sentences: readonly ShopPhrase[];
  readonly classes: Readonly<Record<string, readonly ShopPhrase[]>>;
}

export interface EnglishGrammar {
  /** Lower-case sentences; `{class}` stands for any name of that class. */
  readonly sentences: readonly string[];
  readonly classes: Readonly<Record<string, readonly string[]>>;
  /** ARPAbet of every word, one string a pronunciation. */
  readonly pronunciations: Readonly<Record<string, readonly string[]>>;
}
