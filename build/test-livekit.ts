/** npm run test:livekit [file …]: the hand-over against a real LiveKit and a cluster of two over Redis; builds LiveKit with Go where there is none. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findLivekit, installLivekit } from '../src/tools/real-livekit.ts';

const wanted = process.argv.slice(2);
if (!findLivekit()) installLivekit();
if (wanted.length === 0 && !existsSync('.cache/livekit/test-server')) installLivekit('test-server');
if (spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status !== 0) {
  console.error('redis-server is needed on the PATH (Debian: apt-get install redis-server)');
  process.exit(1);
}
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'livekit', ...wanted], { stdio: 'inherit' });
process.exit(status ?? 1);
