import { built } from './built.ts';
import { measureBarcodes } from './eyes/barcodes.ts';
import { measureDisplays } from './eyes/displays.ts';
import { measureHour } from './eyes/hour.ts';
import { measureLamps } from './eyes/lamps.ts';
import { measureLeftovers } from './eyes/leftovers.ts';
import { measurePresence } from './eyes/presence.ts';
import { measureProducts } from './eyes/products.ts';
import { measureTeaching } from './eyes/teach.ts';
import { measureTexts } from './eyes/texts.ts';
import type { Parts } from './measurement.ts';

/** The eyes: products by their looks. Needs YINGBIN_MODELS; looks of pictures are kept under .cache. */
export const EYES: Parts = { products: measureProducts, barcodes: measureBarcodes, displays: measureDisplays, lamps: measureLamps, texts: measureTexts, presence: built(measurePresence), hour: built(measureHour), leftovers: built(measureLeftovers), teach: built(measureTeaching) };
