import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as v from 'valibot';
import { LANGUAGES, type Language } from '../core/shared/language.ts';
import { RateLimiter } from './handover/rate-limiter.ts';
import { addressOf, isFromOwnPage, withBody } from './handover/request.ts';

export interface RephraseOptions {
  /** An endpoint that speaks as OpenAI's does, up to and with the version: `https://llm.example/v1`. */
  readonly url: string;
  readonly model: string;
  readonly key: string | undefined;
  readonly isBehindProxy: boolean;
  /** Replaced in tests. */
  readonly fetch?: typeof fetch;
}

const TIMEOUT_MS = 1_100;
const LONGEST = 400;
const TASK: Readonly<Record<Language, string>> = {
  zh: '你是商店店员。把用户给的这句话换一种自然、亲切的口语说法，不增加、不减少任何信息；数字、名称、型号、否定词原样保留；不要更长；只输出这句话。',
  en: 'You are a shop clerk. Say the sentence you are given in other, natural, friendly spoken words. Add nothing and leave nothing out; keep every number, name, model and negation as it stands; make it no longer. Answer with the sentence alone.',
};
const body = v.strictObject({ text: v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST)), language: v.picklist(LANGUAGES) });
const answer = v.object({ choices: v.pipe(v.array(v.object({ message: v.object({ content: v.string() }) })), v.minLength(1)) });

/** Her own sentences in other words, by a language model of the shop's choice. The page checks what comes back. */
export function createRephrase({ url, model, key, isBehindProxy, fetch: ask = fetch }: RephraseOptions): Hono {
  const app = new Hono();
  const limiter = new RateLimiter({ burst: 10, refillMs: 2_000 });
  app.use(bodyLimit({ maxSize: 4_000 }));
  app.post('/', withBody(body, async (context, { text, language }) => {
    if (!isFromOwnPage(context, [])) return context.json({ code: 'foreign-origin' }, 403);
    if (!limiter.take(addressOf(context, isBehindProxy))) return context.json({ code: 'too-often' }, 429);
    try {
      const response = await ask(`${url.replace(/\/$/, '')}/chat/completions`, {
        method: 'POST', signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
        body: JSON.stringify({ model, temperature: 0.7, max_tokens: LONGEST, messages: [{ role: 'system', content: TASK[language] }, { role: 'user', content: text }] }),
      });
      const parsed = v.safeParse(answer, response.ok ? await response.json() : undefined);
      return parsed.success ? context.json({ text: parsed.output.choices[0]!.message.content.trim() }) : context.json({ code: 'down' }, 502);
    } catch {
      return context.json({ code: 'down' }, 502);
    }
  }));
  return app;
}
