import type { CallContext, Turn } from '../core/handover/messages.ts';
import type { ShopPack } from '../core/knowledge/shop-pack.ts';
import { ANGRY_FROM, type Session } from '../core/dialogue/session.ts';
import { NO_QUESTION } from '../core/reply/several.ts';
import { OUT_OF_SCOPE } from '../core/understanding/intents.ts';
import { redact } from '../core/understanding/redact.ts';
import { intentNames } from './intent-names.ts';

/** Intents that say nothing of what a visitor is after. */
const EMPTY = new Set([...NO_QUESTION, 'who-are-you', 'capabilities', OUT_OF_SCOPE]);
const MOST_TURNS = 60;

/** What a visit was about: the last intent that says something. */
export function topicOf(turns: readonly Turn[]): string {
  return turns.findLast(({ who, intent }) => who === 'visitor' && intent !== undefined && !EMPTY.has(intent))?.intent ?? 'general';
}

/** What an agent is told before the call. Personal data is masked: the visitor may give it again, to the person. */
export function callContextOf(turns: readonly Turn[], session: Session, pack: ShopPack): CallContext {
  const { language, felt: anger } = session;
  const products = [...new Set([...(session.lastProduct ? [session.lastProduct] : []), ...session.shown])].slice(0, 4);
  const names = products.slice(0, 2).flatMap((id) => pack.products.find((product) => product.id === id)?.name[language] ?? []);
  const topic = topicOf(turns);
  const last = turns.findLast(({ who }) => who === 'visitor')?.text ?? '';
  const parts = [intentNames[topic]?.[language] ?? topic, ...names, ...(anger >= ANGRY_FROM ? [language === 'zh' ? '情绪激动' : 'upset'] : []), ...(last ? [language === 'zh' ? `最后说：“${last}”` : `last said: "${last}"`] : [])];
  return {
    turns: turns.slice(-MOST_TURNS).map((turn) => ({ ...turn, text: redact(turn.text).text })),
    summary: redact(parts.join(' · ')).text,
    products, tried: [...new Set(turns.flatMap(({ who, intent }) => (who === 'visitor' && intent && !EMPTY.has(intent) ? [intent] : [])))], anger, photos: [],
  };
}
