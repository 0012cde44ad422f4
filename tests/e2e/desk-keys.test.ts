import { expect, test } from 'vitest';
import { openStory, untilMoving } from '../helpers/call-story.ts';

test('a call is taken, led and ended with the keyboard alone', async () => {
  await using story = await openStory({ search: 'body=off&lang=zh' });
  const { kiosk } = story;
  const { page, errors } = await story.openDesk();
  await story.call();
  await page.locator('.ticket.ringing').waitFor();
  // Let go with a reason, by its number, and taken after all: nobody else is there.
  await page.keyboard.press('d');
  await page.locator('[data-reason]').first().waitFor();
  await page.keyboard.press('2');
  await page.locator('[data-do=accept]').waitFor();
  await expect.poll(async () => (await story.ticket())?.declinedBy).toEqual(['mei']);
  expect((await story.handover.journal.read(['audit'])).at(-1)!.data).toMatchObject({ what: 'declined', reason: 'not-my-topic' });
  await page.keyboard.press('a');
  await untilMoving(kiosk.page, 'yb-kiosk', 'video.agent');

  await page.keyboard.press('/');
  await page.keyboard.type('您好，我是小梅。');
  await page.keyboard.press('Enter');
  await expect.poll(() => kiosk.page.locator('.chat').textContent()).toContain('您好，我是小梅。');
  await page.keyboard.press('Escape');

  await kiosk.say('水壶 K1 多少钱？');
  await page.locator('[data-suggestion="0"]').waitFor();
  await page.keyboard.press('1');
  await kiosk.page.waitForFunction(() => document.querySelector('yb-kiosk')!.shadowRoot!.querySelector('yb-say')?.shadowRoot?.textContent?.includes('¥129'));

  await page.keyboard.press('n');
  await page.keyboard.type('要发票');
  await page.keyboard.press('Escape');

  await page.keyboard.press('h');
  await kiosk.page.getByText('请稍等，店员马上回来').waitFor();
  await page.keyboard.press('h');
  await kiosk.page.getByText('请稍等，店员马上回来').waitFor({ state: 'detached' });

  await page.keyboard.press('e');
  await kiosk.page.getByText('这次服务怎么样？').waitFor();
  await page.locator('[data-do=done]').waitFor();
  const isOnDone = () => page.evaluate(() => (document.querySelector('yb-desk')!.shadowRoot!.activeElement as HTMLElement | null)?.dataset['do'] === 'done');
  for (let i = 0; i < 30 && !(await isOnDone()); i += 1) await page.keyboard.press('Tab');
  expect(await isOnDone()).toBe(true);
  await page.keyboard.press('Enter');
  await page.locator('[data-do=done]').waitFor({ state: 'detached' });
  // What was noted in the call is in the write-up.
  await expect.poll(async () => (await story.handover.journal.read(['disposition'])).map(({ data }) => data['note'])).toEqual(['要发票']);
  expect(errors).toEqual([]);
});
