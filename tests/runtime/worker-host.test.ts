import { wrap } from 'comlink';
import { expect, test, vi } from 'vitest';
import type { Outcome } from '../../src/core/shared/failure.ts';
import { WorkerHost } from '../../src/runtime/worker-host.ts';
import { fakeWorker, type FakeWorker } from '../helpers/fake-worker.ts';

interface Api { load(): Promise<Outcome<void>>; run(job: number): Promise<Outcome<string>>; cancel(job: number): void }
const ok = <T>(value: T): Outcome<T> => ({ ok: true, value });
const never = () => new Promise<never>(() => {});
const api = (over: Partial<Api> = {}): Api => ({ load: async () => ok(undefined), run: async (job) => ok(`job ${job}`), cancel: () => {}, ...over });

function host(...workers: FakeWorker[]) {
  const queue = [...workers];
  let spawned = 0;
  const made = new WorkerHost<Api>({ spawn: () => { spawned += 1; return queue.shift()!.worker; }, boot: (remote) => remote.load(), graceMs: 400, limitMs: 900 });
  return { host: made, run: (job: number, signal?: AbortSignal) => made.run((remote) => remote.run(job), { signal, cancel: (remote) => remote.cancel(job) }), get spawned() { return spawned; } };
}

test('control: bare Comlink leaves a call pending after terminate', async () => {
  const fake = fakeWorker(api({ run: never }));
  const settled = vi.fn();
  void Promise.resolve(wrap<Api>(fake.worker).run(1)).then(settled, settled);
  fake.worker.terminate();
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(settled).not.toHaveBeenCalled();
});

test('a crash fails what is pending, and the next call runs in a new worker', async () => {
  const first = fakeWorker(api({ run: never }));
  const { run } = host(first, fakeWorker(api()));
  const pending = run(1);
  setTimeout(() => first.crash('wasm trap'), 10);
  await expect(pending).rejects.toMatchObject({ code: 'worker-crashed', retryable: true });
  await expect(run(2)).resolves.toBe('job 2');
});

test('abort settles at once, tells the worker, and keeps it', async () => {
  const cancel = vi.fn();
  let release!: () => void;
  const fake = fakeWorker(api({ cancel, run: (job) => (job === 1 ? new Promise((resolve) => { release = () => resolve(ok('late')); }) : Promise.resolve(ok('next'))) }));
  const made = host(fake);
  const controller = new AbortController();
  const pending = made.run(1, controller.signal);
  pending.catch(() => {});
  await vi.waitFor(() => expect(release).toBeDefined());
  controller.abort('barge-in');
  await expect(pending).rejects.toMatchObject({ code: 'aborted', cause: 'barge-in' });
  await vi.waitFor(() => expect(cancel).toHaveBeenCalledWith(1));
  release();
  await expect(made.run(2)).resolves.toBe('next');
  expect(made.spawned).toBe(1);
});

test('a job that ignores cancel is killed after the grace time', async () => {
  const stuck = fakeWorker(api({ run: never }));
  const made = host(stuck, fakeWorker(api()));
  await made.host.ready();
  const controller = new AbortController();
  const pending = made.run(1, controller.signal);
  pending.catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 20));
  controller.abort();
  await expect(made.run(2)).resolves.toBe('job 2');
  expect(stuck.terminated).toBe(true);
});

test('a worker that vanished without a word counts as crashed after its time', async () => {
  const made = host(fakeWorker(api({ run: never })), fakeWorker(api()));
  await expect(made.run(1)).rejects.toMatchObject({ code: 'worker-crashed', retryable: true });
  await expect(made.run(2)).resolves.toBe('job 2');
});

test('jobs never overlap', async () => {
  let running = 0;
  let peak = 0;
  const { run } = host(fakeWorker(api({ run: async (job) => { peak = Math.max(peak, ++running); await new Promise((resolve) => setTimeout(resolve, 5)); running -= 1; return ok(String(job)); } })));
  await Promise.all([run(1), run(2), run(3)]);
  expect(peak).toBe(1);
});

test('a failure keeps its code over the wire and does not poison the queue', async () => {
  const { run } = host(fakeWorker(api({ run: async (job) => (job === 1 ? { ok: false, failure: { code: 'out-of-memory', message: 'oom', retryable: true } } : ok('fine')) })));
  await expect(run(1)).rejects.toMatchObject({ code: 'out-of-memory', retryable: true });
  await expect(run(2)).resolves.toBe('fine');
});

test('a failed load is tried again by the next call', async () => {
  const broken = fakeWorker(api({ load: async () => ({ ok: false, failure: { code: 'offline', message: 'x', retryable: true } }) }));
  const { host: made } = host(broken, fakeWorker(api()));
  await expect(made.ready()).rejects.toMatchObject({ code: 'offline' });
  await made.ready();
});

test('dispose fails what is pending and what comes after', async () => {
  const fake = fakeWorker(api({ run: never }));
  const made = host(fake);
  const pending = made.run(1);
  setTimeout(() => made.host[Symbol.dispose](), 10);
  await expect(pending).rejects.toMatchObject({ code: 'disposed' });
  await expect(made.run(2)).rejects.toMatchObject({ code: 'disposed' });
});
