import { newSession, type Session } from '../core/dialogue/session.ts';
import { reply, type ReplyResult } from '../core/reply/reply.ts';
import type { Language } from '../core/shared/language.ts';
import { MentionFinder } from '../core/understanding/mentions.ts';
import { readSentence } from '../core/understanding/understand.ts';
import { decodeIntentModel } from '../engines/intent/codec.ts';
import { scoreIntents } from '../engines/intent/model.ts';
import { buildShop, type BuiltShop } from './build-pack.ts';

/** A shop's understanding in Node: the same steps as the page, without its threads. */
export interface Mind {
  readonly shop: BuiltShop;
  ask(text: string, session?: Session): ReplyResult;
  newSession(language?: Language): Session;
}

export async function loadMind(folder: string): Promise<Mind> {
  const shop = await buildShop(folder);
  const model = decodeIntentModel(shop.intents);
  const finder = new MentionFinder(shop.pack);
  const start = (language: Language = shop.pack.defaultLanguage) => newSession(language);
  return {
    shop,
    newSession: start,
    ask(text, session = start()) {
      const reading = readSentence(text, shop.pack, finder, session.language);
      return reply(reading, scoreIntents(model, reading.delexicalised), session, shop.pack);
    },
  };
}
