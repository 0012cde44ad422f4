import { test } from 'vitest';
import { openStory } from '../helpers/call-story.ts';
import { playWholeStory } from '../helpers/whole-story.ts';

test('from the avatar to a person, to a second one, and back', async () => {
  await using story = await openStory({ search: 'body=off' });
  await playWholeStory(story);
});
