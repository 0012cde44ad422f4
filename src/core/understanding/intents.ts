/** Everything that is none of the shop's intents, sensible or not. */
export const OUT_OF_SCOPE = 'out-of-scope';

/** The intents every shop understands; a shop may add its own (DESIGN, section 3). */
export const INTENTS = [
  'greeting', 'farewell', 'thanks', 'who-are-you', 'capabilities', 'find-product', 'product-price', 'product-details', 'product-compare',
  'product-recommend', 'product-stock', 'promotions', 'order-status', 'delivery', 'return-refund', 'exchange', 'warranty', 'repair-troubleshoot',
  'install-howto', 'invoice', 'payment', 'membership', 'store-hours', 'store-facilities', 'complaint', 'talk-to-human', 'book-appointment',
  'identify-photo', 'change-language', 'repeat-that', 'cancel', 'affirm', 'deny',
] as const;

/** Intents that are about one product or family, so that a name alone, or "it", continues them. */
export const PRODUCT_INTENTS: ReadonlySet<string> = new Set(['find-product', 'product-price', 'product-details', 'product-compare', 'product-recommend', 'product-stock', 'warranty', 'repair-troubleshoot', 'install-howto', 'promotions']);
