import { describe, expect, test } from 'vitest';
import { demoMind } from '../helpers/demo-mind.ts';

const listOf = (...texts: string[]) => texts.map((text, i) => ({ text, score: -i }));

describe('speech of which too little was understood', () => {
  test('is met with choices about what all hypotheses together mean, never with an answer', async () => {
    const plan = await (await demoMind()).newVisit().guess({ language: 'zh', alternatives: [], nBest: listOf('洗手见在哪里', '洗手间在那里', '西手间在哪') });
    expect(plan.acts).toEqual(['not-heard']);
    expect(plan.suggestions[0]!.text).toMatch(/洗手间|车|厕所/);
  });

  test('phrases that it may have been come first, and nothing twice', async () => {
    const plan = await (await demoMind()).newVisit().guess({ language: 'zh', alternatives: ['耳机在哪里'], nBest: listOf('耳及在哪里') });
    const texts = plan.suggestions.map(({ text }) => text);
    expect(texts[0]).toBe('耳机在哪里');
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('danger in the likeliest is taken at its word; in a less likely one it is not', async () => {
    const mind = await demoMind();
    expect((await mind.newVisit().guess({ language: 'zh', alternatives: [], nBest: listOf('水壶冒烟了快来', '水壶帽烟了') })).acts).toContain('danger');
    expect((await mind.newVisit().guess({ language: 'zh', alternatives: [], nBest: listOf('水壶帽眼了', '水壶冒烟了') })).acts).not.toContain('danger');
  });

  test('nothing heard at all: what the first screen offers', async () => {
    const plan = await (await demoMind()).newVisit().guess({ language: 'en', alternatives: [], nBest: [] });
    expect(plan.acts).toEqual(['not-heard']);
    expect(plan.suggestions.length).toBeGreaterThan(2);
  });
});
