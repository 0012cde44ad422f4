import type { Act, Frame } from '../dialogue/flow-machine.ts';
import type { Session } from '../dialogue/session.ts';
import type { ShopGraph } from '../knowledge/graph.ts';
import { recommend } from '../knowledge/recommend.ts';
import { listOf } from '../knowledge/catalogue.ts';
import type { Flow } from '../dialogue/flow.ts';
import type { Product } from '../knowledge/shop-pack.ts';
import { cardOf } from './card.ts';
import { fill, money, sourcesOf, type FillContext } from './fill.ts';
import { sayValue, type CollectStep } from './flow-values.ts';
import { row } from './finding-plan.ts';
import type { Card, Lookup, PlannedSuggestion, ReplyPlan } from './reply-plan.ts';
import { familySuggestions } from './suggest.ts';

export interface FlowPlan {
  readonly plan: ReplyPlan;
  readonly shown: readonly Product[];
}

const YES_NO: Readonly<Record<'zh' | 'en', readonly string[]>> = { zh: ['是的', '不是'], en: ['Yes', 'No'] };
const HELPED: Readonly<Record<'zh' | 'en', readonly string[]>> = { zh: ['好了', '还是不行'], en: ['It works now', 'It still does not work'] };

/** Words, card and buttons of what a talk wants done. */
export function planActs(acts: readonly Act[], flow: Flow, frame: Frame, context: FillContext, session: Session, graph: ShopGraph): FlowPlan {
  const { language, pack } = context;
  const filled: FillContext = { ...context, values: sayValues(flow, frame, language, graph) };
  const texts: string[] = [];
  const names: string[] = [`flow:${flow.id}`];
  const sources = new Set<string>([`flows.yaml:${flow.id}`]);
  let card: Card | undefined;
  let suggestions: readonly PlannedSuggestion[] = [];
  let lookup: Lookup | undefined;
  let shown: readonly Product[] = [];
  const say = (template: { readonly zh: string; readonly en: string }) => {
    texts.push(fill(template[language], filled));
    for (const source of sourcesOf(template[language], filled)) sources.add(source);
  };
  const fault = pack.faults.find(({ id }) => id === frame.slots['fault']);
  for (const act of acts) {
    switch (act.type) {
      case 'say':
        say(act.text);
        card = (act.card === undefined ? undefined : cardOf(act.card, filled)) ?? card;
        names.push('say');
        break;
      case 'ask':
        say(act.text);
        suggestions = act.options.length > 0 ? act.options.map(({ label }) => ({ text: label[language] })) : act.slot === 'family' ? familySuggestions(context, 'none') : [];
        names.push(`ask:${act.slot}`);
        break;
      case 'confirm':
        say(act.text);
        suggestions = YES_NO[language].map((text) => ({ text }));
        names.push('confirm');
        break;
      case 'walk': {
        texts.push(fault!.steps[language][act.index]!, fill(act.ask[language], filled));
        sources.add(row('faults', fault!));
        card = { kind: 'steps', title: fault!.symptom[language], steps: fault!.steps[language], at: act.index, fault: fault!, family: graph.pack.families.find(({ id }) => id === fault!.family)! };
        suggestions = HELPED[language].map((text) => ({ text }));
        names.push(`walk:${act.index + 1}`);
        break;
      }
      case 'recommend': {
        const advice = tellAdvice(frame, session, graph, context);
        texts.push(advice.text);
        card = advice.card;
        shown = advice.shown;
        suggestions = advice.suggestions;
        for (const source of advice.sources) sources.add(source);
        names.push('recommend');
        break;
      }
      case 'hand-over':
        say(act.text);
        card = cardOf('desk', { ...filled, fault });
        names.push('hand-over');
        break;
      case 'lookup':
        lookup = { kind: act.kind, slots: act.slots };
        names.push(`lookup:${act.kind}`);
        break;
      default:
        act satisfies never;
    }
  }
  const expression = acts.some(({ type }) => type === 'hand-over' || type === 'walk') ? 'caring' : acts.some(({ type }) => type === 'recommend') ? 'happy' : 'neutral';
  return {
    shown,
    plan: {
      language, text: texts.join(language === 'zh' ? '' : ' '), suggestions, expression, gesture: acts.some(({ type }) => type === 'recommend') ? 'present' : 'none',
      acts: names, sources: [...sources], ...(card ? { card } : {}), ...(lookup ? { lookup } : {}),
    },
  };
}

function sayValues(flow: Flow, { slots }: Frame, language: 'zh' | 'en', graph: ShopGraph): Record<string, string> {
  const steps = flow.steps.filter((step): step is CollectStep => step.do === 'collect');
  return Object.fromEntries(Object.entries(slots).map(([slot, value]) => [slot, sayValue(steps.find((step) => step.slot === slot), value, language, graph)]));
}

function tellAdvice({ slots }: Frame, { needs, price, member }: Session, graph: ShopGraph, { language, pack }: FillContext): { text: string; card?: Card; shown: readonly Product[]; suggestions: readonly PlannedSuggestion[]; sources: readonly string[] } {
  const zh = language === 'zh';
  const family = graph.catalogue.family(slots['family']);
  const wanted = [...new Set([...needs, ...(slots['need'] ?? '').split(',').filter(Boolean)])];
  const people = slots['people'] ? Number(slots['people']) : undefined;
  const advice = family && recommend({ family, needs: wanted, price, people, owned: member.owned.map(({ id }) => id) }, graph);
  if (!advice) return { text: pack.texts.notKnown[language], shown: [], suggestions: [], sources: [] };
  const { product, because, isInPrice, second } = advice;
  const reasons = because.map(({ name }) => name[language]);
  const why = reasons.length > 0 ? (zh ? `，适合${listOf(reasons, 'zh')}` : `, right for ${listOf(reasons, 'en')}`) : '';
  const note = isInPrice ? '' : zh ? `这个价位没有${family.name.zh}，最接近的是它。` : `Nothing is within that price; this is the nearest.`;
  const other = second ? (zh ? `也可以看看${second.name.zh}，${money(second.price, pack)}。` : ` You could also look at the ${second.name.en} for ${money(second.price, pack)}.`) : '';
  return {
    text: zh ? `${note}我推荐${product.name.zh}${why}：${product.summary.zh}，${money(product.price, pack)}。${other}` : `${note}${note ? ' ' : ''}I recommend the ${product.name.en}${why}: ${product.summary.en}, for ${money(product.price, pack)}.${other}`,
    card: { kind: 'product', product }, shown: second ? [product, second] : [product],
    suggestions: zh ? [{ text: '有便宜一点的吗？' }, { text: '它在哪里？' }, ...(second ? [{ text: '这两款比一比' }] : [])] : [{ text: 'Is there a cheaper one?' }, { text: 'Where is it?' }, ...(second ? [{ text: 'Compare these two' }] : [])],
    sources: [row('products', product), ...because.map(({ id }) => `needs.csv:${id}`), ...(second ? [row('products', second)] : [])],
  };
}
