/** npm start serves the built page; PORT (8080), HOST (localhost), YINGBIN_MODELS (folder or mirror of model files). */
import { serve } from '@hono/node-server';
import { resolve } from 'node:path';
import { readManifest } from '../../models/manifest.ts';
import { ModelShelf } from '../../models/model-shelf.ts';
import { createServerApp } from './app.ts';
import { createDemoSystems } from './shop-systems.ts';

const port = Number(process.env['PORT'] ?? 8080);
const hostname = process.env['HOST'] ?? 'localhost';
const manifest = await readManifest();
const shelf = new ModelShelf({ manifest, source: process.env['YINGBIN_MODELS'] || undefined, cache: resolve('.cache/models') });
const server = serve({ fetch: createServerApp({ folder: resolve('dist'), manifest, shelf, systems: createDemoSystems(resolve('shops/demo/systems')) }).fetch, port, hostname }, () => console.log(`Yingbin serves on http://${hostname}:${port}`));
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(error.code === 'EADDRINUSE' ? `port ${port} is taken; set PORT to another one` : error.message);
  process.exit(1);
});
