import { readFileSync } from 'node:fs';
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
  const stuck = FAILURE_ROWS.length - survived;
  // What counts is the worse of both servers: the other's figures are those of its last run.
  const last = JSON.parse(readFileSync('bench/results/handover.json', 'utf8')) as Readonly<Record<string, number | undefined>>;
  const other = kind === 'Embedded' ? 'Livekit' : 'Embedded';
  return {
    figures: {
      [`failureRowsSurvived${kind}`]: survived, [`stuckVisitors${kind}`]: stuck, [`sheSpeaksAgain${kind}Ms`]: worst,
      stuckVisitors: Math.max(stuck, last[`stuckVisitors${other}`] ?? 0), sheSpeaksAgainMs: Math.max(worst, last[`sheSpeaksAgain${other}Ms`] ?? 0),
    },
    cases, settings: { node: process.version },
  };
}
