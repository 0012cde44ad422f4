import { expect, test } from 'vitest';
import { openStory, untilMoving } from '../helpers/call-story.ts';

test('a visitor who is angry is asked, waits, is seen and heard by a person who knows all, and comes back', async () => {
  await using story = await openStory({ search: 'body=off' });
  const { kiosk } = story;
  const desk = await story.openDesk();
  await kiosk.until('usable');

  await kiosk.say('我的 K1 水壶漏水了');
  await kiosk.until('reply');
  await kiosk.say('气死我了，给我找真人！');
  const panel = kiosk.page.locator('yb-call-panel');
  await panel.getByRole('checkbox').check();
  await panel.getByText('同意，接通').click();

  await desk.page.locator('.ticket.ringing').waitFor();
  await expect.poll(() => desk.page.locator('[data-summary]').textContent()).toContain('K1');
  await desk.page.locator('[data-do=accept]').click();

  await untilMoving(kiosk.page, 'yb-kiosk', 'video.agent');
  await untilMoving(desk.page, 'yb-desk', 'video.visitor');

  await kiosk.say('水壶 K1 多少钱？');
  await desk.page.locator('[data-suggestion="0"]').waitFor();
  await desk.page.locator('[data-suggestion="0"] [data-do=say]').click();
  await desk.page.locator('#write').fill('您好，我来帮您。');
  await desk.page.locator('#write').press('Enter');
  await expect.poll(() => kiosk.page.locator('.chat').textContent()).toContain('您好，我来帮您。');

  await desk.page.locator('[data-do=hold]').click();
  await kiosk.page.getByText('请稍等，店员马上回来').waitFor();
  await desk.page.locator('[data-do=hold]').click();
  await kiosk.page.getByText('请稍等，店员马上回来').waitFor({ state: 'detached' });

  await desk.page.locator('[data-do=end]').click();
  await kiosk.page.getByText('这次服务怎么样？').waitFor();
  await desk.page.locator('[data-do=done]').click();
  await kiosk.page.getByLabel('5 分').click();
  await kiosk.page.getByText('提交').click();
  await expect.poll(async () => (await story.handover.journal.read(['rating', 'disposition'])).map(({ kind }) => kind).sort()).toEqual(['disposition', 'rating']);

  await kiosk.page.evaluate(() => document.querySelector('yb-kiosk')!.dispatchEvent(new Event('yb-leave')));
  expect(await kiosk.leftovers()).toEqual([]);
  expect([...desk.errors, ...kiosk.errors]).toEqual([]);
});
