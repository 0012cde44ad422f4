import type { Family, Fault, ShopPack } from '../knowledge/shop-pack.ts';
import { capital } from '../shared/capital.ts';
import type { Language } from '../shared/language.ts';
import type { FillContext } from './fill.ts';
import type { PlannedSuggestion } from './reply-plan.ts';

/** What the first screen offers. */
export function welcomeSuggestions(pack: Pick<ShopPack, 'suggestions'>, language: Language): PlannedSuggestion[] {
  return pack.suggestions.map((suggestion) => ({ icon: suggestion.icon, text: suggestion[language], other: suggestion[language === 'zh' ? 'en' : 'zh'] }));
}

/** A sentence that stands for an intent, about the goods in question. */
export function sampleOf(intent: string, { pack, language, product, family }: Pick<FillContext, 'pack' | 'language' | 'product' | 'family'>): PlannedSuggestion | undefined {
  const sample = pack.samples[intent]?.[language];
  if (!sample) return undefined;
  const anyFamily = family ?? pack.families[0];
  const name = (product ?? anyFamily)?.name[language] ?? '';
  return { text: sentence(sample.replaceAll('{product}', name).replaceAll('{family}', anyFamily?.name[language] ?? ''), language) };
}

const QUESTIONS: Readonly<Record<string, Readonly<Record<Language, (name: string) => string>>>> = {
  'find-product': { zh: (name) => `${name}在哪里？`, en: (name) => `Where are the ${name}?` },
  'product-price': { zh: (name) => `${name}多少钱？`, en: (name) => `How much are the ${name}?` },
  'product-recommend': { zh: (name) => `推荐一款${name}`, en: (name) => `Which ${name} do you recommend?` },
};

/** The same question about four kinds of goods. */
export function familySuggestions({ pack, language }: FillContext, intent: string): PlannedSuggestion[] {
  const ask = QUESTIONS[intent]?.[language] ?? ((name: string) => asWritten(name, language));
  return pack.families.slice(0, 6).filter((_, i) => i % 2 === 0 || i === 1).slice(0, 4).map((family) => ({ text: ask(family.name[language]) }));
}

/** What one asks next about a product. */
export function siblingSuggestions({ catalogue, product, language }: FillContext, intent: string): PlannedSuggestion[] {
  if (!product) return [];
  const sibling = catalogue.productsOf(product.family).find((candidate) => candidate.id !== product.id);
  const short = sibling?.aliases[language].at(-1)?.toUpperCase();
  const next: Record<Language, (readonly [intent: string, text: string])[]> = {
    zh: [['product-details', '有什么特点？'], ['product-price', '多少钱？'], ['product-stock', '有什么颜色？'], ['find-product', '在哪个货架？']],
    en: [['product-details', 'Tell me more about it'], ['product-price', 'How much is it?'], ['product-stock', 'What colors do you have?'], ['find-product', 'Where is it?']],
  };
  const compare = short && intent !== 'product-compare' ? [{ text: language === 'zh' ? `和 ${short} 比一比` : `Compare it with the ${short}` }] : [];
  return [...next[language].filter(([about]) => about !== intent).slice(0, 2).map(([, text]) => ({ text })), ...compare];
}

export function faultSuggestions({ pack, family, language }: FillContext): PlannedSuggestion[] {
  return pack.faults.filter((fault) => fault.family === family?.id).slice(0, 3).map((fault) => ({ text: symptomOf(fault, family!, language) }));
}

/** A fault in a visitor's words. */
export function symptomOf({ symptom }: Fault, { name }: Family, language: Language): string {
  return language === 'zh' ? `${name.zh}${symptom.zh}` : `My ${singular(name.en)} ${symptom.en}`;
}

function singular(name: string): string {
  return name === 'headphones' ? name : name.replace(/s$/, '');
}

function sentence(text: string, language: Language): string {
  const isQuestion = language === 'zh' ? /(吗|呢|多少|什么|哪|几|怎么|多久|谁)/.test(text) : /^(what|where|which|who|how|can|do|does|is|are|when)\b/i.test(text);
  return asWritten(text, language) + (isQuestion ? (language === 'zh' ? '？' : '?') : '');
}

function asWritten(text: string, language: Language): string {
  return language === 'en' ? capital(text).replace(/\bi\b/g, 'I') : text;
}
