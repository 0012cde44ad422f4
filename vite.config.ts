import { defineConfig } from 'vite';
import { devRoutes } from './build/dev-routes.ts';
import { optionalEspeak } from './build/optional-espeak.ts';
import { shopPack } from './build/shop-pack.ts';
import { staticFiles } from './build/static-files.ts';
import { securityHeaders } from './src/server/security-headers.ts';

export default defineConfig({
  root: 'src/surfaces/pages',
  publicDir: '../../../public',
  appType: 'mpa',
  plugins: [optionalEspeak(), shopPack(process.env['YINGBIN_SHOP'] ?? 'shops/demo'), staticFiles(), devRoutes()],
  // NOTICE: the condition keeps a second copy of ORT's wasm out of the bundle; its own url is given at run time (1.30.0).
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'], alias: [{ find: 'blob-polyfill', replacement: new URL('./build/blob.ts', import.meta.url).pathname }] },
  optimizeDeps: { exclude: ['onnxruntime-web', 'soundswallower', '@echogarden/espeak-ng-emscripten'] },
  worker: { format: 'es', plugins: () => [optionalEspeak()] },
  build: { outDir: '../../../dist', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 900, rolldownOptions: { input: ['src/surfaces/pages/index.html', 'src/surfaces/pages/desk/index.html', 'src/surfaces/pages/teach/index.html'] } },
  server: { headers: securityHeaders('ws://127.0.0.1:*') },
});
