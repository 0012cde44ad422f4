import type { Hono } from 'hono';
import { resolve } from 'node:path';
import { readManifest } from '../../models/manifest.ts';
import { ModelShelf } from '../../models/model-shelf.ts';
import { createServerApp } from './app.ts';
import { createDemoSystems } from './shop-systems.ts';

/** The server of this machine, by its environment: YINGBIN_MODELS (folder or mirror of model files), YINGBIN_SHOP (whose `systems` folder answers as the shop's systems). */
export async function createLocalApp(): Promise<Hono> {
  const manifest = await readManifest();
  const shelf = new ModelShelf({ manifest, source: process.env['YINGBIN_MODELS'] || undefined, cache: resolve('.cache/models') });
  return createServerApp({ folder: resolve('dist'), manifest, shelf, systems: createDemoSystems(resolve(process.env['YINGBIN_SHOP'] ?? 'shops/demo', 'systems')) });
}
