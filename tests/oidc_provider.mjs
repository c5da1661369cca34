// A real OpenID provider for the tests of signing in.
// usage: OIDC_MODULES=<folder with node_modules> node oidc_provider.mjs PORT REDIRECT_URI
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const library = path.join(process.env.OIDC_MODULES, 'node_modules/oidc-provider/lib/index.js');
const { default: Provider } = await import(pathToFileURL(library));
const [port, redirect] = process.argv.slice(2);

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: 'sverka',
    client_secret: 'a secret of at least 32 characters',
    redirect_uris: [redirect],
    grant_types: ['authorization_code'],
    response_types: ['code'],
  }],
  claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
  pkce: { required: () => true },
  cookies: { keys: ['a key of the tests'] },
  features: { devInteractions: { enabled: true } },
  findAccount: async (_context, id) => ({
    accountId: id,
    claims: async () => (
      id === 'nameless' ? { sub: id } : { sub: id, name: `Имя ${id}`, email: `${id}@example.org` }
    ),
  }),
});

const server = provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
process.on('SIGTERM', () => { server.close(); process.exit(0); });
