import { FAILURE_ROWS } from '../../tests/helpers/call-failures.ts';
import { findLivekit } from '../../src/tools/real-livekit.ts';
import { round, type Case, type Measurement } from '../measurement.ts';

/** Every row of the failure table: does the visitor get on, and how long is she silent? */
export const measureEmbedded = (): Promise<Measurement> => measureRows('Embedded', undefined);

/** The same against a real LiveKit, built by `npm run livekit`. */
export const measureLivekit = (): Promise<Measurement> => measureRows('Livekit', findLivekit());

async function measureRows(kind: 'Embedded' | 'Livekit', binary: string | undefined): Promise<Measurement> {
  if (kind === 'Livekit' && !binary) throw new Error('there is no livekit-server: run npm run livekit once');
  const cases: Case[] = [];
  const silences: number[] = [];
  let survived = 0;
  for (const { name, run } of FAILURE_ROWS) {
    try {
      const ms = await run({ binary });
      survived += 1;
      if (ms !== undefined) silences.push(ms);
      cases.push({ figure: `failureRowsSurvived${kind}`, input: name, expected: 'the visitor gets on', got: ms === undefined ? 'gets on' : `she speaks again after ${round(ms, 0)} ms` });
    } catch (error) {
      cases.push({ figure: `failureRowsSurvived${kind}`, input: name, expected: 'the visitor gets on', got: String(error).slice(0, 200) });
    }
  }
  const worst = round(Math.max(0, ...silences), 0);
  return { figures: { [`failureRowsSurvived${kind}`]: survived, [`stuckVisitors${kind}`]: FAILURE_ROWS.length - survived, [`sheSpeaksAgain${kind}Ms`]: worst, ...(kind === 'Embedded' ? { stuckVisitors: FAILURE_ROWS.length - survived, sheSpeaksAgainMs: worst } : {}) }, cases, settings: { node: process.version } };
}
