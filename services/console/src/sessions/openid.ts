import { seal, unseal } from '@moderato/database';
import { parse } from 'cookie';
import type { Request, Response } from 'express';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { z } from 'zod';

export interface OpenIdSettings {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  /** What people call it: the button says `Sign in with …`. */
  name: string;
  /** Where the provider sends browsers back to. */
  callback: URL;
  /** 32 bytes, for the cookie that holds what was asked until the answer comes. */
  cookieKey: Buffer;
}

const askedSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  site: z.string().optional(),
});
const cookieMinutes = 10;

/** Of somebody whom the provider knows. */
export interface OpenIdPerson {
  /** Verified by the provider. */
  email: string;
  /** The site they asked for, by its slug. */
  site: string | undefined;
}

/** Sign-in by the newsroom's OpenID provider: code flow with PKCE, state and nonce. */
export class OpenId {
  readonly #settings: OpenIdSettings;
  #found: Promise<Configuration> | undefined;

  constructor(settings: OpenIdSettings) {
    this.#settings = settings;
  }

  get name(): string {
    return this.#settings.name;
  }

  /** Remembers in a cookie what was asked; returns where the browser goes. Rejects where the provider is away. */
  async begin(res: Response, site?: string): Promise<URL> {
    const config = await this.#provider();
    const asked = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), site };
    const sealed = seal(this.#settings.cookieKey, JSON.stringify(asked)).toString('base64url');
    res.cookie(this.#cookie, sealed, { ...this.#attributes, maxAge: cookieMinutes * 60_000 });
    return buildAuthorizationUrl(config, {
      redirect_uri: this.#settings.callback.href,
      scope: 'openid email profile',
      code_challenge: await calculatePKCECodeChallenge(asked.verifier),
      code_challenge_method: 'S256',
      state: asked.state,
      nonce: asked.nonce,
    });
  }

  /** Rejects for an answer to something that this browser did not ask, and for an address that is not verified. */
  async finish(req: Request, res: Response): Promise<OpenIdPerson> {
    const cookie = parse(req.headers.cookie ?? '')[this.#cookie];
    res.clearCookie(this.#cookie, this.#attributes);
    if (!cookie) throw new Error('the browser asked for nothing');
    const plain = unseal(this.#settings.cookieKey, Buffer.from(cookie, 'base64url')).toString('utf8');
    const { state, nonce, verifier, site } = askedSchema.parse(JSON.parse(plain));
    const config = await this.#provider();
    const answer = new URL(this.#settings.callback);
    answer.search = new URL(req.originalUrl, this.#settings.callback).search;
    const tokens = await authorizationCodeGrant(config, answer, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('the provider sent no identity');
    const person = claims.email ? claims : await fetchUserInfo(config, tokens.access_token, claims.sub);
    const { email, email_verified: isVerified } = person;
    if (typeof email !== 'string' || isVerified !== true) throw new UnverifiedEmail();
    return { email, site };
  }

  /** Asked once; again where that failed. */
  #provider(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    this.#found ??= discovery(issuer, clientId, clientSecret, undefined, {
      // The settings allow http for this machine alone.
      ...(issuer.protocol === 'http:' && { execute: [allowInsecureRequests] }),
    }).catch((error: unknown) => {
      this.#found = undefined;
      throw error;
    });
    return this.#found;
  }

  get #isSecure(): boolean {
    return this.#settings.callback.protocol === 'https:';
  }

  get #cookie(): string {
    return this.#isSecure ? '__Host-moderato_openid' : 'moderato_openid';
  }

  get #attributes() {
    return { httpOnly: true, sameSite: 'lax' as const, secure: this.#isSecure, path: '/' };
  }
}

/** The provider knows the person, and has not verified that the address is theirs. */
export class UnverifiedEmail extends Error {}
