import { test } from 'vitest';
import { playWholeStory } from '../helpers/whole-story.ts';

test('from the avatar to a person, to a second one, and back', async () => {
  await playWholeStory({}, async ({ kiosk: { page } }) => {
    // A room of LiveKit leaves memory behind: the page is loaded anew when nobody is there.
    await page.evaluate(() => { (window as unknown as { isOld: boolean }).isOld = true; });
    await page.waitForFunction(() => !('isOld' in window) && document.querySelector('yb-kiosk') !== null, undefined, { timeout: 20_000 });
  });
});
