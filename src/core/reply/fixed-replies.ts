import type { ShopPack } from '../knowledge/shop-pack.ts';
import type { Language } from '../shared/language.ts';
import type { ReplyPlan } from './reply-plan.ts';
import { welcomeSuggestions } from './suggest.ts';

/** What she says when a visit begins. */
export function greetingPlan(pack: ShopPack, language: Language): ReplyPlan {
  return { language, text: pack.texts.greeting[language], suggestions: welcomeSuggestions(pack, language), expression: 'happy', gesture: 'wave', acts: ['greet'], sources: [] };
}

/** What she says of herself after an answer and some silence; what was on screen stays. Only for a shop that has words for it. */
export function offerPlan(pack: ShopPack, language: Language, after: ReplyPlan): ReplyPlan {
  const text = pack.texts.offer?.[language] ?? '';
  const suggestions = after.suggestions.length > 0 ? after.suggestions : welcomeSuggestions(pack, language);
  return { language, text, suggestions, expression: 'happy', gesture: 'none', acts: ['offer-help'], sources: [], ...(after.card ? { card: after.card } : {}) };
}

/** "Are you still there?" */
export function areYouTherePlan(pack: ShopPack, language: Language): ReplyPlan {
  return { language, text: pack.texts.areYouThere[language], suggestions: [], expression: 'caring', gesture: 'none', acts: ['ask-presence'], sources: [] };
}

/** Something that she is told to say: how a call stands, or what an agent gives her. */
export function toldPlan(text: string, language: Language): ReplyPlan {
  return { language, text, suggestions: [], expression: 'neutral', gesture: 'none', acts: ['call'], sources: [] };
}

/** Thanks for a rating; the visit is over. */
export function ratedPlan(language: Language): ReplyPlan {
  return { language, text: language === 'zh' ? '谢谢您，欢迎再来。' : 'Thank you. See you again.', suggestions: [], expression: 'happy', gesture: 'bow', acts: ['rated'], sources: [], ends: true };
}

/** Speech that matched nothing well enough: never answered as if it were understood, but met with choices. */
export function notHeardPlan(pack: ShopPack, language: Language, alternatives: readonly string[]): ReplyPlan {
  const choices = alternatives.slice(0, 3).map((text) => ({ text }));
  return { language, text: pack.texts.notUnderstood[language], suggestions: [...choices, ...welcomeSuggestions(pack, language)].slice(0, 4), expression: 'neutral', gesture: 'none', acts: ['not-heard'], sources: [] };
}

/** A message longer than she reads. */
export function tooLongPlan(pack: ShopPack, language: Language): ReplyPlan {
  return { language, text: pack.texts.tooLong[language], suggestions: welcomeSuggestions(pack, language), expression: 'neutral', gesture: 'none', acts: ['too-long'], sources: [] };
}

/** A message without a word in it (emoji, punctuation), or one that cannot be answered because something failed. */
export function notKnownPlan(pack: ShopPack, language: Language): ReplyPlan {
  return { language, text: pack.texts.notKnown[language], suggestions: welcomeSuggestions(pack, language), expression: 'neutral', gesture: 'none', acts: ['refuse'], sources: [] };
}
