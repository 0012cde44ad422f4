import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type * as v from 'valibot';
import type { Ticket, TicketEvent } from '../../core/handover/ticket.ts';
import type { DeskAgent, DeskTicket, DeskUpdate } from '../../core/handover/views.ts';
import type { Account, Accounts } from './accounts.ts';
import type { CallBacks } from './call-backs.ts';
import { AWAY_MS, BACK_PATH, type CompanySignIn } from './company-sign-in.ts';
import { eventStream } from './event-stream.ts';
import type { Journal } from './journal.ts';
import type { Office } from './office.ts';
import { RateLimiter } from './rate-limiter.ts';
import { addressOf, isFromOwnPage, REFUSED, withBody } from './request.ts';
import { Bodies } from './schemas.ts';
import { openSealedId, sealId, SESSION_MS } from './sealed-id.ts';
import type { SeenAgent } from './ticket-store.ts';

export interface DeskRoutesOptions {
  readonly office: Office;
  readonly journal: Journal;
  readonly callBacks: CallBacks;
  readonly accounts: Pick<Accounts, 'all' | 'check' | 'ofCompany'>;
  /** The company's own sign-in, where it has one. */
  readonly company?: CompanySignIn | undefined;
  readonly secret: string;
  readonly isBehindProxy: boolean;
  /** False on plain http, for trying: the cookie then travels without TLS. */
  readonly isSecure: boolean;
}

type Env = { Variables: { agent: SeenAgent; ticket: Ticket } };

const COOKIE = 'yingbin-desk';
const AWAY_COOKIE = 'yingbin-away';
/** The page. */
const DESK = '/desk/';

