import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { chooseReaderExamples } from '../src/engines/intent/second-stage/reader-examples.ts';
import { buildShop, type BuiltShop } from '../src/tools/build-pack.ts';

/** Compiles the shop's folder into `shop/pack.json`, `shop/hearing.json`, `shop/intents.bin`, `shop/moods.bin` `shop/examples.json` and, where there is one, `shop/gallery.bin`; in dev again whenever a file changes. */
export function shopPack(folder: string): Plugin {
  let built: Promise<BuiltShop> | undefined;
  const files = async (): Promise<Record<string, string | Uint8Array>> => {
    const shop = await (built ??= buildShop(folder));
    return { 'shop/pack.json': JSON.stringify(shop.pack), 'shop/hearing.json': JSON.stringify(shop.hearing), 'shop/intents.bin': shop.intents, 'shop/moods.bin': shop.moods, 'shop/examples.json': JSON.stringify(chooseReaderExamples(shop.examples)), ...(shop.gallery ? { 'shop/gallery.bin': shop.gallery } : {}) };
  };
  return {
    name: 'shop-pack',
    async generateBundle() {
      for (const [fileName, source] of Object.entries(await files())) this.emitFile({ type: 'asset', fileName, source });
    },
    configureServer(server) {
      server.watcher.add(resolve(folder));
      server.watcher.on('change', (path) => {
        if (!path.startsWith(resolve(folder))) return;
        built = undefined;
        server.ws.send({ type: 'full-reload' });
      });
      server.middlewares.use((request, response, next) => {
        const name = (request.url ?? '').split('?')[0]!.slice(1);
        if (!name.startsWith('shop/')) return next();
        files().then((all) => {
          if (!(name in all)) return next();
          response.setHeader('content-type', name.endsWith('.json') ? 'application/json' : 'application/octet-stream');
          response.end(all[name]);
        }, next);
      });
    },
  };
}
