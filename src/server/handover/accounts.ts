import { randomBytes, scrypt } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { LANGUAGES } from '../../core/shared/language.ts';
import { isSameSecret } from './same-secret.ts';

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);

/** Cost of scrypt (RFC 7914): 16 MB and about 60 ms a try. */
const COST = { N: 2 ** 14, r: 8, p: 1, maxmem: 64 * 2 ** 20 } as const;
const KEY_BYTES = 32;

const Account = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,30}$/, 'an id is a small letter, then small letters, digits and hyphens')),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  /** For visitors who speak English. */
  nameEn: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(60))),
  languages: v.array(v.picklist(LANGUAGES)),
  topics: v.array(v.string()),
  shops: v.array(v.string()),
  /** May listen to others' calls, which visitors are told. */
  isSupervisor: v.optional(v.boolean()),
  /** Who this is at the company's own sign-in, such as a mail address. */
  company: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  salt: v.string(),
  hash: v.string(),
});

export type Account = v.InferOutput<typeof Account>;

/** The agents' accounts, a file that `npm run agent` writes. */
export class Accounts {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  async all(): Promise<readonly Account[]> {
    const text = await readFile(this.#file, 'utf8').catch(() => '[]');
    return v.parse(v.array(Account), JSON.parse(text));
  }

  /** Adds an account, or changes the one of this id. @param password without one, only the company's sign-in opens it @throws ValiError when a part is not as it must be */
  async put(account: Omit<Account, 'salt' | 'hash' | 'languages'> & { readonly languages: readonly string[] }, password: string = randomBytes(32).toString('base64')): Promise<void> {
    const salt = randomBytes(16);
    const made = v.parse(Account, { ...account, salt: salt.toString('base64'), hash: (await derive(password.normalize('NFKC'), salt, KEY_BYTES, COST)).toString('base64') });
    await this.#write([...(await this.all()).filter(({ id }) => id !== account.id), made]);
  }

  /** @returns false when there is none */
  async remove(id: string): Promise<boolean> {
    const all = await this.all();
    await this.#write(all.filter((account) => account.id !== id));
    return all.some((account) => account.id === id);
  }

  /** The account of this id and password; undefined when either is wrong, after the same time. */
  async check(id: string, password: string): Promise<Account | undefined> {
    const account = (await this.all()).find((each) => each.id === id);
    const key = await derive(password.normalize('NFKC'), Buffer.from(account?.salt ?? 'c2FsdA==', 'base64'), KEY_BYTES, COST);
    return account && isSameSecret(Buffer.from(account.hash, 'base64'), key) ? account : undefined;
  }

  /** The account of who signed in at the company. */
  async ofCompany(name: string): Promise<Account | undefined> {
    return (await this.all()).find(({ company }) => company?.toLowerCase() === name.toLowerCase());
  }

  async #write(accounts: readonly Account[]): Promise<void> {
    await mkdir(dirname(this.#file), { recursive: true });
    await writeFile(this.#file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  }
}
