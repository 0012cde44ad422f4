import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readManifest } from '../../models/manifest.ts';
import { Failure } from '../../src/core/shared/failure.ts';
import { createServerApp } from '../../src/server/app.ts';

const folder = join(mkdtempSync(join(tmpdir(), 'yingbin-')), 'dist');
mkdirSync(join(folder, 'assets'), { recursive: true });
writeFileSync(join(folder, 'index.html'), '<!doctype html>');
writeFileSync(join(folder, 'assets/a-123.js'), 'x');
writeFileSync(join(folder, '../secret.txt'), 'secret');
const model = Uint8Array.from({ length: 100 }, (_, i) => i);
const app = createServerApp({ folder, manifest: await readManifest(), shelf: { open: async (id, file) => {
  if (file === 'damaged') throw new Failure('hash-mismatch', 'x');
  if (file === 'away') throw new Failure('offline', 'x');
  if (id !== 'm') throw new Failure('not-found', 'x');
  return model;
} } });

test('every answer carries the headers that isolate the page', async () => {
  for (const path of ['/', '/assets/a-123.js', '/models/manifest.json', '/nothing', '/models/m/a']) {
    const { headers } = await app.request(path);
    expect(headers.get('content-security-policy'), path).toContain("default-src 'self'");
    expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy'), path).toBe('require-corp');
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
  }
});

test('the policy allows no other origin and no eval of scripts', async () => {
  const policy = (await app.request('/')).headers.get('content-security-policy')!;
  expect(policy).not.toMatch(/https?:|\*|'unsafe-eval'/);
});

describe('files', () => {
  test('hashed ones are kept for ever, others are asked for again', async () => {
    expect((await app.request('/assets/a-123.js')).headers.get('cache-control')).toContain('immutable');
    const page = await app.request('/');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect((await app.request('/', { headers: { 'if-none-match': page.headers.get('etag')! } })).status).toBe(304);
  });

  test.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/..%2f..%2fsecret.txt', '//etc/passwd'])('%s does not leave the folder', async (path) => {
    const response = await app.request(path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('secret');
  });
});

describe('models', () => {
  test('a whole file, or its end', async () => {
    expect(new Uint8Array(await (await app.request('/models/m/a')).arrayBuffer())).toEqual(model);
    const part = await app.request('/models/m/a', { headers: { range: 'bytes=60-' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 60-99/100');
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(model.slice(60));
    expect((await app.request('/models/m/a', { headers: { range: 'bytes=100-' } })).status).toBe(416);
  });

  test.each([['/models/x/a', 404], ['/models/m/damaged', 502], ['/models/m/away', 503]])('%s answers %i with a code', async (path, status) => {
    const response = await app.request(path);
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty('code');
  });

  test('the list names what the page may ask for, and no upstream address', async () => {
    const text = await (await app.request('/models/manifest.json')).text();
    expect(text).toContain('network.onnx');
    expect(text).not.toContain('http');
  });
});
