import { VisitMind } from '../app/mind.ts';
import { createShopSystems } from '../app/shop-systems.ts';
import type { ReplyResult } from '../core/reply/reply.ts';
import type { Language } from '../core/shared/language.ts';
import { decodeIntentModel } from '../engines/intent/codec.ts';
import { scoreIntents } from '../engines/intent/model.ts';
import type { ShopSystems } from '../ports/shop-systems.ts';
import { buildShop, type BuiltShop } from './build-pack.ts';

/** One visit in Node: the same steps as the page, without its threads. */
export interface Visit {
  ask(text: string): Promise<ReplyResult>;
}

export interface Mind {
  readonly shop: BuiltShop;
  newVisit(options?: { language?: Language; nowMs?: number; systems?: ShopSystems }): Visit;
}

/** A shop's understanding. @param post the shop's systems; without, they do not answer */
export async function loadMind(folder: string, post?: (kind: string, body: string) => Promise<Response>): Promise<Mind> {
  const shop = await buildShop(folder);
  const model = decodeIntentModel(shop.intents);
  const intents = { run: async ({ text }: { readonly text: string }) => scoreIntents(model, text) };
  const shopSystems = createShopSystems({ post: post ?? (() => Promise.reject(new Error('no systems'))) });
  return {
    shop,
    newVisit({ language = shop.pack.defaultLanguage, nowMs, systems = shopSystems } = {}) {
      const visit = new VisitMind({ pack: shop.pack, intents, systems, clock: { nowMs: () => nowMs ?? Date.now() } });
      let spoken = language;
      return {
        async ask(text) {
          const result = await visit.think(text, spoken, new AbortController().signal);
          spoken = result.plan.switchTo ?? result.plan.language;
          return result;
        },
      };
    },
  };
}
