import type { Context, Env, Handler } from 'hono';
import * as v from 'valibot';
import type { Refusal } from '../../core/handover/ticket.ts';

/** Statuses of refusals: 409 another was faster, 410 it is over, 403 it is another agent's. */
export const REFUSED = { taken: 409, gone: 410, 'not-yours': 403, 'not-now': 409 } as const satisfies Record<Refusal, number>;

/** Answers a request whose body is as its schema has it; anything else is refused. */
export function withBody<E extends Env, S extends v.GenericSchema>(schema: S, answer: (context: Context<E>, body: v.InferOutput<S>) => Response | Promise<Response>): Handler<E> {
  return async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const parsed = v.safeParse(schema, body);
    return parsed.success ? answer(context, parsed.output) : context.json({ code: 'invalid' }, 400);
  };
}

/** Where a request comes from, for limits: the peer's address, or what the proxy in front says of it when there is one. */
export function addressOf(context: Context, isBehindProxy: boolean): string {
  const forwarded = isBehindProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const { incoming } = (context.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return forwarded ?? incoming?.socket?.remoteAddress ?? 'local';
}

/** True when a request that changes something comes from this server's own pages, or from a page that is allowed to embed her. */
export function isFromOwnPage(context: Context, allowed: readonly string[]): boolean {
  const origin = context.req.header('origin');
  if (!origin) return context.req.header('sec-fetch-site') === undefined;
  return allowed.includes(origin) || hostOf(origin) === context.req.header('host');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
