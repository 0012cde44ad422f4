import type { Lookup, LookupResult } from '../core/reply/reply-plan.ts';
import type { RunOptions } from './engine.ts';

/** The shop's own systems: orders, stock, members, appointments. */
export interface ShopSystems {
  /** Never rejects: a system that does not answer is `down`. */
  ask(lookup: Lookup, options?: RunOptions): Promise<LookupResult>;
}
