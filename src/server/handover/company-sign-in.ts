import * as oidc from 'openid-client';
import * as v from 'valibot';
import { isLoopback } from '../livekit-dev/dev-livekit.ts';
import { isSameSecret, signatureOf } from './same-secret.ts';

/** A company's own sign-in, by OpenID Connect. */
export interface CompanyAccess {
  /** `https://login.example/realms/shop`; its `.well-known/openid-configuration` is read. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** This server as browsers reach it, `https://shop.example`: the provider sends them back to `/api/desk/company/back`. */
  readonly publicUrl: string;
  /** The claim that an account's `company` is compared with, such as `email`. */
  readonly claim: string;
}

/** What a browser keeps between leaving for the provider and coming back, signed. */
const Kept = v.strictObject({ state: v.string(), nonce: v.string(), verifier: v.string(), untilMs: v.number() });

/** Who leaves must be back within this, in ms. */
export const AWAY_MS = 10 * 60_000;
export const BACK_PATH = '/company/back';

/** Authorization code with PKCE (RFC 7636), state and nonce. @see OpenID Connect Core 1.0, 3.1 */
export class CompanySignIn {
  readonly #access: CompanyAccess;
  readonly #secret: string;
  readonly #now: () => number;
  #provider: Promise<oidc.Configuration> | undefined;

  constructor(access: CompanyAccess, secret: string, now: () => number = Date.now) {
    this.#access = access;
    this.#secret = secret;
    this.#now = now;
  }

  /** @returns where to send the browser, and what it keeps meanwhile @throws when the provider does not answer */
  async begin(): Promise<{ readonly url: string; readonly kept: string }> {
    const verifier = oidc.randomPKCECodeVerifier();
    const kept = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier, untilMs: this.#now() + AWAY_MS };
    const url = oidc.buildAuthorizationUrl(await this.#found(), {
      redirect_uri: this.#back(), scope: 'openid profile email', state: kept.state, nonce: kept.nonce, code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
    });
    const body = Buffer.from(JSON.stringify(kept)).toString('base64url');
    return { url: url.href, kept: `${body}.${this.#sign(body)}` };
  }

  /**
   * @param query what the provider sent the browser back with
   * @returns the claim's value, as the provider signed it; undefined for a mail address that it has not verified
   * @throws when the way back is forged, over, or not of this browser
   */
  async finish(query: string, sealed: string | undefined): Promise<string | undefined> {
    const [body = '', signature = ''] = sealed?.split('.') ?? [];
    if (!isSameSecret(signature, this.#sign(body))) throw new RangeError('this browser did not leave from here');
    const { state, nonce, verifier, untilMs } = v.parse(Kept, JSON.parse(Buffer.from(body, 'base64url').toString()));
    if (untilMs < this.#now()) throw new RangeError('it took too long');
    const url = new URL(this.#back());
    url.search = query;
    const tokens = await oidc.authorizationCodeGrant(await this.#found(), url, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true });
    const claims = tokens.claims();
    const value = claims?.[this.#access.claim];
    if (typeof value !== 'string' || value === '') return undefined;
    return this.#access.claim === 'email' && claims?.email_verified === false ? undefined : value;
  }

  /** Asked once; again where it failed. */
  #found(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.#access;
    const url = new URL(issuer);
    const mayBePlain = url.protocol === 'http:' && isLoopback(url.hostname);
    // Its signature is checked, not only the connection that it came by.
    this.#provider ??= oidc.discovery(url, clientId, clientSecret, undefined, { execute: [oidc.enableNonRepudiationChecks, ...(mayBePlain ? [oidc.allowInsecureRequests] : [])] }).catch((error: unknown) => {
      this.#provider = undefined;
      throw error;
    });
    return this.#provider;
  }

  #back(): string {
    return `${this.#access.publicUrl}/api/desk${BACK_PATH}`;
  }

  #sign(body: string): string {
    return signatureOf(`company:${body}`, this.#secret);
  }
}
