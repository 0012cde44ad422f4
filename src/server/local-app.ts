import type { Hono } from 'hono';
import { resolve } from 'node:path';
import { readManifest } from '../../models/manifest.ts';
import { ModelShelf } from '../../models/model-shelf.ts';
import { createServerApp } from './app.ts';
import { createHandover } from './handover/create-handover.ts';
import { isLoopback } from './livekit-dev/dev-livekit.ts';
import { createRephrase } from './rephrase.ts';
import { createDemoSystems } from './shop-systems.ts';

/**
 * The server of this machine, by its environment: YINGBIN_MODELS (folder or mirror of model files), YINGBIN_SHOP (whose `systems` folder answers as the shop's
 * systems), and for the hand-over what docs/deploy.md lists.
 * @param ownUrl this server as it reaches itself
 */
export async function createLocalApp(ownUrl: string): Promise<{ app: Hono } & AsyncDisposable> {
  const manifest = await readManifest();
  const shelf = new ModelShelf({ manifest, source: environment('YINGBIN_MODELS'), cache: resolve('.cache/models') });
  const livekit = livekitAccess();
  const canCall = livekit !== undefined || isLoopback(new URL(ownUrl).hostname);
  if (!canCall) console.warn('no LIVEKIT_URL: visitors of other machines cannot be brought to a person (docs/deploy.md)');
  const handover = !canCall ? undefined : await createHandover({
    folder: resolve(environment('YINGBIN_DATA') ?? '.data'), livekit, ownUrl, secret: environment('YINGBIN_SECRET'), redis: environment('REDIS_URL'), webhook: environment('YINGBIN_JOURNAL_WEBHOOK'),
    deviceHashes: listIn('YINGBIN_DEVICES'), embeds: listIn('YINGBIN_EMBEDS'), isBehindProxy: environment('YINGBIN_PROXY') === '1', isSecure: environment('YINGBIN_TLS') === '1', overflowMs: secondsIn('YINGBIN_OVERFLOW_AFTER'), preparesRooms: environment('YINGBIN_EARLY_ROOMS') !== '0', company: companyAccess(),
  });
  const rephraseUrl = environment('YINGBIN_REPHRASE_URL');
  const rephrase = rephraseUrl && createRephrase({ url: rephraseUrl, model: environment('YINGBIN_REPHRASE_MODEL') ?? '', key: environment('YINGBIN_REPHRASE_KEY'), isBehindProxy: environment('YINGBIN_PROXY') === '1' });
  const app = createServerApp({ folder: resolve('dist'), manifest, shelf, systems: createDemoSystems(resolve(environment('YINGBIN_SHOP') ?? 'shops/demo', 'systems')), ...(rephrase ? { rephrase } : {}), ...(handover ? { handover } : {}), embeds: listIn('YINGBIN_EMBEDS') });
  return { app, [Symbol.asyncDispose]: async () => handover?.[Symbol.asyncDispose]() };
}

/** @throws RangeError when only a part of it is set */
function livekitAccess() {
  const [url, apiKey, apiSecret] = ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'].map(environment);
  if (!url && !apiKey && !apiSecret) return undefined;
  if (!url || !apiKey || !apiSecret) throw new RangeError('LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET belong together');
  return { url: url.replace(/^ws/, 'http'), publicUrl: (environment('LIVEKIT_PUBLIC_URL') ?? url).replace(/^http/, 'ws'), apiKey, apiSecret };
}

/** @throws RangeError when only a part of it is set */
function companyAccess() {
  const [issuer, clientId, clientSecret, publicUrl] = ['YINGBIN_OIDC_ISSUER', 'YINGBIN_OIDC_CLIENT', 'YINGBIN_OIDC_SECRET', 'YINGBIN_URL'].map(environment);
  if (!issuer && !clientId && !clientSecret) return undefined;
  if (!issuer || !clientId || !clientSecret || !publicUrl) throw new RangeError('YINGBIN_OIDC_ISSUER, YINGBIN_OIDC_CLIENT, YINGBIN_OIDC_SECRET and YINGBIN_URL belong together');
  return { issuer, clientId, clientSecret, publicUrl: publicUrl.replace(/\/+$/, ''), claim: environment('YINGBIN_OIDC_CLAIM') ?? 'email' };
}

function environment(name: string): string | undefined {
  return process.env[name] || undefined;
}

/** In ms. @throws RangeError for what is no number above 0 */
function secondsIn(name: string): number | undefined {
  const value = environment(name);
  if (value === undefined) return undefined;
  if (!(Number(value) > 0)) throw new RangeError(`${name} must be a number of seconds above 0`);
  return Number(value) * 1_000;
}

function listIn(name: string): string[] {
  return (environment(name) ?? '').split(',').map((each) => each.trim()).filter(Boolean);
}
