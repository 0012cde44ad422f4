import { test } from 'vitest';
import { openStory } from '../helpers/call-story.ts';
import { playSupervision } from '../helpers/supervisor-story.ts';

test('a supervisor hears a call once the visitor is told, and no moment longer', async () => {
  await using story = await openStory({ search: 'body=off' });
  await playSupervision(story);
});
