import { test } from 'vitest';
import { findLivekit } from '../../src/tools/real-livekit.ts';
import { openStory } from '../helpers/call-story.ts';
import { playSupervision } from '../helpers/supervisor-story.ts';
import { playWholeStory } from '../helpers/whole-story.ts';

test('the whole story on a real LiveKit', async () => {
  await playWholeStory({ binary: findLivekit()! });
});

test('a supervisor on a real LiveKit', async () => {
  await using story = await openStory({ search: 'body=off', binary: findLivekit()! });
  await playSupervision(story);
});
