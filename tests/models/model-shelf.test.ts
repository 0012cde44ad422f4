import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readManifest, type Manifest } from '../../models/manifest.ts';
import { ModelShelf } from '../../models/model-shelf.ts';
import { describeWithFixtures, fixture } from '../helpers/fixtures.ts';

const bytes = new TextEncoder().encode('weights');
const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
const fresh = () => mkdtempSync(join(tmpdir(), 'yingbin-shelf-'));
const entry = { file: 'a.bin', bytes: bytes.length, sha256: sha256(bytes) };
const manifest = (url: string): Manifest => ({ models: [{ id: 'm', feature: 'f', need: 'optional', licence: 'CC0', source: 's', folder: 'kind/m', upstream: [{ ...entry, url }], files: [entry] }] });

let requests = 0;
let body: Uint8Array = bytes;
const server = createServer((_, response) => {
  requests += 1;
  response.end(body);
});
let origin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

describe('where a file comes from', () => {
  test('upstream, once: then from the cache, also after a restart', async () => {
    const cache = fresh();
    requests = 0;
    const open = () => new ModelShelf({ manifest: manifest(`${origin}/a.bin`), source: undefined, cache }).open('m', 'a.bin');
    expect(Buffer.from(await open())).toEqual(Buffer.from(bytes));
    await open();
    expect(requests).toBe(1);
  });

  test('a folder, or a mirror, laid out by the manifest', async () => {
    const folder = fresh();
    mkdirSync(join(folder, 'kind/m'), { recursive: true });
    writeFileSync(join(folder, 'kind/m/a.bin'), bytes);
    for (const source of [folder, origin]) expect(Buffer.from(await new ModelShelf({ manifest: manifest('https://nowhere.invalid/a.bin'), source, cache: fresh() }).open('m', 'a.bin'))).toEqual(Buffer.from(bytes));
  });

  test('ten requests at once are one download', async () => {
    requests = 0;
    const shelf = new ModelShelf({ manifest: manifest(`${origin}/a.bin`), source: undefined, cache: fresh() });
    await Promise.all(Array.from({ length: 10 }, () => shelf.open('m', 'a.bin')));
    expect(requests).toBe(1);
  });
});

describe('what goes wrong', () => {
  test('other bytes are refused, and the next request tries again', async () => {
    const shelf = new ModelShelf({ manifest: manifest(`${origin}/a.bin`), source: undefined, cache: fresh() });
    body = new TextEncoder().encode('weightz');
    await expect(shelf.open('m', 'a.bin')).rejects.toMatchObject({ code: 'hash-mismatch' });
    body = bytes;
    expect(Buffer.from(await shelf.open('m', 'a.bin'))).toEqual(Buffer.from(bytes));
  });

  test('a damaged cache is fetched anew', async () => {
    const cache = fresh();
    mkdirSync(join(cache, 'm'), { recursive: true });
    writeFileSync(join(cache, 'm/a.bin'), 'rotten');
    expect(Buffer.from(await new ModelShelf({ manifest: manifest(`${origin}/a.bin`), source: undefined, cache }).open('m', 'a.bin'))).toEqual(Buffer.from(bytes));
    expect(readFileSync(join(cache, 'm/a.bin'), 'utf8')).toBe('weights');
  });

  test('no network is offline, an unknown name is not found', async () => {
    const shelf = new ModelShelf({ manifest: manifest('http://127.0.0.1:1/a.bin'), source: undefined, cache: fresh() });
    await expect(shelf.open('m', 'a.bin')).rejects.toMatchObject({ code: 'offline' });
    await expect(shelf.open('m', '../a.bin')).rejects.toMatchObject({ code: 'not-found' });
    await expect(new ModelShelf({ manifest: manifest(''), source: '/nowhere', cache: fresh() }).open('m', 'a.bin')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describeWithFixtures('the manifest with real files', ['asr/fsmn-ctc-zh/kwsr.net'], () => {
  test('every model can be opened and has the hash it says', async () => {
    const real = await readManifest();
    const shelf = new ModelShelf({ manifest: real, source: fixture(), cache: fresh() });
    for (const { id, files } of real.models) for (const { file, bytes: size } of files) expect((await shelf.open(id, file)).length, `${id}/${file}`).toBe(size);
  });
});
