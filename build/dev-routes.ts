import { getRequestListener } from '@hono/node-server';
import type { Plugin } from 'vite';

/** In dev: the models and the shop's systems, from the same routes as the server's. */
export function devRoutes(): Plugin {
  return {
    name: 'dev-routes',
    async configureServer(server) {
      const { createLocalApp } = await import('../src/server/local-app.ts');
      const answer = getRequestListener((await createLocalApp()).fetch);
      server.middlewares.use((request, response, next) => {
        if (/^\/(models|api)\//.test(request.url ?? '')) void answer(request, response);
        else next();
      });
    },
  };
}
