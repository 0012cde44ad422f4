import { expect } from 'vitest';
import { untilMoving, type CallStory } from './call-story.ts';

/** A supervisor listens to a call, and not before the visitor's page has said so; the agent sees it too, and it ends with the call. */
export async function playSupervision(story: CallStory): Promise<void> {
  const { kiosk } = story;
  const { page } = kiosk;
  let mayTell: () => void = () => {};
  const told = new Promise<void>((resolve) => { mayTell = resolve; });
  await page.route('**/disclosed', async (route) => {
    await told;
    await route.continue();
  });
  const desk = await story.openDesk();
  await story.call();
  await desk.accept();
  await untilMoving(page, 'yb-kiosk', 'video.agent');

  const supervisor = await story.openDesk('wen');
  const sounds = () => supervisor.page.evaluate(() => [...document.querySelectorAll('body > audio')].length);
  await supervisor.page.locator('.ticket').click();
  await supervisor.page.locator('[data-do=listen]').click();
  await page.getByText('主管正在旁听').waitFor();
  await desk.page.getByText('主管在旁听，访客看得到').waitFor();
  await supervisor.page.getByText('说完之前听不到').waitFor();
  // The page has shown it, but the server does not know yet: nothing is heard.
  await supervisor.page.waitForTimeout(2_000);
  expect(await sounds()).toBe(0);
  mayTell();
  await supervisor.page.getByText('访客和同事都看得到您在').waitFor();
  await expect.poll(sounds).toBeGreaterThan(0);

  await supervisor.page.locator('[data-do=listen]').click();
  await page.getByText('主管正在旁听').waitFor({ state: 'detached' });
  expect(await sounds()).toBe(0);
  await supervisor.page.locator('[data-do=listen]').click();
  await page.getByText('主管正在旁听').waitFor();
  await supervisor.page.getByText('访客和同事都看得到您在').waitFor();
  await desk.page.locator('[data-do=end]').click();
  await page.getByText('这次服务怎么样？').waitFor();
  await expect.poll(sounds).toBe(0);
  expect((await story.handover.journal.read(['audit'])).map(({ data }) => data['what'])).toEqual(expect.arrayContaining(['listens', 'disclosed']));
  expect([...desk.errors, ...supervisor.errors]).toEqual([]);
}