/** What agents' desks ask of the server. */
export function createDeskRoutes({ office, journal, callBacks, accounts, company, secret, isBehindProxy, isSecure }: DeskRoutesOptions): Hono<Env> {
  const app = new Hono<Env>();
  // Ten wrong passwords lock an account for a while, whoever tries; so do twenty from one address.
  const tries = new RateLimiter({ burst: 10, refillMs: 60_000 });
  const addresses = new RateLimiter({ burst: 20, refillMs: 30_000 });

  const open = (context: Context, { id }: Account) => setCookie(context, COOKIE, sealId('session', id, office.now() + SESSION_MS, secret), { httpOnly: true, sameSite: 'Strict', secure: isSecure, path: '/api/desk', maxAge: SESSION_MS / 1_000 });

  app.use(bodyLimit({ maxSize: 16_000 }));
  app.use(async (context, next) => {
    context.header('cache-control', 'no-store');
    return context.req.method === 'GET' || isFromOwnPage(context, []) ? next() : context.json({ code: 'foreign-origin' }, 403);
  });
  app.post('/sign-in', withBody(Bodies.signIn, async (context, { id, password }) => {
    const address = addressOf(context, isBehindProxy);
    if (!tries.take(id) || !addresses.take(address)) return context.json({ code: 'too-often' }, 429);
    const account = await accounts.check(id, password);
    await journal.write('audit', { what: account ? 'signed-in' : 'sign-in-refused', agent: account?.id });
    if (!account) return context.json({ code: 'wrong' }, 401);
    tries.forgive(id);
    open(context, account);
    return context.json({});
  }));
  if (company) {
    app.get('/company', async (context) => {
      if (!addresses.take(addressOf(context, isBehindProxy))) return context.json({ code: 'too-often' }, 429);
      const left = await company.begin().catch((error: unknown) => console.warn(`desk: the company's sign-in does not answer (${String(error)})`));
      if (!left) return context.redirect(`${DESK}?problem=down`);
      // Lax: the browser comes back from another site.
      setCookie(context, AWAY_COOKIE, left.kept, { httpOnly: true, sameSite: 'Lax', secure: isSecure, path: `/api/desk${BACK_PATH}`, maxAge: AWAY_MS / 1_000 });
      return context.redirect(left.url);
    });
    app.get(BACK_PATH, async (context) => {
      const name = await company.finish(new URL(context.req.url).search, getCookie(context, AWAY_COOKIE)).catch(() => undefined);
      const account = name === undefined ? undefined : await accounts.ofCompany(name);
      deleteCookie(context, AWAY_COOKIE, { path: `/api/desk${BACK_PATH}` });
      await journal.write('audit', { what: account ? 'signed-in' : 'sign-in-refused', agent: account?.id, by: 'company' });
      if (!account) return context.redirect(`${DESK}?problem=${name === undefined ? 'refused' : 'unknown'}`);
      open(context, account);
      await office.signIn(agentOf(account));
      await office.setState(account.id, 'available');
      return context.redirect(DESK);
    });
  }
  app.use(async (context, next) => {
    const id = openSealedId('session', getCookie(context, COOKIE), office.now(), secret);
    const account = id === undefined ? undefined : (await accounts.all()).find((each) => each.id === id);
    if (!account) return context.json({ code: 'signed-out', hasCompany: company !== undefined }, 401);
    context.set('agent', await office.signIn(agentOf(account)));
    return next();
  });
  app.post('/sign-out', async (context) => {
    await office.store.removeAgent(context.get('agent').id);
    setCookie(context, COOKIE, '', { httpOnly: true, sameSite: 'Strict', secure: isSecure, path: '/api/desk', maxAge: 0 });
    return context.json({});
  });
  app.get('/me', (context) => context.json(deskAgent(context.get('agent'))));
  app.post('/state', withBody<Env, typeof Bodies.state>(Bodies.state, async (context, { state }) => {
    await office.setState(context.get('agent').id, state);
    return context.json({});
  }));
  app.get('/events', (context) => {
    const { id } = context.get('agent');
    const told = new Map<string, string>();
    let toldAgents = '';
    return eventStream(context, office.store, {
      tell: async (stream, changes) => {
        const all = await office.store.agents();
        const me = all.find((agent) => agent.id === id);
        if (!me) return;
        const isWhole = toldAgents === '';
        // Between the seconds only what changed is looked at.
        const touched = changes.length > 0 && changes.every(({ type }) => type !== 'agents') ? new Set(changes.map((change) => (change.type === 'ticket' ? change.ticket.id : change.type === 'removed' ? change.id : ''))) : undefined;
        const concerned = (ticket: string) => touched === undefined || touched.has(ticket);
        const views = (await Promise.all((await office.store.tickets()).filter((ticket) => concerned(ticket.id)).map(async (ticket) => ((await concerns(me, ticket, office, all)) ? [await ticketView(ticket, id, office, all)] : [])))).flat();
        const tickets = views.filter((view) => told.get(view.id) !== JSON.stringify(view));
        const removed = [...told.keys()].filter((known) => concerned(known) && !views.some((view) => view.id === known));
        const agents = all.map(deskAgent);
        const hasNewAgents = JSON.stringify(agents) !== toldAgents;
        if (!isWhole && tickets.length === 0 && removed.length === 0 && !hasNewAgents) return;
        for (const view of tickets) told.set(view.id, JSON.stringify(view));
        for (const known of removed) told.delete(known);
        toldAgents = JSON.stringify(agents);
        const update: DeskUpdate = { nowMs: office.now(), me: deskAgent(me), ...(hasNewAgents ? { agents } : {}), tickets, removed, isWhole };
        await stream.writeSSE({ event: 'desk', data: JSON.stringify(update) });
      },
      onHeartbeat: async () => {
        const agent = (await office.store.agents()).find((each) => each.id === id);
        if (agent) await office.store.putAgent({ ...agent, seenMs: office.now() });
      },
    });
  });

  const callBacksFor = async ({ skills: { shops } }: SeenAgent) => (await callBacks.open()).filter(({ shop }) => shops.length === 0 || shops.includes(shop));
  app.get('/call-backs', async (context) => context.json(await callBacksFor(context.get('agent'))));
  app.post('/call-backs/:id/done', async (context) => {
    const agent = context.get('agent');
    const wanted = (await callBacksFor(agent)).find(({ id }) => id === context.req.param('id'));
    return wanted && (await callBacks.finish(wanted.id, agent.id)) ? context.json({}) : context.json({ code: 'gone' }, 410);
  });

  app.use('/tickets/:id/*', async (context, next) => {
    const ticket = await office.store.ticket(context.req.param('id'));
    if (!ticket) return context.json({ code: 'gone' }, 410);
    if (!(await concerns(context.get('agent'), ticket, office))) return context.json({ code: 'not-yours' }, 403);
    context.set('ticket', ticket);
    return next();
  });
  app.get('/tickets/:id/context', async (context) => {
    const ticket = context.get('ticket');
    if (!(await maySee(ticket, context.get('agent').id, office))) return context.json({ code: 'not-yours' }, 403);
    return context.body((await office.store.context(ticket.id)) ?? '{}', 200, { 'content-type': 'application/json' });
  });
  app.post('/tickets/:id/claim', withBody<Env, typeof Bodies.claim>(Bodies.claim, async (context, { claim }) => {
    const claimed = await office.claim(context.get('ticket').id, context.get('agent'), claim);
    return typeof claimed === 'string' ? context.json({ code: claimed }, REFUSED[claimed]) : context.json(claimed.entry);
  }));
  app.post('/tickets/:id/listen', async (context) => {
    const entry = await office.listen(context.get('ticket'), context.get('agent'));
    return typeof entry === 'string' ? context.json({ code: entry }, REFUSED[entry]) : context.json(entry);
  });
  const step = <S extends v.GenericSchema>(path: string, schema: S, eventOf: (agent: string, body: v.InferOutput<S>) => TicketEvent) => {
    app.post(`/tickets/:id/${path}`, withBody<Env, S>(schema, async (context, body) => {
      const after = await office.step(context.get('ticket').id, eventOf(context.get('agent').id, body));
      return typeof after === 'string' ? context.json({ code: after }, REFUSED[after]) : context.json({ state: after.state });
    }));
  };
  app.post('/tickets/:id/decline', withBody<Env, typeof Bodies.decline>(Bodies.decline, async (context, { reason }) => {
    const [{ id: agent }, { id }] = [context.get('agent'), context.get('ticket')];
    const after = await office.step(id, { type: 'decline', agent });
    if (typeof after === 'string') return context.json({ code: after }, REFUSED[after]);
    if (after.declinedBy.includes(agent)) await journal.write('audit', { what: 'declined', ticket: id, agent, reason });
    return context.json({ state: after.state });
  }));
  step('release', Bodies.nothing, (agent) => ({ type: 'release', agent }));
  step('hold', Bodies.hold, (agent, { on }) => ({ type: 'hold', agent, on }));
  step('transfer', Bodies.transfer, (agent, { agent: to, topic, note }) => ({ type: 'transfer', agent, to: { ...(to ? { agent: to } : {}), ...(topic ? { topic } : {}) }, note }));
  step('end', Bodies.nothing, (agent) => ({ type: 'end', agent }));
  app.post('/tickets/:id/wrap-up', withBody<Env, typeof Bodies.wrapUp>(Bodies.wrapUp, async (context, body) => {
    const { id } = context.get('agent');
    const after = await office.step(context.get('ticket').id, { type: 'wrapped-up', agent: id });
    if (typeof after === 'string') return context.json({ code: after }, REFUSED[after]);
    await journal.write('disposition', { ticket: after.id, agent: id, shop: after.shop, topic: after.topic, ending: after.ending, talkedMs: after.talkedMs, ...body });
    return context.json({});
  }));
  app.post('/faq', withBody<Env, typeof Bodies.faq>(Bodies.faq, async (context, body) => {
    await journal.write('faq', { agent: context.get('agent').id, ...body });
    return context.json({}, 201);
  }));
  return app;
}

