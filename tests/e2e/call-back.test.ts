import { expect, test } from 'vitest';
import { openStory } from '../helpers/call-story.ts';

test('who finds nobody at the desk leaves a number, and whoever comes to the desk calls back', async () => {
  await using story = await openStory({ search: 'body=off&lang=zh' });
  const { kiosk } = story;
  await kiosk.until('usable');
  await kiosk.say('给我找真人店员');
  await kiosk.page.getByText('现在没有同事在线').waitFor();
  await kiosk.page.locator('#name').fill('王女士');
  await kiosk.page.locator('#phone').fill('138 0013 8000');
  await kiosk.page.locator('yb-call-panel button.main').click();
  await kiosk.page.locator('yb-call-panel').waitFor({ state: 'detached' });

  const { page, errors } = await story.openDesk();
  const wish = page.locator('.call-back');
  await expect.poll(() => wish.textContent()).toMatch(/王女士.*138 0013 8000/s);
  expect(await wish.locator('a').getAttribute('href')).toBe('tel:13800138000');
  await wish.locator('[data-do=called-back]').click();
  await wish.waitFor({ state: 'detached' });
  await expect.poll(async () => (await story.handover.journal.read(['called-back'])).map(({ data }) => data['agent'])).toEqual(['mei']);
  expect(errors).toEqual([]);
});

test('three answers in a row that did not help bring the question whether a person may, and only where one is there', async () => {
  await using story = await openStory({ search: 'body=off&lang=zh' });
  const { kiosk } = story;
  const babble = async () => {
    for (const text of ['阿巴阿巴', '咕噜咕噜', '叽里咕噜']) {
      const at = await kiosk.now();
      await kiosk.say(text);
      await kiosk.until('reply', { afterMs: at });
    }
  };
  await kiosk.until('usable');
  await babble();
  await expect.poll(async () => (await kiosk.read()).said).toContain('请一位同事');
  expect(await kiosk.page.locator('yb-call-panel').count()).toBe(0);
  await story.openDesk();
  await babble();
  await kiosk.page.locator('yb-call-panel').getByText('同意，接通').waitFor();

  // The page is in a room by then, silent and alone; who does not agree leaves it, and nobody ever heard of it.
  const { service } = story.livekit;
  const present = async () => (await Promise.all((await service.listRooms()).map(({ name }) => service.listParticipants(name)))).flat();
  await expect.poll(async () => (await present()).length).toBe(1);
  expect((await present()).map(({ permission, tracks }) => [permission?.canPublish, tracks.length])).toEqual([[false, 0]]);
  expect(await story.ticket()).toBeUndefined();
  await kiosk.page.locator('yb-call-panel').getByText('不用了').click();
  await expect.poll(async () => (await present()).length).toBe(0);
});
