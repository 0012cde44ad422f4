import { built } from './built.ts';
import { measureClaims } from './handover/claims.ts';
import { measureCluster } from './handover/cluster.ts';
import { measureEmbedded, measureLivekit } from './handover/failures.ts';
import { measureFrames } from './handover/frames.ts';
import { measurePuppet } from './handover/puppet.ts';
import { measureSecrets } from './handover/secrets.ts';
import { measureTracker } from './handover/tracker.ts';
import { measureWaiting } from './handover/waiting.ts';
import type { Parts } from './measurement.ts';

/** The way to a person and back; `npm run build` first makes the pages that the browsers open. */
export const HANDOVER: Parts = {
  claims: measureClaims, waiting: measureWaiting, secrets: built(measureSecrets), embedded: built(measureEmbedded), livekit: built(measureLivekit),
  cluster: built(measureCluster), frames: built(measureFrames), puppet: built(measurePuppet), tracker: built(measureTracker),
};
