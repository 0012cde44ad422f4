import { findLivekit } from '../../src/tools/real-livekit.ts';
import { untilMoving } from '../../tests/helpers/call-story.ts';
import { openCluster } from '../../tests/helpers/cluster-story.ts';
import { round, type Measurement } from '../measurement.ts';

const STORIES = 2;

/** Two nodes of LiveKit over Redis and two app servers: a call from one to the other, then the visitor's node is killed. */
export async function measureCluster(): Promise<Measurement> {
  const binary = findLivekit();
  if (!binary) throw new Error('there is no livekit-server: run npm run livekit once');
  const times: number[] = [];
  let nodes = 0;
  for (let i = 0; i < STORIES; i += 1) {
    await using story = await openCluster(binary);
    const desk = await story.openDesk();
    await story.call();
    await desk.accept();
    await untilMoving(story.kiosk.page, 'yb-kiosk', 'video.agent');
    nodes = story.nodes.length;
    await story.nodes[0].kill();
    times.push(await story.untilShe(/断了|断线|连不上/, 40_000));
  }
  return {
    figures: { clusterNodesTested: nodes, clusterSheSpeaksAgainMs: round(Math.max(...times), 0) },
    cases: times.map((ms, i) => ({ figure: 'clusterNodesTested', input: `call ${i} across two nodes; the kiosk's is killed`, expected: 'she speaks again within 20000 ms', got: `${round(ms, 0)} ms` })),
    settings: { node: process.version },
  };
}
