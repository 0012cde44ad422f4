import type { Turn } from '../core/handover/messages.ts';
import type { ShopPack } from '../core/knowledge/shop-pack.ts';
import { createIntentEngine } from '../engines/intent/client.ts';
import type { Scope } from '../runtime/scope.ts';
import { systemClock } from '../runtime/system-clock.ts';
import type { Suggestion } from './desk-state.ts';
import { mindUrls } from './load-pack.ts';
import { VisitMind } from './mind.ts';
import { createShopSystems } from './shop-systems.ts';

/** What the clerk makes of a visitor's sentence, for the agent's eyes. */
export interface CoPilotThought {
  /** What she would have answered, where that is of use. */
  readonly suggestion: Suggestion | undefined;
  readonly isAngry: boolean;
}

/** The clerk's own mind at the agent's side: answers nobody, suggests. */
export class CoPilot {
  readonly #mind: VisitMind;
  #serial = 0;

  /** @param scope ends the mind's worker */
  constructor(pack: ShopPack, scope: Scope) {
    this.#mind = new VisitMind({ pack, intents: scope.own(createIntentEngine({ urls: mindUrls() })), systems: createShopSystems(), clock: systemClock });
  }

  /** Undefined where the mind is not to be had. */
  async think({ text, language }: Turn): Promise<CoPilotThought | undefined> {
    const result = await this.#mind.think(text, language, new AbortController().signal).catch(() => undefined);
    if (!result) return undefined;
    const { plan, understanding } = result;
    const isUseful = understanding.band !== 'unclear' && !plan.acts.includes('hand-over');
    const product = plan.card?.kind === 'product' ? plan.card.product.id : undefined;
    return {
      isAngry: understanding.sentiment.isAngry,
      suggestion: isUseful ? { id: (this.#serial += 1), question: text, answer: plan.text, language: plan.language, sources: plan.sources, ...(product ? { product } : {}) } : undefined,
    };
  }

  /** The visitor is gone. */
  forget(): void {
    this.#mind.forget();
  }
}
