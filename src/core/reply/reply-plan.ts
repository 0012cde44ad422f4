import type { EXPRESSIONS, Fault, Family, GESTURES, Product, Promotion } from '../knowledge/shop-pack.ts';
import type { Language } from '../shared/language.ts';
import type { Band, IntentScore } from '../understanding/bands.ts';

export interface Slots {
  readonly products?: readonly string[];
  readonly family?: string;
  readonly fault?: string;
  readonly colors?: readonly string[];
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
}

export type Card =
  | { readonly kind: 'product'; readonly product: Product }
  | { readonly kind: 'compare'; readonly products: readonly [Product, Product] }
  | { readonly kind: 'family'; readonly family: Family; readonly products: readonly Product[] }
  | { readonly kind: 'promotions'; readonly promotions: readonly Promotion[] }
  | { readonly kind: 'desk'; readonly place: string; readonly phone: string; readonly hours: string; readonly fault?: Fault };

export interface PlannedSuggestion {
  readonly text: string;
  readonly icon?: string;
  /** The same in the other language, shown small on the first screen. */
  readonly other?: string;
}

/** Everything she does for one answer. */
export interface ReplyPlan {
  readonly language: Language;
  readonly text: string;
  readonly card?: Card;
  readonly suggestions: readonly PlannedSuggestion[];
  readonly expression: (typeof EXPRESSIONS)[number];
  readonly gesture: (typeof GESTURES)[number];
  /** Switches the page to this language. */
  readonly switchTo?: Language;
  /** Ends the visit after it was said. */
  readonly ends?: boolean;
}
