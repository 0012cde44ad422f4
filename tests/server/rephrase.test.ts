import { describe, expect, test } from 'vitest';
import { createRephrase } from '../../src/server/rephrase.ts';

describe('other words by a language model', () => {
  const asked: { url: string; init: RequestInit }[] = [];
  const answering = (reply: () => Response | Promise<Response>) => createRephrase({ url: 'https://llm.example/v1/', model: 'small', key: 'k', isBehindProxy: false, fetch: async (url, init) => {
    asked.push({ url: String(url), init: init! });
    return reply();
  } });
  const post = (app: ReturnType<typeof createRephrase>, body: unknown, headers: Record<string, string> = {}) => app.request('/', { method: 'POST', headers: { 'content-type': 'application/json', host: 'kiosk.example', ...headers }, body: JSON.stringify(body) });

  test('asks the endpoint with her sentence alone, and gives its words back', async () => {
    const app = answering(() => Response.json({ choices: [{ message: { content: ' 就在二楼哦。 ' } }] }));
    const response = await post(app, { text: '在二楼。', language: 'zh' });
    expect(await response.json()).toEqual({ text: '就在二楼哦。' });
    const { url, init } = asked.at(-1)!;
    expect(url).toBe('https://llm.example/v1/chat/completions');
    expect((init.headers as Record<string, string>)['authorization']).toBe('Bearer k');
    const { model, messages } = JSON.parse(init.body as string) as { model: string; messages: { role: string; content: string }[] };
    expect([model, messages.filter(({ role }) => role === 'user').map(({ content }) => content)]).toEqual(['small', ['在二楼。']]);
  });

  test.each([
    ['an error', () => new Response('no', { status: 500 })],
    ['something else', () => Response.json({ text: 'hello' })],
    ['no JSON', () => new Response('<html>')],
    ['nothing', () => Promise.reject(new TypeError('refused'))],
  ])('%s from the endpoint is a 502, and her own words stay', async (_, reply) => {
    expect((await post(answering(reply), { text: '在二楼。', language: 'zh' })).status).toBe(502);
  });

  test('refuses other bodies, other origins and too many', async () => {
    const app = answering(() => Response.json({ choices: [{ message: { content: 'x' } }] }));
    expect((await post(app, { text: 'x'.repeat(500), language: 'zh' })).status).toBe(400);
    expect((await post(app, { text: '在二楼。', language: 'zh' }, { origin: 'https://evil.example' })).status).toBe(403);
    const statuses: number[] = [];
    for (let i = 0; i < 12; i += 1) statuses.push((await post(app, { text: '在二楼。', language: 'zh' })).status);
    expect(statuses.at(-1)).toBe(429);
  });
});
