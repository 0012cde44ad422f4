import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What must last: wishes to be called back, and who did, ratings, how calls ended, answers for the FAQ, and who did what when. */
export const JOURNAL_KINDS = ['call-back', 'called-back', 'rating', 'disposition', 'faq', 'audit'] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];

export interface JournalEntry {
  readonly kind: JournalKind;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface JournalOptions {
  /** One file a day lies here. */
  readonly folder: string;
  /** 32 bytes: AES-256-GCM (NIST SP 800-38D), a fresh nonce for each line. */
  readonly key: Buffer;
  /** Days that files are kept. */
  readonly keepDays: number;
  /** Is sent each entry but those of the audit, as JSON. */
  readonly webhook?: string | undefined;
  readonly now?: () => number;
}

/** The key of the journal of a server with this secret. */
export function journalKey(secret: string): Buffer {
  return createHash('sha256').update(`journal:${secret}`).digest();
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const WEBHOOK_TRIES = 3;
const WEBHOOK_TIMEOUT_MS = 5_000;

/** An append-only journal, encrypted line by line: a line that was cut off by a crash costs itself only. */
export class Journal {
  readonly #options: JournalOptions;
  #last: Promise<void> = Promise.resolve();

  constructor(options: JournalOptions) {
    if (options.key.length !== 32) throw new RangeError('the key of the journal must have 32 bytes');
    this.#options = options;
  }

  /** Resolves when the entry is on disk. */
  write(kind: JournalKind, data: JournalEntry['data']): Promise<void> {
    const entry: JournalEntry = { kind, at: new Date(this.#now()).toISOString(), data };
    const written = this.#last.then(() => this.#append(entry));
    this.#last = written.catch(() => {});
    if (kind !== 'audit' && this.#options.webhook) void this.#post(entry);
    return written;
  }

  /** All entries of these kinds that are still kept, oldest first. */
  async read(kinds: readonly JournalKind[] = JOURNAL_KINDS): Promise<JournalEntry[]> {
    await this.#last;
    const entries: JournalEntry[] = [];
    for (const file of await this.#files()) {
      for (const line of (await readFile(join(this.#options.folder, file), 'utf8')).split('\n')) {
        const entry = line && this.#open(line);
        if (entry && kinds.includes(entry.kind)) entries.push(entry);
      }
    }
    return entries;
  }

  /** Deletes the files of days past. */
  async prune(): Promise<void> {
    const oldest = new Date(this.#now() - this.#options.keepDays * 86_400_000).toISOString().slice(0, 10);
    for (const file of await this.#files()) if (file.slice(0, 10) < oldest) await rm(join(this.#options.folder, file));
  }

  async #append(entry: JournalEntry): Promise<void> {
    await mkdir(this.#options.folder, { recursive: true });
    await appendFile(join(this.#options.folder, `${entry.at.slice(0, 10)}.journal`), `${this.#seal(entry)}\n`, { mode: 0o600 });
  }

  async #files(): Promise<string[]> {
    return (await readdir(this.#options.folder).catch(() => [])).filter((file) => /^\d{4}-\d\d-\d\d\.journal$/.test(file)).sort();
  }

  #seal(entry: JournalEntry): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#options.key, nonce);
    return Buffer.concat([nonce, cipher.update(JSON.stringify(entry), 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
  }

  #open(line: string): JournalEntry | undefined {
    try {
      const bytes = Buffer.from(line, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', this.#options.key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8')) as JournalEntry;
    } catch {
      return undefined;
    }
  }

  async #post(entry: JournalEntry): Promise<void> {
    for (let i = 0; i < WEBHOOK_TRIES; i += 1) {
      const response = await fetch(this.#options.webhook!, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(entry), signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS) }).catch(() => undefined);
      if (response?.ok) return;
    }
    console.warn(`journal: the webhook did not take a ${entry.kind}; it is in the journal`);
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}
