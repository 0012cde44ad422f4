/** npm run livekit [-- --port 7880]: a real LiveKit on this machine's loopback, built with Go when there is none, and how to start the shop's server with it. */
import { randomBytes } from 'node:crypto';
import { main, parseArguments } from './arguments.ts';
import { findLivekit, installLivekit, startLivekit } from './real-livekit.ts';

const PORT = 7880;

main(async () => {
  const { values } = parseArguments(process.argv.slice(2), { values: ['port', 'app'], flags: [] });
  const binary = findLivekit() ?? installLivekit();
  const apiSecret = process.env['LIVEKIT_API_SECRET'] ?? randomBytes(24).toString('hex');
  const apiKey = process.env['LIVEKIT_API_KEY'] ?? 'local';
  const { access, process: child } = await startLivekit({ binary, port: Number(values.get('port') ?? PORT), apiKey, apiSecret, webhook: `${values.get('app') ?? 'http://localhost:8080'}/api/livekit/webhook` });
  console.log(`LiveKit serves on ${access.url}; in another window:\nLIVEKIT_URL=${access.publicUrl} LIVEKIT_API_KEY=${apiKey} LIVEKIT_API_SECRET=${apiSecret} npm start`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
});
