import type { CardKind } from '../shared/card-kind.ts';
import type { Bilingual } from '../shared/language.ts';

/** A dialogue of several turns, run by core/dialogue. Slots of its texts: `{slot name}` and those of answers. */
export interface Flow {
  readonly id: string;
  /** Intents that begin it. */
  readonly intents: readonly string[];
  readonly steps: readonly FlowStep[];
}

export const SLOT_KINDS = ['order', 'phone', 'date', 'time', 'when', 'purchase-date', 'price', 'people', 'quantity', 'product', 'family', 'need', 'choice', 'text'] as const;
export type SlotKind = (typeof SLOT_KINDS)[number];
export const LOOKUPS = ['order', 'stock', 'member', 'appointment'] as const;
export type LookupKind = (typeof LOOKUPS)[number];

export interface FlowOption {
  readonly value: string;
  readonly label: Bilingual;
  readonly words: Bilingual<readonly string[]>;
}

export type FlowStep = { readonly label?: string } & (
  | { readonly do: 'collect'; readonly slot: string; readonly kind: SlotKind; readonly ask: Bilingual; readonly why?: Bilingual; readonly options?: readonly FlowOption[]; /** Goes on without it when the visitor does not say. */ readonly optional?: boolean }
  | { readonly do: 'confirm'; readonly ask: Bilingual; /** Where a "no" leads; else the first slot is asked again. */ readonly no?: string }
  | { readonly do: 'say'; readonly text: Bilingual; readonly card?: CardKind }
  | { readonly do: 'branch'; readonly slot: string; readonly cases: Readonly<Record<string, string>>; readonly otherwise?: string }
  | { readonly do: 'lookup'; readonly kind: LookupKind; readonly found: Bilingual; readonly missing: Bilingual; readonly down: Bilingual }
  | { readonly do: 'walk'; readonly ask: Bilingual; readonly solved: Bilingual; readonly unsolved: Bilingual }
  | { readonly do: 'recommend' }
  | { readonly do: 'goto'; readonly to: string }
  | { readonly do: 'hand-over'; readonly text: Bilingual }
  | { readonly do: 'end' });
