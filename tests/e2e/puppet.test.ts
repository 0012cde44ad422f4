import { expect, test } from 'vitest';
import { openStory, untilMoving } from '../helpers/call-story.ts';
import { filmOfHer } from '../helpers/film-of-her.ts';
import { describeWithFixtures } from '../helpers/fixtures.ts';

describeWithFixtures('an agent plays her', ['mediapipe/face_landmarker_v2_with_blendshapes.task', 'mediapipe/pose_landmarker_lite.task'], () => {
  test('the picture goes, her face follows the agent\'s, and the picture comes back', async () => {
    const film = await filmOfHer();
    await using story = await openStory({ search: 'body=off' });
    const { kiosk } = story;
    const desk = await story.openDesk('mei', { camera: film });
    await story.call();
    await desk.accept();
    await untilMoving(kiosk.page, 'yb-kiosk', 'video.agent');
    await desk.page.locator('[data-do=puppet]').click();
    await kiosk.until('puppet', { timeoutMs: 120_000 });
    await kiosk.page.getByText('小梅正在通过她和您说话').waitFor();
    expect(await kiosk.page.locator('video.agent').isVisible()).toBe(false);
    await desk.page.locator('.private').getByText('画面只留在这台电脑上').waitFor({ timeout: 90_000 });
    const packets = (await kiosk.trace()).filter(({ type }) => type === 'puppet') as unknown as { bytes: number }[];
    expect(packets.every(({ bytes }) => bytes <= 100)).toBe(true);
    expect(await desk.page.evaluate(() => [...document.querySelector('yb-desk')!.shadowRoot!.querySelectorAll('video.own')].length)).toBe(1);

    await desk.page.locator('[data-do=puppet]').click();
    await kiosk.page.getByText('正在和小梅通话').waitFor();
    await desk.page.locator('[data-do=camera]').click();
    await untilMoving(kiosk.page, 'yb-kiosk', 'video.agent');
    expect([...kiosk.foreignRequests, ...kiosk.errors, ...desk.errors]).toEqual([]);
  });
});
