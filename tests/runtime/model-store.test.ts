import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ModelStore } from '../../src/runtime/model-store.ts';

const data = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);
const file = { url: 'http://kiosk/models/m/a.bin', bytes: data.length, sha256: createHash('sha256').update(data).digest('hex') };
const kept = new Map<string, Uint8Array>();
let answers: ((range: string | null) => Response)[] = [];

beforeEach(() => {
  kept.clear();
  answers = [];
  vi.stubGlobal('caches', { open: async () => ({
    match: async (url: string) => (kept.has(url) ? new Response(kept.get(url) as BufferSource) : undefined),
    put: async (url: string, response: Response) => void kept.set(url, new Uint8Array(await response.arrayBuffer())),
    delete: async (url: string) => kept.delete(url),
  }) });
  vi.stubGlobal('fetch', async (_: string, init: { headers?: Record<string, string> }) => {
    const answer = answers.shift();
    if (!answer) throw new TypeError('network');
    return answer(init.headers?.['range'] ?? null);
  });
});
afterEach(() => vi.unstubAllGlobals());

const whole = () => new Response(data);
/** Sends some bytes, then breaks. */
const broken = (upTo: number) => () => new Response(new ReadableStream({
  start: (controller) => controller.enqueue(data.slice(0, upTo)),
  pull: (controller) => controller.error(new TypeError('reset')),
}, { highWaterMark: 0 }));

test('is fetched once, with progress that only rises, and then kept', async () => {
  answers = [whole];
  const seen: number[] = [];
  expect(await new ModelStore().fetch(file, (bytes) => seen.push(bytes))).toEqual(data);
  expect(seen.at(-1)).toBe(data.length);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(await new ModelStore().fetch(file)).toEqual(data);
});

test('a broken download goes on where it stopped', async () => {
  const ranges: (string | null)[] = [];
  answers = [broken(400), (range) => { ranges.push(range); return new Response(data.slice(400), { status: 206 }); }];
  await expect(new ModelStore().fetch(file)).rejects.toMatchObject({ code: 'offline', retryable: true });
  expect(await new ModelStore().fetch(file)).toEqual(data);
  expect(ranges).toEqual(['bytes=400-']);
  expect([...kept.keys()]).toEqual([file.url]);
});

test('a server that ignores the range is read from the start', async () => {
  answers = [broken(400), whole];
  await expect(new ModelStore().fetch(file)).rejects.toMatchObject({ code: 'offline' });
  expect(await new ModelStore().fetch(file)).toEqual(data);
});

test('damaged bytes are neither used nor kept', async () => {
  answers = [() => new Response(data.map((byte, i) => (i === 500 ? byte ^ 1 : byte)))];
  await expect(new ModelStore().fetch(file)).rejects.toMatchObject({ code: 'hash-mismatch' });
  expect(kept.size).toBe(0);
});

test('a kept file that was damaged is fetched again', async () => {
  kept.set(file.url, data.slice(0, 999));
  answers = [whole];
  expect(await new ModelStore().fetch(file)).toEqual(data);
});

test.each([[404, 'not-found'], [503, 'offline'], [500, 'load-failed']])('status %i is %s', async (status, code) => {
  answers = [() => new Response(null, { status })];
  await expect(new ModelStore().fetch(file)).rejects.toMatchObject({ code });
});

test('no network is offline; a full disk does not take the model away', async () => {
  await expect(new ModelStore().fetch(file)).rejects.toMatchObject({ code: 'offline' });
  vi.stubGlobal('caches', { open: async () => ({ match: async () => undefined, delete: async () => false, put: async () => { throw Object.assign(new Error('full'), { name: 'QuotaExceededError' }); } }) });
  answers = [whole];
  expect(await new ModelStore().fetch(file)).toEqual(data);
});
