/** npm start serves the built page; PORT (8080), HOST (localhost), and what `createLocalApp` reads. */
import { serve } from '@hono/node-server';
import { createLocalApp } from './local-app.ts';

const port = Number(process.env['PORT'] ?? 8080);
const hostname = process.env['HOST'] ?? 'localhost';
const server = serve({ fetch: (await createLocalApp()).fetch, port, hostname }, () => console.log(`Yingbin serves on http://${hostname}:${port}`));
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(error.code === 'EADDRINUSE' ? `port ${port} is taken; set PORT to another one` : error.message);
  process.exit(1);
});
