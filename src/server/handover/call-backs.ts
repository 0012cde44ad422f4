import { randomUUID } from 'node:crypto';
import type { CallBack } from '../../core/handover/views.ts';
import type { Journal } from './journal.ts';

export interface CallBacksOptions {
  readonly journal: Pick<Journal, 'read' | 'write'>;
  readonly now?: () => number;
}

/** Other replicas write to the same journal: it is read anew when what is known of it is older than this, in ms. */
const FRESH_MS = 30_000;

/** Who wants to be called back and was not yet, as the journal has it. */
export class CallBacks {
  readonly #options: CallBacksOptions;
  #open: ReadonlyMap<string, CallBack> = new Map();
  #readMs = -Infinity;
  /** Ids of those that were called back by this server. */
  readonly #done = new Set<string>();

  constructor(options: CallBacksOptions) {
    this.#options = options;
  }

  /** Oldest first. */
  async open(): Promise<readonly CallBack[]> {
    if (this.#now() - this.#readMs > FRESH_MS) await this.#read();
    return [...this.#open.values()].filter(({ id }) => !this.#done.has(id));
  }

  /** @param wish as the visitor agreed to leave it */
  async add(wish: Omit<CallBack, 'id' | 'atMs'>): Promise<void> {
    await this.#options.journal.write('call-back', { id: randomUUID(), ...wish, isAgreed: true });
    this.#readMs = -Infinity;
  }

  /** @returns false where there is none of this id that is open */
  async finish(id: string, agent: string): Promise<boolean> {
    // Noted before anything is waited for: of two who say so, one did.
    if (!this.#open.has(id) || this.#done.has(id)) return false;
    this.#done.add(id);
    await this.#options.journal.write('called-back', { id, agent });
    return true;
  }

  async #read(): Promise<void> {
    this.#readMs = this.#now();
    const entries = await this.#options.journal.read(['call-back', 'called-back']);
    const done = new Set(entries.flatMap(({ kind, data }) => (kind === 'called-back' ? [data['id']] : [])));
    this.#open = new Map(entries.flatMap(({ kind, at, data }) => {
      if (kind !== 'call-back' || typeof data['id'] !== 'string' || done.has(data['id'])) return [];
      const { id, shop, name, phone, topic, language } = data as unknown as CallBack;
      return [[id, { id, atMs: Date.parse(at), shop, name, phone, topic, language }]];
    }));
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}
