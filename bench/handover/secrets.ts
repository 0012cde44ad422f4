import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measurement } from '../measurement.ts';

/** What must be in no file that a browser gets. */
const SECRETS = [/LIVEKIT_API_SECRET/, /apiSecret/, /livekit-server-sdk/, /YINGBIN_SECRET/, /RoomServiceClient/, /-----BEGIN/];

/** Names of the server's secrets in the built pages. */
export async function measureSecrets(): Promise<Measurement> {
  const files = (readdirSync('dist', { recursive: true }) as string[]).filter((file) => /\.(js|html|json|css|mjs)$/.test(file));
  const cases = files.map((file) => {
    const text = readFileSync(join('dist', file), 'utf8');
    return { figure: 'secretsInBundles', input: file, expected: 'none', got: SECRETS.filter((secret) => secret.test(text)).map(String).join(', ') || 'none' };
  });
  return { figures: { secretsInBundles: cases.filter(({ got }) => got !== 'none').length }, cases, settings: { node: process.version, files: files.length } };
}
