import { afterEach, expect, test, vi } from 'vitest';
import { Parts } from '../../src/app/parts.ts';
import { SecondStage } from '../../src/app/second-stage.ts';
import type { KioskState } from '../../src/app/kiosk-state.ts';
import type { ReaderEngine } from '../../src/engines/intent/second-stage/client.ts';
import { Failure } from '../../src/core/shared/failure.ts';
import { Store } from '../../src/runtime/store.ts';

/** A clock that the test moves on, a reader that only counts, and a server with one embedding. */
function stage({ isIdle, models, failures = [] }: { isIdle: () => boolean; models: readonly unknown[]; failures?: boolean[] }) {
  const readers: { name: string; learned: number; disposed: boolean }[] = [];
  const timers: { atMs: number; call: () => void }[] = [];
  let nowMs = 0;
  const clock = {
    now: () => nowMs, nowMs: () => nowMs,
    after: (delayMs: number, call: () => void) => {
      const timer = { atMs: nowMs + delayMs, call };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  };
  vi.stubGlobal('location', { href: 'http://localhost/' });
  vi.stubGlobal('fetch', async (url: string) => Response.json(url.startsWith('/models') ? { models } : { zh: [], en: [] }));
  const createReader = (): ReaderEngine => {
    const reader = { name: readers.length === 0 ? 'student' : 'embedding', learned: 0, disposed: false };
    readers.push(reader);
    return {
      load: async () => { if (failures.shift()) throw new Failure('offline', 'no network'); },
      learn: async (most) => (reader.learned += most) >= 40,
      run: async () => [{ intent: reader.name, probability: 1 }],
      [Symbol.dispose]: () => { reader.disposed = true; },
    };
  };
  const store = new Store({ parts: { reader: { state: 'waiting' } } } as unknown as KioskState);
  const second = new SecondStage({ parts: new Parts(store), clock, isIdle, createReader });
  const pass = async (ms: number) => {
    for (const end = nowMs + ms; nowMs < end; nowMs += 50) {
      for (const timer of timers.filter(({ atMs }) => atMs <= nowMs)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.call();
      }
      await new Promise((done) => setTimeout(done, 0));
    }
  };
  return { second, readers, pass, reads: async () => (await second.run('hello', 'en', {}))[0]?.intent };
}

const EMBEDDING = { id: 'e', files: [{ file: 'n', bytes: 1, sha256: 'a' }, { file: 'v', bytes: 1, sha256: 'b' }], encoder: { languages: ['en'], network: 'n', vocabulary: 'v' } };

afterEach(() => vi.unstubAllGlobals());

test('the student is asked first; the embedding when it has read the shop, which it does while nobody is there', async () => {
  const { second, pass, reads } = stage({ isIdle: () => true, models: [EMBEDDING] });
  expect(second.reads('en')).toBe(false);
  second.queueLoading();
  await pass(1_000);
  expect(second.reads('en')).toBe(true);
  expect(second.reads('zh')).toBe(false);
  expect(await reads()).toBe('student');
  await pass(30_000);
  expect(await reads()).toBe('embedding');
});

test('with visitors there she does not study', async () => {
  const { second, readers, pass } = stage({ isIdle: () => false, models: [EMBEDDING] });
  second.queueLoading();
  await pass(60_000);
  expect(readers.map(({ name }) => name)).toEqual(['student']);
});

test('a server without an embedding leaves the student, and nothing goes on', async () => {
  const { second, readers, pass, reads } = stage({ isIdle: () => true, models: [] });
  second.queueLoading();
  await pass(30_000);
  expect(await reads()).toBe('student');
  second[Symbol.dispose]();
  expect(readers.every(({ disposed }) => disposed)).toBe(true);
});

test('a student that could not be fetched is fetched again', async () => {
  const { second, pass } = stage({ isIdle: () => true, models: [], failures: [true] });
  second.queueLoading();
  await pass(5_000);
  expect(second.reads('en')).toBe(false);
  await pass(30_000);
  expect(second.reads('en')).toBe(true);
});
