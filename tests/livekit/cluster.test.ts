import { expect, test } from 'vitest';
import { findLivekit } from '../../src/tools/real-livekit.ts';
import { openCluster } from '../helpers/cluster-story.ts';
import { untilMoving } from '../helpers/call-story.ts';

test('kiosk and desk on different servers and nodes meet; when a node dies in mid-call, the visitor is not left alone', async () => {
  await using story = await openCluster(findLivekit()!);
  const desk = await story.openDesk();
  await story.call();
  await desk.accept();
  await untilMoving(story.kiosk.page, 'yb-kiosk', 'video.agent');
  await desk.page.locator('#write').fill('您好');
  await desk.page.locator('#write').press('Enter');
  await expect.poll(() => story.kiosk.page.locator('.chat').textContent()).toContain('您好');

  await story.nodes[0].kill();
  expect(await story.untilShe(/断了|断线|连不上/, 40_000)).toBeLessThan(20_000);
});
