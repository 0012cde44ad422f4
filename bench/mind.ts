import type { Parts } from './measurement.ts';
import { measureFew, measureStudent } from './mind/few-figures.ts';
import { measureBanking, measureClinc, measureCost } from './mind/full-figures.ts';
import { measureMandarin } from './mind/mandarin-figures.ts';
import { measureShop } from './mind/shop.ts';

/** The mind: the demo shop and its scripts, and public intent sets. Needs YINGBIN_MODELS but for `shop`; sentence vectors are kept under .cache. */
export const MIND: Parts = { shop: measureShop, cost: measureCost, mandarin: measureMandarin, few: measureFew, student: measureStudent, banking: measureBanking, clinc: measureClinc };
