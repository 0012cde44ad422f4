import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { createHash } from 'node:crypto';
import { parseCallContext } from '../../core/handover/messages.ts';
import { identities, type Ticket } from '../../core/handover/ticket.ts';
import type { VisitorView } from '../../core/handover/views.ts';
import type { CallBacks } from './call-backs.ts';
import { eventStream } from './event-stream.ts';
import type { Journal } from './journal.ts';
import type { Office } from './office.ts';
import { RateLimiter } from './rate-limiter.ts';
import { addressOf, isFromOwnPage, withBody } from './request.ts';
import { isSameSecret } from './same-secret.ts';
import { Bodies } from './schemas.ts';

export interface KioskRoutesOptions {
  readonly office: Office;
  readonly journal: Journal;
  readonly callBacks: CallBacks;
  /** SHA-256 (hex) of the devices' keys; without one every page of this server may ask. */
  readonly deviceHashes: readonly string[];
  /** Pages of other origins that embed her. */
  readonly embeds: readonly string[];
  readonly isBehindProxy: boolean;
}

/** Who asks: the hash of its key, or '' where devices need none. */
type Env = { Variables: { device: string } };

/** Longest context of a ticket, in bytes. */
const LONGEST_CONTEXT = 256_000;

/** What visitors' pages ask of the server: a person. */
export function createKioskRoutes({ office, journal, callBacks, deviceHashes, embeds, isBehindProxy }: KioskRoutesOptions): Hono<Env> {
  const app = new Hono<Env>();
  const openings = new RateLimiter({ burst: 4, refillMs: 12_000 });
  const preparations = new RateLimiter({ burst: 6, refillMs: 10_000 });
  const others = new RateLimiter({ burst: 60, refillMs: 250 });
  const wishes = new RateLimiter({ burst: 3, refillMs: 60_000 });
  const visitRatings = new RateLimiter({ burst: 6, refillMs: 10_000 });
  const ratings = new RateLimiter({ burst: 1, refillMs: Infinity });

  // Browsers ask first, and let pages of no other origin read an answer. @see fetch.spec.whatwg.org, CORS protocol
  app.use(cors({ origin: (origin) => (embeds.includes(origin) ? origin : null), allowMethods: ['GET', 'POST'], allowHeaders: ['content-type', 'authorization', 'x-device-key'] }));
  app.use(async (context, next) => {
    context.header('cache-control', 'no-store');
    if (context.req.method !== 'GET' && !isFromOwnPage(context, embeds)) return context.json({ code: 'foreign-origin' }, 403);
    if (!others.take(addressOf(context, isBehindProxy))) return context.json({ code: 'too-often' }, 429);
    return next();
  });
  app.use(bodyLimit({ maxSize: LONGEST_CONTEXT + 4_000 }));

  app.get('/outlook', async (context) => context.json(await office.outlook(context.req.query('shop') ?? '')));
  const fromKnownDevice: MiddlewareHandler<Env> = async (context, next) => {
    const device = deviceOf(context, deviceHashes);
    if (device === undefined) return context.json({ code: 'unknown-device' }, 401);
    context.set('device', device);
    return next();
  };
  app.post('/rooms', fromKnownDevice, withBody<Env, typeof Bodies.room>(Bodies.room, async (context, { shop }) => {
    if (!preparations.take(`${addressOf(context, isBehindProxy)} ${context.get('device')}`)) return context.json({ code: 'too-often' }, 429);
    const prepared = await office.prepare(shop).catch(() => 'down' as const);
    if (prepared === 'down') return context.json({ code: 'livekit-down' }, 503);
    return prepared ? context.json({ id: prepared.id, pass: prepared.pass, ...prepared.entry }, 201) : context.json({ code: 'nobody' }, 409);
  }));
  app.post('/tickets', fromKnownDevice, withBody<Env, typeof Bodies.ticket>(Bodies.ticket, async (context, { pass, context: said, shop, kiosk, language, topic, trigger, priority, hasCamera }) => {
    if (!openings.take(`${addressOf(context, isBehindProxy)} ${context.get('device')}`)) return context.json({ code: 'too-often' }, 429);
    const opened = await office.open({ shop, kiosk, language, topic, trigger, priority, hasCamera, anger: parseCallContext(said).anger }, JSON.stringify(said), pass).catch(() => 'down' as const);
    if (opened === 'down') return context.json({ code: 'livekit-down' }, 503);
    if (!opened) return context.json({ code: 'nobody' }, 409);
    return context.json({ id: opened.ticket.id, secret: opened.secret, ...opened.entry }, 201);
  }));
  app.post('/call-backs', withBody(Bodies.callBack, async (context, { shop, name, phone, topic, language }) => {
    if (!wishes.take(addressOf(context, isBehindProxy))) return context.json({ code: 'too-often' }, 429);
    await callBacks.add({ shop, name, phone, topic, language });
    return context.json({}, 201);
  }));
  app.post('/ratings', fromKnownDevice, withBody<Env, typeof Bodies.visitRating>(Bodies.visitRating, async (context, body) => {
    if (!visitRatings.take(addressOf(context, isBehindProxy))) return context.json({ code: 'too-often' }, 429);
    await journal.write('rating', body);
    return context.json({}, 201);
  }));

  const contextOf = async (id: string) => parseCallContext(JSON.parse((await office.store.context(id)) ?? '{}'));
  app.use('/tickets/:id/*', async (context, next) => {
    const [, secret = ''] = /^Bearer (\S+)$/.exec(context.req.header('authorization') ?? '') ?? [];
    return office.isVisitor(context.req.param('id'), secret) ? next() : context.json({ code: 'not-yours' }, 403);
  });
  app.get('/tickets/:id/events', async (context) => {
    const { id } = context.req.param();
    if (!(await office.store.ticket(id))) return context.json({ code: 'gone' }, 410);
    let told = '';
    return eventStream(context, office.store, {
      concerns: (change) => (change.type === 'ticket' ? change.ticket.id === id : change.type === 'removed' && change.id === id),
      tell: async (stream) => {
        const ticket = await office.store.ticket(id);
        const view = ticket ? await viewOf(ticket, office) : { state: 'closed', place: 0, staff: 0, isAgentLost: false } satisfies VisitorView;
        const data = JSON.stringify(view);
        if (data === told) return;
        told = data;
        await stream.writeSSE({ event: 'ticket', data });
        if (view.state === 'closed') await stream.close();
      },
    });
  });
  app.post('/tickets/:id/context', withBody(Bodies.context, async (context, body) => {
    const id = context.req.param('id')!;
    const said = parseCallContext(body.context);
    await office.store.putContext(id, JSON.stringify({ ...said, photos: said.photos.length > 0 ? said.photos : (await contextOf(id)).photos }));
    await office.step(id, { type: 'felt', anger: said.anger });
    return context.json({});
  }));
  app.post('/tickets/:id/resume', async (context) => {
    const resumed = await office.resume(context.req.param('id')).catch(() => 'down' as const);
    if (resumed === 'down') return context.json({ code: 'livekit-down' }, 503);
    if (resumed) return context.json({ ...resumed.entry, view: await viewOf(resumed.ticket, office), context: await contextOf(resumed.ticket.id) });
    const ended = await office.store.ticket(context.req.param('id'));
    return context.json({ code: 'gone', ...(ended ? { view: await viewOf(ended, office) } : {}) }, 410);
  });
  app.post('/tickets/:id/disclosed', withBody(Bodies.disclosed, async (context, { listener }) => ((await office.disclose(context.req.param('id')!, listener)) ? context.json({}) : context.json({ code: 'gone' }, 410))));
  app.post('/tickets/:id/cancel', async (context) => {
    await office.step(context.req.param('id'), { type: 'cancel', ending: 'visitor' });
    return context.json({});
  });
  app.post('/tickets/:id/rating', withBody(Bodies.rating, async (context, body) => {
    const ticket = context.req.param('id')!;
    // Once a call, however often it is sent.
    if (ratings.take(ticket)) await journal.write('rating', { ticket, ...body });
    return context.json({}, 201);
  }));
  return app;
}

/** @returns the device's hash, or '' where devices need no key; undefined when the key is unknown */
function deviceOf(context: Context, hashes: readonly string[]): string | undefined {
  if (hashes.length === 0) return '';
  const hash = createHash('sha256').update(context.req.header('x-device-key') ?? '').digest();
  return hashes.find((known) => isSameSecret(Buffer.from(known, 'hex'), hash));
}

async function viewOf(ticket: Ticket, office: Office): Promise<VisitorView> {
  const { state, claim, ending, agentLostMs } = ticket;
  const wait = state === 'waiting' ? await office.waitOf(ticket) : { place: 0, staff: 0 };
  const { name = claim?.agent ?? '', nameEn = name } = (claim && (await office.store.agents()).find(({ id }) => id === claim.agent)) ?? {};
  return { state, ...wait, isAgentLost: agentLostMs !== undefined, ...(claim ? { agent: { identity: identities.agent(claim), name: { zh: name, en: nameEn } } } : {}), ...(ending ? { ending } : {}) };
}
