import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AWAY_MS, CompanySignIn } from '../../../src/server/handover/company-sign-in.ts';
import { CLIENT, startFakeProvider, type FakeProvider } from '../../helpers/fake-provider.ts';

let provider: FakeProvider;
let nowMs: number;
beforeAll(async () => { provider = await startFakeProvider(); });
afterAll(() => provider[Symbol.asyncDispose]());
beforeEach(() => {
  nowMs = Date.now();
  provider.who = { claims: { email: 'mei@shop.example', email_verified: true } };
});

const signIn = (claim = 'email', secret = 'ours') => new CompanySignIn({ issuer: provider.issuer, ...CLIENT, publicUrl: 'https://shop.example', claim }, secret, () => nowMs);

/** Leaves for the provider, and comes back as a browser does. */
async function away(company: CompanySignIn): Promise<{ query: string; kept: string }> {
  const { url, kept } = await company.begin();
  const back = new URL((await fetch(url, { redirect: 'manual' })).headers.get('location')!);
  expect(`${back.origin}${back.pathname}`).toBe('https://shop.example/api/desk/company/back');
  return { query: back.search, kept };
}

describe('signing in at the company', () => {
  test('says who it is', async () => {
    const company = signIn();
    const { query, kept } = await away(company);
    expect(await company.finish(query, kept)).toBe('mei@shop.example');
  });

  test('by another claim', async () => {
    provider.who = { claims: { employee: 'e-17' } };
    const company = signIn('employee');
    const { query, kept } = await away(company);
    expect(await company.finish(query, kept)).toBe('e-17');
  });

  test('a mail address that is not verified is nobody, and so is one that is missing', async () => {
    for (const claims of [{ email: 'mei@shop.example', email_verified: false }, {}]) {
      provider.who = { claims };
      const company = signIn();
      const { query, kept } = await away(company);
      expect(await company.finish(query, kept)).toBeUndefined();
    }
  });

  test('a code is good once, for the browser that left, in time', async () => {
    const company = signIn();
    const [first, second] = [await away(company), await away(company)];
    await expect(company.finish(first.query, second.kept)).rejects.toThrow();
    await expect(company.finish(first.query, undefined)).rejects.toThrow(/did not leave/);
    await expect(company.finish(first.query, `${first.kept}x`)).rejects.toThrow(/did not leave/);
    await expect(signIn('email', 'of another server').finish(first.query, first.kept)).rejects.toThrow(/did not leave/);
    expect(await company.finish(first.query, first.kept)).toBe('mei@shop.example');
    await expect(company.finish(first.query, first.kept)).rejects.toThrow();
    nowMs += AWAY_MS + 1;
    await expect(company.finish(second.query, second.kept)).rejects.toThrow(/too long/);
  });

  test('what another key signed, for another nonce or another client, is refused', async () => {
    for (const who of [{ isForged: true }, { nonce: 'of another' }, { claims: { email: 'mei@shop.example', aud: 'another' } }, { claims: { email: 'mei@shop.example', exp: 1_000 } }]) {
      provider.who = { claims: { email: 'mei@shop.example' }, ...who };
      const company = signIn();
      const { query, kept } = await away(company);
      await expect(company.finish(query, kept)).rejects.toThrow();
    }
  });

  test('a provider that is refused by plain http on another machine, or is down, is told', async () => {
    await expect(new CompanySignIn({ issuer: 'http://login.example', ...CLIENT, publicUrl: 'https://shop.example', claim: 'email' }, 'ours').begin()).rejects.toThrow();
    await expect(new CompanySignIn({ issuer: 'http://127.0.0.1:1', ...CLIENT, publicUrl: 'https://shop.example', claim: 'email' }, 'ours').begin()).rejects.toThrow();
  });
});
