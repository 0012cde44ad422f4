import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import type { LivekitAccess } from '../server/handover/rooms.ts';

/** The last release that `go install` takes; see docs/deploy.md. */
export const LIVEKIT_VERSION = 'v1.13.5';
const PACKAGES = 'github.com/livekit/livekit-server/cmd';
/** `server`, and upstream's own server that fails on demand, for tests. */
export type LivekitCommand = 'server' | 'test-server';
const LEAST_GO = [1, 26] as const;
const START_MS = 10_000;

export interface RealLivekitOptions {
  readonly binary: string;
  /** HTTP and signalling; media take the next two ports. */
  readonly port: number;
  readonly apiKey: string;
  /** At least 32 characters. */
  readonly apiSecret: string;
  /** This server as LiveKit reaches it. */
  readonly webhook?: string;
  /** `host:port`: nodes that share one are a cluster. */
  readonly redis?: string;
}

/** A LiveKit server of this machine. */
export interface RealLivekit extends AsyncDisposable {
  readonly access: LivekitAccess;
  readonly process: ChildProcess;
}

/** Where livekit-server is: on the PATH, or built by `installLivekit`; undefined when it is nowhere. */
export function findLivekit(): string | undefined {
  const onPath = spawnSync('livekit-server', ['--version'], { stdio: 'ignore' }).status === 0 ? 'livekit-server' : undefined;
  const built = resolve('.cache/livekit/server');
  return onPath ?? (existsSync(built) ? built : undefined);
}

/** Builds livekit-server with Go: under three minutes, once; the test server seconds after it. @throws Error when there is no Go that is new enough */
export function installLivekit(command: LivekitCommand = 'server'): string {
  const [, major = '0', minor = '0'] = /go(\d+)\.(\d+)/.exec(spawnSync('go', ['version'], { encoding: 'utf8' }).stdout ?? '') ?? [];
  if (Number(major) < LEAST_GO[0] || (Number(major) === LEAST_GO[0] && Number(minor) < LEAST_GO[1])) throw new Error(`Go ${LEAST_GO.join('.')} or later is needed to build livekit-server (https://go.dev/dl), or livekit-server on the PATH`);
  const folder = resolve('.cache/livekit');
  mkdirSync(folder, { recursive: true });
  execFileSync('go', ['install', `${PACKAGES}/${command}@${LIVEKIT_VERSION}`], { stdio: 'inherit', env: { ...process.env, GOBIN: folder } });
  return join(folder, command);
}

/** Starts a server on the loopback: no media leaves this machine, and no STUN server is asked. */
export async function startLivekit({ binary, port, apiKey, apiSecret, webhook, redis }: RealLivekitOptions): Promise<RealLivekit> {
  const config = {
    port, bind_addresses: ['127.0.0.1'], keys: { [apiKey]: apiSecret }, logging: { level: 'error' },
    rtc: { node_ip: '127.0.0.1', use_external_ip: false, tcp_port: port + 1, udp_port: port + 2, enable_loopback_candidate: true, ips: { includes: ['127.0.0.1/32'] }, stun_servers: [`127.0.0.1:${port + 2}`] },
    room: { auto_create: false, empty_timeout: 60, departure_timeout: 60, max_participants: 4 },
    ...(webhook ? { webhook: { api_key: apiKey, urls: [webhook] } } : {}), ...(redis ? { redis: { address: redis } } : {}),
  };
  const file = join(mkdtempSync(join(tmpdir(), 'yingbin-livekit-')), 'livekit.yaml');
  writeFileSync(file, stringify(config));
  const child = spawn(binary, ['--config', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  const url = `http://127.0.0.1:${port}`;
  const lastMs = Date.now() + START_MS;
  while (!(await fetch(url).then((response) => response.ok, () => false))) {
    if (Date.now() > lastMs || child.exitCode !== null) throw new Error(`livekit-server did not start (exit code ${child.exitCode})`);
    await new Promise((done) => setTimeout(done, 50));
  }
  return {
    process: child,
    access: { url, publicUrl: url.replace(/^http/, 'ws'), apiKey, apiSecret },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return;
      child.kill('SIGKILL');
      await new Promise((done) => child.once('exit', done));
    },
  };
}
