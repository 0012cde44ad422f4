import { RoomServiceClient } from 'livekit-server-sdk';
import { DevLivekit } from '../../src/server/livekit-dev/dev-livekit.ts';
import type { LivekitAccess } from '../../src/server/handover/rooms.ts';
import { startLivekit } from '../../src/tools/real-livekit.ts';
import { freePort } from './free-port.ts';

const [apiKey, apiSecret] = ['test', 'a-secret-of-the-tests-that-is-long-enough'];

/** A LiveKit that can be broken: our own small one, or a real one. */
export interface LivekitUnderTest extends AsyncDisposable {
  readonly access: LivekitAccess;
  readonly service: RoomServiceClient;
  /** Gone at once, as in a power cut. */
  kill(): Promise<void>;
  /** There again at the same address, remembering nothing. */
  restart(): Promise<void>;
}

/** @param binary of livekit-server; our own where undefined */
export async function livekitUnderTest({ binary, webhook, redis }: { readonly binary?: string | undefined; readonly webhook?: string; readonly redis?: string }): Promise<LivekitUnderTest> {
  const port = await freePort();
  const start = (): Promise<AsyncDisposable> => (binary ? startLivekit({ binary, port, apiKey, apiSecret, ...(webhook ? { webhook } : {}), ...(redis ? { redis } : {}) }) : DevLivekit.start({ port, apiKey, apiSecret, ...(webhook ? { webhook } : {}) }));
  let server: AsyncDisposable | undefined = await start();
  const url = `http://127.0.0.1:${port}`;
  const kill = async () => {
    await server?.[Symbol.asyncDispose]();
    server = undefined;
  };
  return {
    access: { url, publicUrl: url.replace(/^http/, 'ws'), apiKey, apiSecret, isDev: binary === undefined },
    service: new RoomServiceClient(url, apiKey, apiSecret),
    kill,
    async restart() {
      await kill();
      server = await start();
    },
    [Symbol.asyncDispose]: kill,
  };
}
