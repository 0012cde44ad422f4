import { afterAll, beforeAll, expect, test } from 'vitest';
import { readScripts, SCRIPT_DAY_MS } from '../helpers/dialogues.ts';
import { openKiosk, type KioskPage } from '../helpers/kiosk-page.ts';

/** Talks that go through every kind of step, in the real page, with the shop's systems behind the real server. */
const NAMES = [
  '查订单', '查订单，说错再改', '退货，七天内完好', '故障一步步，都不行', '推荐，问一句', '最轻的，再要便宜的', '流程中遇到危险',
  'repair appointment', 'points', 'fault, a question between', 'a talk on a talk', 'does a part fit', 'why the number',
];
const scripts = readScripts().filter(({ name }) => NAMES.includes(name));

let kiosk: KioskPage;
beforeAll(async () => {
  kiosk = await openKiosk({ search: 'body=off&lang=zh', prepare: (page) => page.clock.setFixedTime(SCRIPT_DAY_MS) });
  await kiosk.until('usable');
});
afterAll(() => kiosk[Symbol.asyncDispose]());

test('every talk that is named here is in the scripts', () => {
  expect(scripts.map(({ name }) => name).sort()).toEqual([...NAMES].sort());
});

test.each(scripts.map((script) => [`${script.language}: ${script.name}`, script] as const))('%s', async (_, { turns }) => {
  for (const { say, card, words } of turns) {
    const before = (await kiosk.trace()).length;
    await kiosk.say(say);
    await kiosk.page.waitForFunction((count) => (window as unknown as { traced: { type: string }[] }).traced.slice(count).some(({ type }) => type === 'reply'), before);
    const seen = await kiosk.read();
    expect(seen.said, say).toContain(words);
    if (card !== '') expect(seen.card, say).toBe(card === '-' ? '' : card);
  }
  await kiosk.page.evaluate(() => document.querySelector('yb-kiosk')!.dispatchEvent(new CustomEvent('yb-leave')));
  await kiosk.page.waitForFunction(() => document.querySelector('yb-kiosk')!.shadowRoot!.querySelector<HTMLElement>('main')!.dataset['phase'] === 'welcome');
  expect(await kiosk.leftovers()).toEqual([]);
});

test('nothing went wrong on the page', () => {
  expect(kiosk.errors).toEqual([]);
});
