import { test } from 'vitest';
import { openStory } from '../helpers/call-story.ts';
import { playWholeStory } from '../helpers/whole-story.ts';

test('from the avatar to a person, to a second one, and back', async () => {
  await using story = await openStory({ search: 'body=off' });
  await playWholeStory(story);
  // A room of LiveKit leaves memory behind: the page is loaded anew when nobody is there.
  await story.kiosk.page.evaluate(() => { (window as unknown as { isOld: boolean }).isOld = true; });
  await story.kiosk.page.waitForFunction(() => !('isOld' in window) && document.querySelector('yb-kiosk') !== null, undefined, { timeout: 20_000 });
});
