import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { optionalEspeak } from './build/optional-espeak.ts';
import { CHROMIUM_FLAGS, findChromium } from './build/chromium.ts';
import { securityHeaders } from './src/server/security-headers.ts';

const { 'Cross-Origin-Opener-Policy': coop, 'Cross-Origin-Embedder-Policy': coep } = securityHeaders();
const executablePath = findChromium();
const models = process.env['YINGBIN_MODELS'];

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/**/*.test.ts'], exclude: ['tests/browser/**', 'tests/e2e/**', 'tests/livekit/**'], testTimeout: 180_000, hookTimeout: 120_000 } },
      { test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 150_000, fileParallelism: false, globalSetup: 'tests/helpers/built-page.ts' } },
      // Needs livekit-server and redis-server: npm run test:livekit.
      { test: { name: 'livekit', include: ['tests/livekit/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 150_000, fileParallelism: false, globalSetup: 'tests/helpers/built-page.ts' } },
      {
        plugins: [optionalEspeak()],
        define: { __MODELS__: JSON.stringify(models ?? '') },
        resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'] },
        optimizeDeps: { exclude: ['onnxruntime-web'], include: ['three', '@pixiv/three-vrm', 'lit', 'lit/decorators.js', 'comlink'] },
        server: { headers: { 'Cross-Origin-Opener-Policy': coop!, 'Cross-Origin-Embedder-Policy': coep! }, fs: { allow: ['.', ...(models ? [models] : [])] } },
        test: {
          name: 'browser', include: ['tests/browser/**/*.test.ts'], testTimeout: 120_000,
          browser: { enabled: true, headless: true, screenshotFailures: false, instances: [{ browser: 'chromium' }], provider: playwright({ launchOptions: { ...(executablePath ? { executablePath } : {}), args: [...CHROMIUM_FLAGS, '--enable-unsafe-webgpu'] } }) },
        },
      },
    ],
  },
});
