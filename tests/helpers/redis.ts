import { spawn, spawnSync } from 'node:child_process';
import { freePort } from './free-port.ts';

export const hasRedis = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;

/** A Redis of this test, in memory only. */
export async function startRedis(): Promise<{ readonly address: string } & AsyncDisposable> {
  const port = await freePort();
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => { if (text.includes('Ready to accept connections')) resolve(); });
    child.once('exit', () => reject(new Error('redis-server did not start')));
  });
  return { address: `127.0.0.1:${port}`, [Symbol.asyncDispose]: async () => { child.kill('SIGKILL'); } };
}
