import { describe, expect, test } from 'vitest';
import { whyAPerson } from '../../../src/core/reply/why-a-person.ts';
import { demoMind } from '../../helpers/demo-mind.ts';
import { SCRIPT_DAY_MS } from '../../helpers/dialogues.ts';

const mind = await demoMind();

describe('who comes to the desk knows why she sent for a person', () => {
  test.each([
    [['我的水壶冒烟了'], 'danger', 2], [['my kettle is on fire'], 'danger', 2],
    [['你们服务太差了，气死我了'], 'complaint', 1], [['your service is terrible and I am furious'], 'complaint', 1],
    [['转人工'], 'asked', 0], [['get me a human'], 'asked', 0],
    [['等了半天没人理，气死了', '给我找真人'], 'asked', 1],
    [['阿巴阿巴', '明天会下雨吗', '你们店招人吗'], 'misunderstood', 0], [['asdf qwer zxcv', 'will it rain tomorrow', 'are you hiring'], 'misunderstood', 0],
    [['查订单', '阿巴阿巴', '阿巴阿巴', '阿巴阿巴'], 'misunderstood', 0],
  ] as const)('%j: %s, priority %i', async (said, trigger, priority) => {
    const visit = mind.newVisit({ language: /[a-z]/.test(said[0]) ? 'en' : 'zh', nowMs: SCRIPT_DAY_MS });
    let last = await visit.ask(said[0]);
    for (const text of said.slice(1)) last = await visit.ask(text);
    expect(last.plan.acts).toContain('hand-over');
    expect(whyAPerson(last.plan, last.session.felt)).toEqual({ trigger, priority });
  });

  test('choices three times in a row, none of which was meant: she is not sure', () => {
    expect(whyAPerson({ acts: ['offer', 'unsure', 'hand-over'] }, 0)).toEqual({ trigger: 'unsure', priority: 0 });
    expect(whyAPerson({ acts: ['walk:3', 'hand-over'] }, 0)).toEqual({ trigger: 'rule', priority: 0 });
  });
});
