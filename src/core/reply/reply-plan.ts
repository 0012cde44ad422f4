import type { LookupKind } from '../dialogue/flow.ts';
import type { Member } from '../dialogue/member.ts';
import type { Accessory, EXPRESSIONS, Fault, Family, GESTURES, Product, Promotion } from '../knowledge/shop-pack.ts';
import type { Bilingual, Language } from '../shared/language.ts';
import type { Band, IntentScore } from '../understanding/bands.ts';
import type { Sentiment } from '../understanding/sentiment.ts';
import type { PriceRange } from '../understanding/slots/price-range.ts';
import type { When } from '../understanding/slots/when.ts';

export interface Slots {
  readonly products?: readonly string[];
  readonly family?: string;
  readonly fault?: string;
  readonly colors?: readonly string[];
  readonly accessories?: readonly string[];
  readonly specs?: readonly string[];
  readonly needs?: readonly string[];
  readonly price?: PriceRange;
  readonly order?: string;
  readonly phone?: string;
  readonly when?: When;
  readonly people?: number;
  readonly quantity?: number;
}

export interface Understanding {
  readonly text: string;
  readonly language: Language;
  readonly intent: string;
  /** Calibrated probability of the intent, in [0, 1]. */
  readonly confidence: number;
  readonly band: Band;
  readonly slots: Slots;
  /** Best first, at most five. */
  readonly scores: readonly IntentScore[];
  readonly isDangerous: boolean;
  readonly sentiment: Sentiment;
}

export type Card =
  | { readonly kind: 'product'; readonly product: Product }
  | { readonly kind: 'compare'; readonly products: readonly [Product, Product] }
  | { readonly kind: 'family'; readonly family: Family; readonly products: readonly Product[] }
  | { readonly kind: 'accessory'; readonly accessory: Accessory; readonly fits: readonly string[] }
  | { readonly kind: 'map'; readonly title: string; readonly note: string; readonly floor: number; /** The area to go to. */ readonly target: string }
  | { readonly kind: 'steps'; readonly title: string; readonly steps: readonly string[]; /** The step to do now, from 0. */ readonly at: number; /** What is mended. */ readonly fault: Fault; readonly family: Family }
  | { readonly kind: 'record'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'choices'; /** Of which the visitor says one. */ readonly products: readonly Product[] }
  | { readonly kind: 'symptoms'; readonly family: Family; /** Colour of the drawn product. */ readonly tint: string; /** Of which the visitor taps one; it is said in these words. */ readonly choices: readonly { readonly fault: Fault; readonly ask: string }[] }
  | { readonly kind: 'promotions'; readonly promotions: readonly Promotion[] }
  | { readonly kind: 'desk'; readonly place: string; readonly phone: string; readonly hours: string; readonly fault?: Fault };

export interface PlannedSuggestion {
  readonly text: string;
  readonly icon?: string;
  /** The same in the other language, shown small on the first screen. */
  readonly other?: string;
}

/** A question to the shop's own systems; its result comes back as one more step. */
export interface Lookup {
  readonly kind: LookupKind;
  readonly slots: Readonly<Record<string, string>>;
}

export interface LookupResult {
  readonly outcome: 'found' | 'missing' | 'down';
  /** To be filled in as `{result.name}`. */
  readonly fields: Readonly<Record<string, Bilingual>>;
  /** To be shown as a card: label and value. */
  readonly rows: readonly (readonly [label: Bilingual, value: Bilingual])[];
  /** What it tells of the visitor: goods that she bought, what she likes. */
  readonly member?: Member;
}

/** Everything she does for one answer. */
export interface ReplyPlan {
  readonly language: Language;
  readonly text: string;
  readonly card?: Card;
  readonly suggestions: readonly PlannedSuggestion[];
  readonly expression: (typeof EXPRESSIONS)[number];
  readonly gesture: (typeof GESTURES)[number];
  /** What she does, in the terms of the dialogue: `answer:store-hours`, `ask:order`, `lookup:order`, `hand-over`. */
  readonly acts: readonly string[];
  /** Rows of the shop's files that the answer rests on: `products.csv:k1`. */
  readonly sources: readonly string[];
  /** To be asked before anything is said; its result makes the plan that is. */
  readonly lookup?: Lookup;
  /** Switches the page to this language. */
  readonly switchTo?: Language;
  /** A good-bye: the visit ends after it, unless the visitor goes on. */
  readonly ends?: boolean;
}

/** True for a plain answer, after which more may be offered: no question of hers, no trouble of theirs. */
export function leavesRoom({ acts, text, expression }: ReplyPlan): boolean {
  return acts.at(-1)?.startsWith('answer:') === true && !/[?？]\s*$/.test(text) && expression !== 'sorry' && expression !== 'caring';
}
