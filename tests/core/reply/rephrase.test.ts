import { describe, expect, test } from 'vitest';
import { mayRephrase, saysTheSame } from '../../../src/core/reply/rephrase.ts';
import type { ReplyPlan } from '../../../src/core/reply/reply-plan.ts';
import { demoMind } from '../../helpers/demo-mind.ts';


const { pack } = (await demoMind()).shop;
const kettle = pack.products.find(({ id }) => id === 'k1')!.name;

describe('an answer in other words', () => {
  test.each([
    ['zh', `${kettle.zh}现在 199 元，保修两年，周一到周五上午送货。`, `周一到周五上午送货，${kettle.zh}只卖 199 元，保修两年。`, false], // "only" was not said
    ['zh', `${kettle.zh}现在 199 元，保修两年。`, `您看的${kettle.zh}是 199 元，有两年保修呢。`, true],
    ['zh', `${kettle.zh}现在 199 元，保修两年。`, `您看的${kettle.zh}是 189 元，有两年保修呢。`, false],
    ['zh', `${kettle.zh}现在 199 元，保修两年。`, `您看的${kettle.zh}是 199 元，有三年保修呢。`, false],
    ['zh', `${kettle.zh}现在 199 元，保修两年。`, '您看的这款是 199 元，有两年保修呢。', false],
    ['zh', '拆封的滤芯不能退。', '拆封的滤芯可以退哦。', false],
    ['zh', '拆封的滤芯不能退。', 'Opened filters cannot be returned.', false],
    ['en', `The ${kettle.en} is ¥199 and comes with a 24 month warranty.`, `You get a 24 month warranty with the ${kettle.en}, at ¥199.`, true],
    ['en', `The ${kettle.en} is ¥199 and comes with a 24 month warranty.`, `The ${kettle.en} is ¥199 and it's free.`, false],
    ['en', 'We close at 21:30 today.', "We're open until 9:30 pm today.", false],
    ['en', 'We close at 21:30 today.', 'Today we close at 21:30.', true],
    ['en', 'We close at 21:30 today.', 'Today we close at 21:30. See https://x.example', false],
    ['en', 'We close at 21:30 today.', '<b>Today</b> we close at 21:30', false],
    ['en', 'We close at 21:30 today.', '', false],
    ['en', 'We close at 21:30 today.', 'Today, dear friend, you will be happy to know that we close at 21:30 sharp, as we do.', false],
  ] as const)('%s: %s → %s is taken: %s', (language, given, other, isTaken) => {
    expect(saysTheSame(given, other, language, pack)).toBe(isTaken);
  });

  test('only plain answers that rest on the shop, never danger, trouble or questions', () => {
    const plan: ReplyPlan = { language: 'zh', text: '在二楼。', suggestions: [], expression: 'neutral', gesture: 'none', acts: ['answer:find-product'], sources: ['products.csv:k1'] };
    expect(mayRephrase(plan)).toBe(true);
    for (const other of [{ ...plan, sources: [] }, { ...plan, acts: ['danger'] }, { ...plan, expression: 'caring' as const }, { ...plan, text: '您要几个？' }, { ...plan, ends: true }, { ...plan, acts: ['ask:order'] }]) expect(mayRephrase(other)).toBe(false);
  });
});
