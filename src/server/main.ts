/** npm start serves the built page; PORT (8080), HOST (localhost), and what `createLocalApp` reads. */
import { serve } from '@hono/node-server';
import { createLocalApp } from './local-app.ts';

const port = Number(process.env['PORT'] ?? 8080);
const hostname = process.env['HOST'] ?? 'localhost';
const local = await createLocalApp(`http://${hostname}:${port}`);
const server = serve({ fetch: local.app.fetch, port, hostname }, () => console.log(`Yingbin serves on http://${hostname}:${port} (her clerk's desk: /desk/)`));
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(error.code === 'EADDRINUSE' ? `port ${port} is taken; set PORT to another one` : error.message);
  process.exit(1);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void local[Symbol.asyncDispose]().then(() => process.exit(0));
  });
}
