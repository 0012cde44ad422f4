import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../src/core/shared/failure.ts';
import { CONVERTERS } from './converters.ts';
import type { Manifest, Model, PublishedFile } from './manifest.ts';

export interface ModelShelfOptions {
  readonly manifest: Manifest;
  /** Folder laid out by the manifest's `folder`, or the address of a mirror laid out the same; instead of the published addresses. */
  readonly source: string | undefined;
  /** Where fetched and converted files are kept. */
  readonly cache: string;
}

/** Model files by id and name: from the cache, a folder, a mirror or upstream; converted where needed; never with a wrong hash. */
export class ModelShelf {
  readonly #options: ModelShelfOptions;
  readonly #underway = new Map<string, Promise<Uint8Array>>();

  constructor(options: ModelShelfOptions) {
    this.#options = options;
  }

  /** @throws Failure `not-found` | `offline` | `hash-mismatch` */
  open(id: string, file: string): Promise<Uint8Array> {
    const key = `${id}/${file}`;
    const known = this.#underway.get(key);
    if (known) return known;
    const opening = this.#open(id, file);
    this.#underway.set(key, opening);
    // A failure is not remembered: the next request tries again.
    opening.catch(() => this.#underway.delete(key));
    return opening;
  }

  async #open(id: string, file: string): Promise<Uint8Array> {
    const model = this.#options.manifest.models.find((entry) => entry.id === id);
    const served = model?.files.find((entry) => entry.file === file);
    if (!model || !served) throw new Failure('not-found', `the manifest has no ${id}/${file}`);
    const cached = await this.#fromCache(id, file, served.sha256);
    if (cached) return cached;
    const { converter, from = [file] } = served;
    const sources = await Promise.all(from.map((name) => this.#published(model, name)));
    const convert = converter === undefined ? undefined : CONVERTERS[converter];
    if (converter !== undefined && !convert) throw new Failure('not-found', `${id}/${file}: there is no converter "${converter}"`);
    const bytes = convert ? convert(sources) : sources[0]!;
    check(bytes, served.sha256, `${id}/${file}`);
    await this.#keep(id, file, bytes);
    return bytes;
  }

  async #published(model: Model, name: string): Promise<Uint8Array> {
    const entry = model.upstream.find((candidate) => candidate.file === name);
    if (!entry) throw new Failure('not-found', `the manifest does not say where ${model.id}/${name} comes from`);
    const { source } = this.#options;
    if (source === undefined && entry.url === undefined) throw new Failure('not-found', `${model.id}/${name} comes from a folder only (YINGBIN_MODELS): ${model.fromFolderOnly ?? ''}`);
    const bytes = source !== undefined && !/^https?:/.test(source)
      ? await readFile(join(source, model.folder, name)).catch((error: unknown) => { throw new Failure('not-found', `${join(source, model.folder, name)} cannot be read`, { cause: error }); })
      : await download(source === undefined ? entry.url! : `${source.replace(/\/$/, '')}/${model.folder}/${name}`, entry);
    check(bytes, entry.sha256, `${model.id}/${name}`);
    return bytes;
  }

  async #fromCache(id: string, file: string, sha256: string): Promise<Uint8Array | undefined> {
    const bytes = await readFile(join(this.#options.cache, id, file)).catch(() => undefined);
    return bytes && hash(bytes) === sha256 ? bytes : undefined;
  }

  async #keep(id: string, file: string, bytes: Uint8Array): Promise<void> {
    const folder = join(this.#options.cache, id);
    await mkdir(folder, { recursive: true });
    const temporary = join(folder, `${file}.${process.pid}.tmp`);
    await writeFile(temporary, bytes);
    await rename(temporary, join(folder, file));
  }
}

async function download(url: string, { bytes }: PublishedFile): Promise<Uint8Array> {
  const response = await fetch(url).catch((error: unknown) => { throw new Failure('offline', `${url} cannot be reached`, { cause: error, retryable: true }); });
  if (!response.ok) throw new Failure(response.status === 404 ? 'not-found' : 'offline', `${url}: ${response.status}`, { retryable: response.status >= 500 });
  const length = Number(response.headers.get('content-length') ?? bytes);
  if (length > bytes) throw new Failure('hash-mismatch', `${url} has ${length} bytes; the manifest says ${bytes}`);
  return new Uint8Array(await response.arrayBuffer());
}

function check(bytes: Uint8Array, sha256: string, name: string): void {
  const actual = hash(bytes);
  if (actual !== sha256) throw new Failure('hash-mismatch', `${name} has the hash ${actual}; the manifest says ${sha256}`);
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
