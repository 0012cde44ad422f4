import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Manifest } from '../../models/manifest.ts';
import type { ModelShelf } from '../../models/model-shelf.ts';
import { asFailure, type FailureCode } from '../core/shared/failure.ts';
import { securityHeaders } from './security-headers.ts';

export interface ServerOptions {
  /** The built page. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly shelf: Pick<ModelShelf, 'open'>;
  /** The shop's systems, under /api/shop; without them she says that they do not answer. */
  readonly systems?: Hono;
  /** Puts her sentences into other words, under /api/rephrase. */
  readonly rephrase?: Hono;
  /** The hand-over to people, under /api; without it no person can be called. */
  readonly handover?: { readonly routes: Hono; readonly livekitUrl: string };
  /** Origins of pages that may show her in a frame. */
  readonly embeds?: readonly string[];
}

/** The kiosk's server: the built page with its headers, and `/models` (manifest and files, with ranges). */
export function createServerApp({ folder, manifest, shelf, systems, rephrase, handover, embeds }: ServerOptions): Hono {
  const app = new Hono();
  const headers = Object.entries(securityHeaders(handover?.livekitUrl, embeds));
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of headers) context.header(name, value);
  });
  app.use('/shop/*', compress());
  app.get('/healthz', (context) => context.text('ok'));
  app.get('/models/manifest.json', (context) => {
    context.header('cache-control', 'no-cache');
    return context.json({ models: manifest.models.map(({ id, need, encoder, files }) => ({ id, need, encoder, files: files.map(({ file, bytes, sha256 }) => ({ file, bytes, sha256 })) })) });
  });
  app.get('/models/:id/:file', async (context) => {
    const { id, file } = context.req.param();
    try {
      return ranged(await shelf.open(id, file), context.req.header('range'));
    } catch (error) {
      const { code, message } = asFailure(error, 'load-failed');
      console.warn(`models: ${message}`);
      return context.json({ code }, STATUS[code] ?? 500);
    }
  });
  if (systems) app.route('/api/shop', systems);
  if (rephrase) app.route('/api/rephrase', rephrase);
  else app.post('/api/rephrase', (context) => context.body(null, 204));
  if (handover) app.route('/api', handover.routes);
  // Asked by every page whose visitor wants a person: there are no desks here.
  else app.get('/api/handover/outlook', (context) => context.body(null, 204));
  app.get('*', async (context) => {
    const path = normalize(decodeURIComponent(context.req.path)).replace(/\/$/, '/index.html');
    const file = join(folder, path);
    const info = file.startsWith(join(folder, '/')) ? await stat(file).catch(() => undefined) : undefined;
    if (!info?.isFile()) return context.text('not found', 404);
    // Names under /assets carry a hash of their content; everything else is asked for again.
    const etag = `"${info.size.toString(36)}-${Math.round(info.mtimeMs).toString(36)}"`;
    context.header('cache-control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    context.header('etag', etag);
    if (context.req.header('if-none-match') === etag) return context.body(null, 304);
    context.header('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    context.header('content-length', String(info.size));
    return context.body(Readable.toWeb(createReadStream(file)) as ReadableStream);
  });
  return app;
}

const STATUS: Partial<Record<FailureCode, 404 | 502 | 503>> = { 'not-found': 404, offline: 503, 'hash-mismatch': 502 };

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.png': 'image/png', '.txt': 'text/plain; charset=utf-8',
};

/** A file, or its end from a byte on (RFC 9110, section 14). */
function ranged(bytes: Uint8Array, range: string | undefined): Response {
  const headers = { 'content-type': 'application/octet-stream', 'accept-ranges': 'bytes', 'cache-control': 'no-cache' };
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
  if (from >= bytes.length) return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${bytes.length}` } });
  const part = bytes.subarray(from) as BufferSource & Uint8Array;
  if (from === 0) return new Response(part, { headers: { ...headers, 'content-length': String(bytes.length) } });
  return new Response(part, { status: 206, headers: { ...headers, 'content-length': String(part.length), 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } });
}
