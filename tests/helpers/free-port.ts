import { createServer, type AddressInfo } from 'node:net';

/** A port that nobody listens on, nor on the two after it (most likely). */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
