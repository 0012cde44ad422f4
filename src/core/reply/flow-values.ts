import type { Frame } from '../dialogue/flow-machine.ts';
import type { Session } from '../dialogue/session.ts';
import type { ShopGraph } from '../knowledge/graph.ts';
import type { Flow, FlowOption, FlowStep } from '../dialogue/flow.ts';
import type { Language } from '../shared/language.ts';
import { wordAt } from '../shared/word-match.ts';
import { isoDay } from '../understanding/slots/when.ts';
import type { Reading } from '../understanding/understand.ts';
import type { Subject } from './interpret.ts';

export type CollectStep = Extract<FlowStep, { do: 'collect' }>;

const YES = /^(?:嗯|对|是|好|行|可以|没错|要的?$|查$|正确|yes|yeah|yep|yup|ok|okay|sure|right|correct|that's right|please do|go ahead|of course|absolutely)/i;
const NO = /^(?:不|没(?!错|问题|事)|否|别|错|no\b|nope|not|wrong|that's wrong|negative)/i;
const HELPED = /好了|修好|可以了|正常了|有用|解决|it works|works now|fixed|solved|that helped|it did|working/i;
const STILL = /没有用|没用|还是|还不|不行|没好|没解决|不管用|still|doesn't help|didn't help|did not help|not working|no luck|doesn't work|did nothing/i;
const NO_MATTER = /随便|都行|都可以|无所谓|没什么要求|没有要求|没要求|不知道|没想好|anything|whatever|no preference|don't know|don't mind|don't care|not sure|no idea|nothing special|doesn't matter/i;

/** Yes, no, or neither, in a talk. */
export function agreement(text: string, intent: string): 'yes' | 'no' | undefined {
  if (STILL.test(text)) return 'no';
  if (HELPED.test(text) && !/没|不|not|n't/i.test(text)) return 'yes';
  if (NO.test(text) || intent === 'deny') return 'no';
  return YES.test(text) || intent === 'affirm' ? 'yes' : undefined;
}

export function hasNoWish(text: string): boolean {
  return NO_MATTER.test(text);
}

/** What a sentence says to the question of a step; undefined when it says nothing to it. Values are kept as text. */
export function valuesFor(step: CollectStep, reading: Reading, subject: Subject, { slots }: Pick<Frame, 'slots'>, { pack }: ShopGraph): Readonly<Record<string, string>> | undefined {
  const { cues, text } = reading;
  const { slot } = step;
  switch (step.kind) {
    case 'order': return one(slot, cues.order);
    case 'phone': return one(slot, cues.phone);
    case 'people': return one(slot, cues.people?.toString());
    case 'quantity': return one(slot, cues.quantity?.toString());
    case 'date': return one(slot, cues.ahead?.date);
    case 'time': return one(slot, cues.ahead?.time);
    case 'when': {
      const date = cues.ahead?.date ?? slots[`${slot}-date`];
      const time = cues.ahead?.time ?? slots[`${slot}-time`];
      if (!cues.ahead) return undefined;
      // Half of it is kept; the other half is asked for again.
      return date && time ? { [slot]: `${date} ${time}` } : { ...(date ? { [`${slot}-date`]: date } : {}), ...(time ? { [`${slot}-time`]: time } : {}) };
    }
    case 'purchase-date': {
      const date = cues.past?.date ?? (/今天|刚刚|刚才|刚买|today|just now|just bought/i.test(text) ? isoDay(new Date(reading.nowMs)) : undefined);
      if (date === undefined) return undefined;
      const days = Math.floor((reading.nowMs - new Date(`${date}T00:00`).getTime()) / 86_400_000);
      const within = (fact: string) => days <= Number(pack.facts[fact]?.en ?? 0);
      return { [slot]: date, [`${slot}-window`]: within('returnDays') ? 'return' : within('exchangeDays') ? 'exchange' : 'late' };
    }
    case 'price': return one(slot, cues.price && JSON.stringify(cues.price));
    case 'family': return one(slot, reading.mentions.length > 0 ? subject.family?.id : undefined);
    case 'product': return one(slot, reading.mentions.length > 0 ? subject.product?.id : undefined);
    case 'need': {
      const said = cues.needs.length > 0 || cues.price !== undefined || cues.people !== undefined || cues.specs.length > 0;
      return said ? { [slot]: cues.needs.join(',') } : undefined;
    }
    case 'choice': return one(slot, chosen(step.options ?? [], text));
    case 'text': return one(slot, text);
    default: return step.kind satisfies never;
  }
}

/** Words too small to be taken for an answer before the question was asked. */
const SMALL = /^(?:no|yes|not?|fine|ok|okay|sure|please|water|没有|是的|好|可以|要|是|行|查|不用|不要|不了|不是|修|装|nothing|new|新的)$/i;

/** What the first sentence of a talk, and the visit before it, say already. */
export function knownAtStart(flow: Flow, reading: Reading, subject: Subject, session: Session, graph: ShopGraph): Record<string, string> {
  const known: Record<string, string> = {};
  for (const step of flow.steps) {
    if (step.do !== 'collect' || step.kind === 'text') continue;
    const options = step.options?.map((option) => ({ ...option, words: { zh: option.words.zh.filter((word) => !SMALL.test(word)), en: option.words.en.filter((word) => !SMALL.test(word)) } }));
    Object.assign(known, valuesFor({ ...step, ...(options ? { options } : {}) }, reading, subject, { slots: known }, graph));
    // A gift may be anything: what was spoken of before is no hint.
    const isFree = reading.mentions.length === 0 && reading.cues.needs.includes('gift');
    if (step.kind === 'family' && subject.family && !isFree) known[step.slot] = subject.family.id;
    if (step.kind === 'need' && !(step.slot in known) && (session.needs.length > 0 || session.price)) known[step.slot] = session.needs.join(',');
  }
  return known;
}

/** A value as it is said. */
export function sayValue(step: CollectStep | undefined, value: string, language: Language, { catalogue }: ShopGraph): string {
  switch (step?.kind) {
    case 'choice': return step.options?.find((option) => option.value === value)?.label[language] ?? value;
    case 'phone': return value.replace(/^\+86(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');
    case 'when': return sayWhen(value, language);
    case 'family': return catalogue.family(value)?.name[language] ?? value;
    case 'product': return catalogue.product(value)?.name[language] ?? value;
    default: return value;
  }
}

function sayWhen(value: string, language: Language): string {
  const [day = '', time = ''] = value.split(' ');
  const date = new Date(`${day}T00:00`);
  const weekday = date.toLocaleDateString(language === 'zh' ? 'zh-CN' : 'en-US', { weekday: 'long' }).replace('星期', '周');
  return language === 'zh' ? `${date.getMonth() + 1}月${date.getDate()}日${weekday} ${time}` : `${weekday}, ${date.toLocaleDateString('en-US', { month: 'long' })} ${date.getDate()} at ${time}`;
}

function chosen(options: readonly FlowOption[], text: string): string | undefined {
  const lower = text.toLowerCase();
  let best: { value: string; length: number } | undefined;
  for (const { value, label, words } of options) {
    for (const word of [label.zh, label.en, ...words.zh, ...words.en]) {
      if (wordAt(lower, word) >= 0 && word.length > (best?.length ?? 0)) best = { value, length: word.length };
    }
  }
  return best?.value;
}

function one(slot: string, value: string | undefined): Readonly<Record<string, string>> | undefined {
  return value === undefined ? undefined : { [slot]: value };
}
