import type { ShopPack } from '../knowledge/shop-pack.ts';
import type { Sighting } from '../looks/sighting.ts';
import type { LampColour } from '../shared/lamp.ts';
import type { Bilingual, Language } from '../shared/language.ts';
import type { ReplyPlan } from './reply-plan.ts';
import { sampleOf, welcomeSuggestions } from './suggest.ts';

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

/** What a visitor would say of a display that shows a code of the shop's goods. */
export function shownCode(pack: ShopPack, language: Language, { code, families }: Extract<Sighting, { kind: 'display' }>): string {
  const family = families.length === 1 ? pack.families.find(({ id }) => id === families[0]) : undefined;
  return language === 'zh' ? `${family?.name.zh ?? ''}显示 ${code}` : `the ${family ? oneOf(family) : 'display'} shows ${code}`;
}

const LAMPS: Readonly<Record<LampColour, Bilingual>> = { red: { zh: '红灯', en: 'red' }, amber: { zh: '黄灯', en: 'yellow' }, green: { zh: '绿灯', en: 'green' }, blue: { zh: '蓝灯', en: 'blue' } };

/** What a visitor would say of a lamp that glows on goods of this family. */
export function shownLamp(pack: ShopPack, language: Language, colour: LampColour, family: string): string {
  const goods = pack.families.find(({ id }) => id === family)!;
  return language === 'zh' ? `${goods.name.zh}亮${LAMPS[colour].zh}` : `the ${oneOf(goods)} shows a ${LAMPS[colour].en} light`;
}

/** One of a kind of goods that is named in the plural. */
function oneOf({ name, aliases }: ShopPack['families'][number]): string {
  return aliases.en.find((alias) => name.en.startsWith(alias)) ?? name.en;
}

/** What a picture showed: a choice of products that it may be, a code that is none of the shop's, or nothing she knows. */
export function sightingPlan(pack: ShopPack, language: Language, sighting: Exclude<Sighting, { kind: 'product' }>): ReplyPlan {
  const plan = { language, expression: 'neutral', gesture: 'none', sources: [] } as const;
  const zh = language === 'zh';
  switch (sighting.kind) {
    case 'choose': {
      const products = sighting.products.flatMap((id) => pack.products.find((product) => product.id === id) ?? []);
      const text = products.length === 1 ? (zh ? `是${products[0]!.name.zh}吗？` : `Is it the ${products[0]!.name.en}?`) : zh ? '看起来是这几款里的一款，是哪一个？' : 'It looks like one of these. Which one is it?';
      return { ...plan, text, card: { kind: 'choices', products }, suggestions: [], acts: ['ask:which-product'] };
    }
    case 'foreign-code':
      return { ...plan, text: zh ? `条码我读到了（${sighting.code}），但这不是本店的商品。` : `I can read the code, ${sighting.code}, but it is not one of ours.`, suggestions: welcomeSuggestions(pack, language), acts: ['refuse'] };
    case 'display': {
      const human = sampleOf('talk-to-human', { pack, language });
      return { ...plan, expression: 'caring', text: zh ? `屏幕上是 ${sighting.code}，我的故障表里没有这个代码，不敢乱说。要不要找店员看看？` : `The display says ${sighting.code}. That code is not in my table, and I won't guess. Shall I get a colleague?`, suggestions: human ? [human] : [], acts: ['refuse'] };
    }
    case 'lamp':
      return { ...plan, text: zh ? `我看到${LAMPS[sighting.colour].zh}亮着。是哪一种？` : `I can see a ${LAMPS[sighting.colour].en} light. What is it on?`, suggestions: sighting.families.map((family) => ({ text: shownLamp(pack, language, sighting.colour, family) })), acts: ['ask:which-product'] };
    case 'unknown':
      return { ...plan, text: zh ? '这个我不认识，不敢乱说。可以把条码给我看看，或者告诉我型号。' : "I don't know this one, and I won't guess. Show me its barcode, or tell me the model.", suggestions: welcomeSuggestions(pack, language), acts: ['refuse'] };
    default:
      return sighting satisfies never;
  }
}

/**
 * Speech that matched nothing well enough: never answered as if it were understood, but met with choices.
 * @param alternatives phrases it may have been @param about intents it may have had, best first
 */
export function notHeardPlan(pack: ShopPack, language: Language, alternatives: readonly string[], about: readonly string[]): ReplyPlan {
  const choices = alternatives.slice(0, 3).map((text) => ({ text }));
  const likely = about.flatMap((intent) => sampleOf(intent, { pack, language }) ?? []);
  const suggestions = [...choices, ...likely, ...welcomeSuggestions(pack, language)];
  const told = suggestions.filter(({ text }, i) => suggestions.findIndex((other) => other.text === text) === i);
  return { language, text: pack.texts.notUnderstood[language], suggestions: told.slice(0, 4), expression: 'neutral', gesture: 'none', acts: ['not-heard'], sources: [] };
}

/** A message longer than she reads. */
export function tooLongPlan(pack: ShopPack, language: Language): ReplyPlan {
  return { language, text: pack.texts.tooLong[language], suggestions: welcomeSuggestions(pack, language), expression: 'neutral', gesture: 'none', acts: ['too-long'], sources: [] };
}

/** A message without a word in it (emoji, punctuation), or one that cannot be answered because something failed. */
export function notKnownPlan(pack: ShopPack, language: Language): ReplyPlan {
  return { language, text: pack.texts.notKnown[language], suggestions: welcomeSuggestions(pack, language), expression: 'neutral', gesture: 'none', acts: ['refuse'], sources: [] };
}
