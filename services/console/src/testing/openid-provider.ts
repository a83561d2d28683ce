import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An OpenID provider on this machine: code flow, PKCE checked, RS256. It signs in whoever the test says. */
export interface OpenIdProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Claims of whoever signs in next; what is undefined is left out. */
  person: Record<string, unknown>;
  /** What goes into the next identity besides: to be wrong on purpose. */
  forged: Record<string, unknown>;
  stop(): Promise<void>;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

async function bodyOf(req: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

export async function startOpenIdProvider(): Promise<OpenIdProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const asked = new Map<string, URLSearchParams>();
  const json = (res: ServerResponse, body: object, status = 200) =>
    res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const provider = {
    issuer: '',
    clientId: 'moderato',
    clientSecret: 'a-secret-of-the-client',
    person: {} as Record<string, unknown>,
    forged: {} as Record<string, unknown>,
  };

  const identity = (nonce: string | null): string => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: provider.issuer, aud: provider.clientId, sub: 'somebody', iat: now, exp: now + 300, nonce };
    const head = encode({ alg: 'RS256', kid: 'one' });
    const body = encode({ ...claims, ...provider.person, ...provider.forged });
    return `${head}.${body}.${sign('sha256', Buffer.from(`${head}.${body}`), privateKey).toString('base64url')}`;
  };

  const authorize = (res: ServerResponse, query: URLSearchParams) => {
    const code = randomUUID();
    asked.set(code, query);
    const back = new URL(query.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    res.writeHead(302, { location: back.href }).end();
  };

  const token = async (req: IncomingMessage, res: ServerResponse) => {
    const form = await bodyOf(req);
    const query = asked.get(form.get('code') ?? '');
    // A code is good once.
    asked.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isClient = form.get('client_secret') === provider.clientSecret;
    if (!query || !isClient || query.get('code_challenge') !== challenge) {
      return json(res, { error: 'invalid_grant' }, 400);
    }
    return json(res, {
      access_token: randomUUID(),
      token_type: 'Bearer',
      expires_in: 300,
      id_token: identity(query.get('nonce')),
    });
  };

  const server = createServer((req, res) => {
    const url = new URL(req.url ?? '/', provider.issuer);
    if (url.pathname === '/authorize') return authorize(res, url.searchParams);
    if (url.pathname === '/token') return void token(req, res);
    if (url.pathname === '/jwks') {
      return json(res, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256' }] });
    }
    return json(res, {
      issuer: provider.issuer,
      authorization_endpoint: `${provider.issuer}/authorize`,
      token_endpoint: `${provider.issuer}/token`,
      jwks_uri: `${provider.issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_post'],
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(provider, {
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
