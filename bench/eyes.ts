import { built } from './built.ts';
import { measureBarcodes } from './eyes/barcodes.ts';
import { measurePresence } from './eyes/presence.ts';
import { measureProducts } from './eyes/products.ts';
import type { Parts } from './measurement.ts';

/** The eyes: products by their looks. Needs YINGBIN_MODELS; looks of pictures are kept under .cache. */
export const EYES: Parts = { products: measureProducts, barcodes: measureBarcodes, presence: built(measurePresence) };
