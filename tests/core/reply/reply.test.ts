import { describe, expect, test } from 'vitest';
import type { ReplyResult } from '../../../src/core/reply/reply.ts';
import { INTENTS } from '../../../src/core/understanding/intents.ts';
import { demoMind } from '../../helpers/demo-mind.ts';

const mind = await demoMind();

async function talk(...sentences: string[]): Promise<ReplyResult[]> {
  const visit = mind.newVisit();
  const results: ReplyResult[] = [];
  for (const sentence of sentences) results.push(await visit.ask(sentence));
  return results;
}

describe('one sentence', () => {
  test.each([
    ['云朵水壶多少钱', 'product-price', '¥129'], ['耳机在哪里？', 'find-product', '一楼 A2'], ['你们几点关门', 'store-hours', '10:00-21:30'], ['我要退货', 'return-refund', '7 天'],
    ['where are the headphones', 'find-product', 'floor 1, aisle A2'], ['how much is the cloud kettle', 'product-price', '¥129'], ['can i pay by card', 'payment', 'cards'], ['what is on sale today', 'promotions', 'filter'],
    ['水壶显示E3', 'repair-troubleshoot', '断电'], ['我要投诉', 'complaint', '对不起'],
  ])('%s is answered from the pack', async (text, intent, fact) => {
    const [{ understanding, plan }] = (await talk(text)) as [ReplyResult];
    expect(understanding).toMatchObject({ intent, band: 'answer' });
    expect(plan.text).toContain(fact);
  });

  test.each(['明天会下雨吗', 'who won the world cup', 'asdf qwer zxcv', '火星上有生命吗'])('%s is met with "I do not know" and choices', async (text) => {
    const [{ understanding, plan }] = (await talk(text)) as [ReplyResult];
    expect(understanding.band).not.toBe('answer');
    expect(plan.suggestions.length).toBeGreaterThan(1);
  });

  test('danger goes before everything else', async () => {
    const [{ understanding, plan }] = (await talk('我的云朵水壶冒烟了多少钱')) as [ReplyResult];
    expect(understanding.isDangerous).toBe(true);
    expect(plan).toMatchObject({ expression: 'caring', card: { kind: 'desk' } });
    expect(plan.text).toContain('拔掉电源');
  });

  test('a product answer brings its card', async () => {
    expect((await talk('介绍一下小星扫地机'))[0]!.plan.card).toMatchObject({ kind: 'product', product: { id: 'v1' } });
  });
});

describe('a conversation', () => {
  test('"it" is the product spoken of, and a bare name continues the question', async () => {
    const [, price, other] = await talk('介绍一下云朵水壶', '它多少钱', '那K2呢');
    expect(price!.plan.text).toContain('¥129');
    expect(other!.understanding.intent).toBe('product-price');
    expect(other!.plan.text).toContain('¥229');
  });

  test('a colour asks about the product spoken of', async () => {
    const [, stock] = await talk('how much is the cloud kettle', 'do you have it in black');
    expect(stock!.plan.card).toMatchObject({ product: { id: 'k1' } });
  });

  test('"和 K2 比一比" compares with what was spoken of', async () => {
    expect((await talk('云朵水壶多少钱', '和 K2 比一比'))[1]!.plan.card).toMatchObject({ kind: 'compare', products: [{ id: 'k1' }, { id: 'k2' }] });
  });

  test('"say that again" says it again', async () => {
    const [first, again] = await talk('你们几点关门', '再说一遍');
    expect(again!.plan.text).toBe(first!.plan.text);
  });

  test('the language follows the visitor', async () => {
    const [zh, en] = await talk('耳机在哪里', 'how much is the cloud kettle');
    expect([zh!.plan.language, en!.plan.language]).toEqual(['zh', 'en']);
  });

  test('she does not say the same words twice in a row where there are others', async () => {
    const [first, second] = await talk('云朵水壶多少钱', '云朵水壶多少钱');
    expect(first!.plan.text).not.toBe(second!.plan.text);
  });
});

test('every intent has an answer in both languages with all its slots filled', async () => {
  for (const intent of INTENTS) {
    for (const language of ['zh', 'en'] as const) {
      const sample = mind.shop.pack.samples[intent]![language].replaceAll('{product}', language === 'zh' ? '云朵水壶' : 'cloud kettle').replaceAll('{family}', language === 'zh' ? '水壶' : 'kettle');
      const { plan } = await mind.newVisit({ language }).ask(sample);
      expect(plan.text, `${intent} ${language}`).not.toMatch(/[{}]|undefined|\s{2}/);
      expect(plan.text.length).toBeGreaterThan(2);
    }
  }
});