function agentOf({ id, name, nameEn, languages, topics, shops, isSupervisor = false }: Account): Pick<SeenAgent, 'id' | 'name' | 'nameEn' | 'skills' | 'isSupervisor'> {
  return { id, name, nameEn, skills: { languages, topics, shops }, isSupervisor };
}

function deskAgent({ id, name, state, skills: { topics }, isSupervisor }: SeenAgent): DeskAgent {
  return { id, name, state, topics, ...(isSupervisor ? { isSupervisor } : {}) };
}

async function ticketView(ticket: Ticket, agent: string, office: Office, agents: readonly SeenAgent[]): Promise<DeskTicket> {
  const { id, rev, state, shop, kiosk, language, topic, trigger, priority, hasCamera, anger, sinceMs, changedMs, claim, transfer, ending, agentLostMs, visitorLostMs } = ticket;
  return {
    id, rev, state, shop, kiosk, language, topic, trigger, priority, hasCamera, anger, sinceMs, changedMs, isRinging: (await office.ringsFor(ticket, agents)).includes(agent), isAgentLost: agentLostMs !== undefined, isVisitorLost: visitorLostMs !== undefined,
    ...(claim ? { agent: claim.agent } : {}), ...(ending ? { ending } : {}),
    ...(transfer ? { transfer: { from: transfer.from, note: transfer.note, ...(transfer.agent ? { agent: transfer.agent } : {}), ...(transfer.topic ? { topic: transfer.topic } : {}) } } : {}),
  };
}

/** Tickets of an agent's shops, and those of others that overflow to this agent. */
async function concerns({ id, skills: { shops } }: SeenAgent, ticket: Ticket, office: Office, agents?: readonly SeenAgent[]): Promise<boolean> {
  return shops.length === 0 || shops.includes(ticket.shop) || isAsked(ticket, id, office, agents);
}

/** Whom a ticket rings, or who has it. */
async function isAsked(ticket: Ticket, agent: string, office: Office, agents?: readonly SeenAgent[]): Promise<boolean> {
  return ticket.claim?.agent === agent || ticket.transfer?.claim?.agent === agent || (await office.ringsFor(ticket, agents)).includes(agent);
}

/** What a visitor said is for those who are asked to help, and for who does. */
async function maySee(ticket: Ticket, agent: string, office: Office): Promise<boolean> {
  return ticket.state === 'waiting' || isAsked(ticket, agent, office);
}
