import { Hono } from 'hono';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DevLivekit } from '../livekit-dev/dev-livekit.ts';
import { Accounts } from './accounts.ts';
import { CompanySignIn, type CompanyAccess } from './company-sign-in.ts';
import { CallBacks } from './call-backs.ts';
import { createDeskRoutes } from './desk-routes.ts';
import { Journal, journalKey } from './journal.ts';
import { createKioskRoutes } from './kiosk-routes.ts';
import { Office } from './office.ts';
import { LivekitRooms, type LivekitAccess } from './rooms.ts';
import { RedisTicketStore } from './redis-ticket-store.ts';
import { MemoryTicketStore } from './ticket-store.ts';

export interface HandoverOptions {
  /** Accounts, journal and secrets lie here. */
  readonly folder: string;
  /** A real LiveKit; without it a small one of our own starts on this machine. */
  readonly livekit?: LivekitAccess | undefined;
  /** This server as LiveKit reaches it, for what it tells. */
  readonly ownUrl: string;
  /** The same on all replicas; without it one is made and kept in `folder`. */
  readonly secret?: string | undefined;
  readonly deviceHashes?: readonly string[];
  readonly embeds?: readonly string[];
  readonly isBehindProxy?: boolean;
  readonly isSecure?: boolean;
  readonly keepDays?: number;
  readonly webhook?: string | undefined;
  /** `redis://…`: shared by several servers behind a balancer; without it this one is alone. */
  readonly redis?: string | undefined;
  /** After so many ms agents of other shops are asked, where none of the shop's is free. */
  readonly overflowMs?: number | undefined;
  /** False: no page connects to LiveKit before its visitor agreed. */
  readonly preparesRooms?: boolean;
  /** Where agents may sign in as at the company. */
  readonly company?: CompanyAccess | undefined;
}

export interface Handover extends AsyncDisposable {
  /** Under /api. */
  readonly routes: Hono;
  readonly office: Office;
  readonly journal: Journal;
  /** LiveKit's address for browsers: ws(s). */
  readonly livekitUrl: string;
}

const KEEP_DAYS = 90;
const DAY_MS = 86_400_000;

/** The hand-over to people: tickets, desks, rooms and what must last. */
export async function createHandover({ folder, livekit, ownUrl, secret, deviceHashes = [], embeds = [], isBehindProxy = false, isSecure = false, keepDays = KEEP_DAYS, webhook, redis, overflowMs, preparesRooms = true, company }: HandoverOptions): Promise<Handover> {
  const known = secret ?? (await secretIn(folder));
  const dev = livekit ? undefined : await startDevLivekit(known, `${ownUrl}/api/livekit/webhook`);
  const access = livekit ?? dev!.access;
  const journal = new Journal({ folder: join(folder, 'journal'), key: journalKey(known), keepDays, webhook });
  const store = redis ? await RedisTicketStore.connect(redis) : new MemoryTicketStore();
  const rooms = new LivekitRooms(access);
  const office = new Office({ store, rooms, journal, secret: known, preparesRooms, ...(overflowMs === undefined ? {} : { routing: { overflowMs } }) });
  await office.start();
  await journal.prune();
  const pruning = setInterval(() => void journal.prune(), DAY_MS).unref();

  const callBacks = new CallBacks({ journal });
  const routes = new Hono();
  routes.route('/handover', createKioskRoutes({ office, journal, callBacks, deviceHashes, embeds, isBehindProxy }));
  routes.route('/desk', createDeskRoutes({ office, journal, callBacks, accounts: new Accounts(join(folder, 'agents.json')), company: company && new CompanySignIn(company, known), secret: known, isBehindProxy, isSecure }));
  routes.post('/livekit/webhook', async (context) => {
    try {
      const event = await rooms.received(await context.req.text(), context.req.header('authorization'));
      if (event) await office.step(event.ticket, { type: event.type, identity: event.identity });
    } catch {
      return context.json({ code: 'unsigned' }, 401);
    }
    return context.json({});
  });
  return {
    routes, office, journal, livekitUrl: access.publicUrl,
    async [Symbol.asyncDispose]() {
      clearInterval(pruning);
      await office[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
      await dev?.server[Symbol.asyncDispose]();
    },
  };
}

async function startDevLivekit(secret: string, webhook: string): Promise<{ server: DevLivekit; access: LivekitAccess }> {
  const [apiKey, apiSecret] = ['development', createHash('sha256').update(`livekit:${secret}`).digest('hex')];
  const server = await DevLivekit.start({ apiKey, apiSecret, webhook });
  return { server, access: { url: server.url, publicUrl: server.url.replace(/^http/, 'ws'), apiKey, apiSecret, isDev: true } };
}

async function secretIn(folder: string): Promise<string> {
  const file = join(folder, 'secret');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept !== '') return kept.trim();
  const made = randomBytes(32).toString('base64url');
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${made}\n`, { mode: 0o600 });
  return made;
}
