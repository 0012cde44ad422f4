import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';

export const CLIENT = { clientId: 'desk', clientSecret: 'a secret of the tests' } as const;

export interface FakeProvider extends AsyncDisposable {
  readonly issuer: string;
  /** Who signs in next, and what is wrong with what the provider says. */
  who: { readonly claims: Readonly<Record<string, unknown>>; readonly nonce?: string; readonly isForged?: boolean };
}

/** A company's sign-in that asks nobody: whoever comes is `who`. @see OpenID Connect Core 1.0, Discovery 1.0 */
export async function startFakeProvider(): Promise<FakeProvider> {
  const [own, other] = [generateKeyPairSync('rsa', { modulusLength: 2_048 }), generateKeyPairSync('rsa', { modulusLength: 2_048 })];
  const codes = new Map<string, { readonly nonce: string; readonly challenge: string; readonly back: string }>();
  const app = new Hono();
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise<void>((done) => { if (server.listening) done(); else server.once('listening', () => done()); });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: FakeProvider = {
    issuer, who: { claims: { email: 'mei@shop.example', email_verified: true } },
    [Symbol.asyncDispose]: () => new Promise<void>((done) => { server.close(() => done()); }),
  };
  app.get('/.well-known/openid-configuration', (context) => context.json({ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'], code_challenge_methods_supported: ['S256'] }));
  app.get('/keys', (context) => context.json({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] }));
  app.get('/authorize', (context) => {
    const { redirect_uri: back = '', state = '', nonce = '', code_challenge: challenge = '' } = context.req.query();
    const code = `code-${codes.size + 1}`;
    codes.set(code, { nonce, challenge, back });
    return context.redirect(`${back}?code=${code}&state=${encodeURIComponent(state)}`);
  });
  app.post('/token', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    const asked = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    if (!asked || asked.back !== form.get('redirect_uri') || createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url') !== asked.challenge) return context.json({ error: 'invalid_grant' }, 400);
    const now = Math.floor(Date.now() / 1_000);
    const { claims, nonce = asked.nonce, isForged = false } = provider.who;
    const parts = [{ alg: 'RS256', kid: 'k' }, { iss: issuer, aud: CLIENT.clientId, sub: 'u1', iat: now, exp: now + 60, nonce, ...claims }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const signature = createSign('RSA-SHA256').update(parts).sign((isForged ? other : own).privateKey).toString('base64url');
    return context.json({ access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: `${parts}.${signature}` });
  });
  return provider;
}
