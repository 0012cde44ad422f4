import type { Bilingual } from '../shared/language.ts';
import type { CallState, Unavailable } from './call.ts';

/** What she says on the way to a person and back. */
const SPOKEN = {
  first: { zh: '好，已经帮您叫人了，前面没有人在等。等的时候也可以继续问我。', en: 'I have called someone, and you are first in line. You can go on asking me while you wait.' },
  inLine: { zh: '已经帮您排上队了，您是第 {place} 位。等的时候也可以继续问我。', en: 'You are number {place} in line. You can go on asking me while you wait.' },
  again: { zh: '刚才的线路断了，我正在重新帮您找人，您排在最前面。', en: 'The line broke. I am finding someone for you again, and you are first in line.' },
  lost: { zh: '店员那边断线了，请稍等，我在联系。', en: 'The clerk was cut off. One moment, I am getting them back.' },
  coming: { zh: '{name}马上就来，我把您刚才说的都告诉了对方，不用再重复。', en: '{name} is on the way and knows what you have told me, so you need not repeat it.' },
  back: { zh: '您和{name}的通话结束了{topic}{product}。我还在这里。您愿意给这次服务打个分吗？', en: 'Your call with {name} is over{topic}{product}. I am here again. Would you rate it for us?' },
  thanks: { zh: '谢谢您的评价！还有什么我可以帮您的吗？', en: 'Thank you! Is there anything else I can do for you?' },
} as const satisfies Record<string, Bilingual>;

const SORRY: Readonly<Record<Unavailable, Bilingual>> = {
  nobody: { zh: '现在没有同事在线，我就不让您空等了。您可以留个电话让他们回给您，或者继续问我。', en: 'Nobody is at the desk right now, so I will not keep you waiting for nothing. Leave your number to be called back, or go on with me.' },
  busy: { zh: '好的，您不用等了。留个电话，同事一有空就打给您。', en: 'Of course, no need to wait. Leave your number and someone will call you as soon as they are free.' },
  down: { zh: '视频线路现在连不上，很抱歉。您可以留个电话，或者继续问我。', en: 'I am sorry, the video line cannot be reached right now. Leave your number, or go on with me.' },
  lost: { zh: '线路断了，很抱歉。我还在，您可以继续问我，也可以留个电话让同事回给您。', en: 'I am sorry, the line broke. I am here: go on with me, or leave your number to be called back.' },
  expired: { zh: '让您等太久了，很抱歉。您可以留个电话，同事会尽快回给您。', en: 'I am sorry that you had to wait so long. Leave your number and someone will call you back.' },
  'too-often': { zh: '刚才叫了好几次，请稍等一会儿再试，或者继续问我。', en: 'That was several calls in a row. Please try again in a while, or go on with me.' },
};

/** What a call was about. */
export interface CallNames {
  readonly topic?: Bilingual | undefined;
  /** What the agent showed last. */
  readonly product?: Bilingual | undefined;
}

const TOPIC: Bilingual = { zh: '，谈的是{topic}', en: '; it was about {topic}' };
const PRODUCT: Bilingual = { zh: '，给您看了{product}', en: ', and you were shown the {product}' };
const SOMEONE: Bilingual = { zh: '店员', en: 'the clerk' };

/** What she says when a call has come from one state to the next; undefined when nothing is to be said. */
export function spokenFor(before: CallState, after: CallState, names: CallNames = {}): Bilingual | undefined {
  if (after.phase === 'talking' && isAgentGone(after) && !isAgentGone(before)) return SPOKEN.lost;
  // Before the visitor agreed, her answer is being said (in danger it must be heard), and the page shows how it stands.
  if (before.phase === after.phase || before.phase === 'asking') return undefined;
  switch (after.phase) {
    case 'waiting': {
      if (before.phase === 'talking' || before.phase === 'connecting') return SPOKEN.again;
      return (after.wait?.place ?? 1) <= 1 ? SPOKEN.first : filled(SPOKEN.inLine, 'place', inBoth(String(after.wait?.place ?? 1)));
    }
    case 'connecting':
      return filled(SPOKEN.coming, 'name', after.agent?.name ?? SOMEONE);
    case 'rating':
      return recapOf(before, names);
    case 'unavailable':
      return SORRY[after.cause ?? 'down'];
    case 'none':
      return before.phase === 'rating' ? SPOKEN.thanks : undefined;
    default:
      return undefined;
  }
}

function recapOf({ agent }: CallState, { topic, product }: CallNames): Bilingual {
  const part = (words: Bilingual, key: string, value: Bilingual | undefined) => (value ? filled(words, key, value) : inBoth(''));
  // In the middle of a sentence.
  const about = part(TOPIC, 'topic', topic && { zh: topic.zh, en: topic.en.toLowerCase() });
  return filled(filled(filled(SPOKEN.back, 'name', agent?.name ?? SOMEONE), 'topic', about), 'product', part(PRODUCT, 'product', product));
}

/** By what the server says, or by what the room shows before that. */
export function isAgentGone({ isAgentLost, isAgentFaint }: Pick<CallState, 'isAgentLost' | 'isAgentFaint'>): boolean {
  return isAgentLost || isAgentFaint;
}

function filled({ zh, en }: Bilingual, name: string, value: Bilingual): Bilingual {
  return { zh: zh.replace(`{${name}}`, value.zh), en: en.replace(`{${name}}`, value.en) };
}

function inBoth(text: string): Bilingual {
  return { zh: text, en: text };
}
