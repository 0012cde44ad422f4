import { describe, expect, test } from 'vitest';
import { findLivekit } from '../../src/tools/real-livekit.ts';
import { FAILURE_ROWS } from '../helpers/call-failures.ts';

/** Within this she must speak to the visitor again after any dead call, in ms. */
const SPEAKS_AGAIN_MS = 20_000;

describe.each([['our own', undefined], ['a real', findLivekit()]])('with %s LiveKit nobody is left alone when', (_, binary) => {
  test.each(FAILURE_ROWS)('$name', async ({ run }) => {
    expect((await run({ binary })) ?? 0).toBeLessThan(SPEAKS_AGAIN_MS);
  });
});
