import { describe, expect, test } from 'vitest';
import { FAILURE_ROWS } from '../helpers/call-failures.ts';

/** Within this she must speak to the visitor again after any dead call, in ms. */
const SPEAKS_AGAIN_MS = 20_000;

describe('nobody is left alone when', () => {
  test.each(FAILURE_ROWS.filter(({ isLong }) => !isLong))('$name', async ({ run }) => {
    expect((await run({})) ?? 0).toBeLessThan(SPEAKS_AGAIN_MS);
  });
});
