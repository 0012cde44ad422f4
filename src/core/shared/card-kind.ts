/** What an answer may show beside its words. */
export const CARD_KINDS = ['product', 'compare', 'family', 'family-pick', 'desk', 'promotions', 'map', 'symptoms'] as const;
export type CardKind = (typeof CARD_KINDS)[number];
