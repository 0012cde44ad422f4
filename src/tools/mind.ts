import { VisitMind, type SecondOpinion } from '../app/mind.ts';
import { createShopSystems } from '../app/shop-systems.ts';
import type { ReplyPlan } from '../core/reply/reply-plan.ts';
import type { ReplyResult } from '../core/reply/reply.ts';
import type { Language } from '../core/shared/language.ts';
import { decodeBagModel } from '../engines/intent/codec.ts';
import { readIntents } from '../engines/intent/read-intents.ts';
import type { Encoder } from '../engines/intent/second-stage/encoder.ts';
import { loadStudentEncoder } from '../engines/intent/second-stage/node.ts';
import { Reader, type ReaderExample } from '../engines/intent/second-stage/reader.ts';
import { chooseReaderExamples } from '../engines/intent/second-stage/reader-examples.ts';
import { inPlainWords } from '../core/understanding/mentions.ts';
import type { ShopSystems } from '../ports/shop-systems.ts';
import { buildShop, type BuiltShop } from './build-pack.ts';

/** One visit in Node: the same steps as the page, without its threads. */
export interface Visit {
  ask(text: string): Promise<ReplyResult>;
  /** What she makes of speech of which too little was understood. */
  guess(heard: Parameters<VisitMind['guess']>[0]): Promise<ReplyPlan>;
}

export interface Mind {
  readonly shop: BuiltShop;
  newVisit(options?: { language?: Language; nowMs?: number; systems?: ShopSystems }): Visit;
}

export interface MindOptions {
  /** The shop's systems; without, they do not answer. */
  readonly post?: (kind: string, body: string) => Promise<Response>;
  /** Reads English sentences of which the n-grams are not sure; without, the student that is in the build. */
  readonly encoder?: Encoder;
}

/** A shop's understanding. */
export async function loadMind(folder: string, { post, encoder }: MindOptions = {}): Promise<Mind> {
  const shop = await buildShop(folder);
  const models = { intents: decodeBagModel(shop.intents), moods: decodeBagModel(shop.moods) };
  const secondStage = await createSecondOpinion(shop.examples, encoder);
  const intents = { run: async ({ text }: { readonly text: string }) => readIntents(models, text) };
  const shopSystems = createShopSystems({ post: post ?? (() => Promise.reject(new Error('no systems'))) });
  return {
    shop,
    newVisit({ language = shop.pack.defaultLanguage, nowMs, systems = shopSystems } = {}) {
      const visit = new VisitMind({ pack: shop.pack, intents, secondStage, systems, clock: { nowMs: () => nowMs ?? Date.now() } });
      let spoken = language;
      return {
        async ask(text) {
          const result = await visit.think(text, spoken, new AbortController().signal);
          spoken = result.plan.switchTo ?? result.plan.language;
          return result;
        },
        guess: (heard) => visit.guess(heard, new AbortController().signal),
      };
    },
  };
}

async function createSecondOpinion(examples: readonly ReaderExample[], encoder?: Encoder): Promise<SecondOpinion> {
  const reader = new Reader(encoder ?? (await loadStudentEncoder()), chooseReaderExamples(examples).en);
  await reader.learn(Infinity);
  return { reads: (language) => language === 'en', run: (text) => reader.score(inPlainWords(text)) };
}
