// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node real_provider.mjs PEERS_DIR PEOPLE: a certified OpenID provider (npm oidc-provider) on a free loopback port. PEOPLE is a JSON object
// of claims by login; any password is right. Prints {"issuer": …} when it listens, and ends with its standard input.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const [peers, people] = process.argv.slice(2);
const { default: Provider } = await import(pathToFileURL(`${peers}/node_modules/oidc-provider/lib/index.js`));
const accounts = JSON.parse(people);

const keys = [
  generateKeyPairSync('rsa', { modulusLength: 2048 }),
  generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  generateKeyPairSync('ed25519'),
].map(({ privateKey }, index) => ({ ...privateKey.export({ format: 'jwk' }), use: 'sig', kid: `key-${index}` }));

const client = (id, algorithm) => ({
  client_id: id,
  client_secret: 'a secret: with+signs&more',
  application_type: 'native',
  redirect_uris: ['http://127.0.0.1/callback', 'http://[::1]/callback'],
  grant_types: ['authorization_code'],
  response_types: ['code'],
  id_token_signed_response_alg: algorithm,
});

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [client('melody', 'RS256'), client('melody-es256', 'ES256'), client('melody-eddsa', 'EdDSA')],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    cookies: { keys: ['for tests only'] },
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256', 'EdDSA'] },
    features: { devInteractions: { enabled: true } },
    findAccount: (context, id) => accounts[id] && { accountId: id, claims: async () => ({ sub: id, ...accounts[id] }) },
    jwks: { keys },
    pkce: { methods: ['S256'], required: () => true },
  });
  server.on('request', provider.callback());
  console.log(JSON.stringify({ issuer }));
});
process.stdin.resume().on('end', () => process.exit(0));
