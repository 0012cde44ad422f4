import { getRequestListener } from '@hono/node-server';
import type { Plugin } from 'vite';

/** In dev: the models, the shop's systems and the hand-over, from the same routes as the server's. */
export function devRoutes(): Plugin {
  return {
    name: 'dev-routes',
    async configureServer(server) {
      const { createLocalApp } = await import('../src/server/local-app.ts');
      const { app, ...owned } = await createLocalApp(`http://localhost:${server.config.server.port ?? 5173}`);
      server.httpServer?.once('close', () => void owned[Symbol.asyncDispose]());
      const answer = getRequestListener(app.fetch);
      server.middlewares.use((request, response, next) => {
        if (/^\/(models|api)\//.test(request.url ?? '')) void answer(request, response);
        else next();
      });
    },
  };
}
