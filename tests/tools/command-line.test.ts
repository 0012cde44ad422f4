import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeGallery, encodeGallery } from '../../src/engines/vision/looks/gallery.ts';
import { describeWithFixtures, fixture } from '../helpers/fixtures.ts';

function run(tool: string, args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', `src/tools/${tool}.ts`, ...args], { input, encoding: 'utf8' });
  return { status, stdout, stderr, lines: stdout.trim().split('\n').filter(Boolean) };
}

describe('ask', () => {
  test('prints one object a line and nothing else', () => {
    const { lines, status } = run('ask', ['--json', '云朵水壶多少钱', 'where are the headphones', 'will it rain tomorrow']);
    expect(status).toBe(0);
    const [price, place, rain] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(3);
    expect(price).toMatchObject({ text: '云朵水壶多少钱', lang: 'zh', intent: 'product-price', band: 'answer', slots: { products: ['k1'], family: 'kettles' } });
    expect(place).toMatchObject({ lang: 'en', intent: 'find-product', slots: { family: 'headphones' } });
    expect(rain).toMatchObject({ intent: 'out-of-scope', band: 'unclear' });
    for (const answer of [price!, place!, rain!]) expect(Object.keys(answer)).toEqual(['text', 'lang', 'intent', 'confidence', 'band', 'slots', 'sentiment', 'reply', 'acts', 'card', 'sources', 'suggestions']);
  });

  test('reads sentences from standard input, and keeps one visit with --session', () => {
    const { lines } = run('ask', ['--json', '--session'], '介绍一下云朵水壶\n它多少钱\n');
    expect((JSON.parse(lines[1]!) as { reply: string }).reply).toContain('¥129');
  });

  test('an option that is not known is said, with those that are', () => {
    expect(run('ask', ['--jason'])).toMatchObject({ status: 1, stderr: expect.stringMatching(/--jason is not known.*--json/) });
  });
});

describe('shop check', () => {
  test('names file and line of a mistake, and fails', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'yingbin-shop-')), 'shop');
    cpSync('shops/demo', folder, { recursive: true });
    writeFileSync(join(folder, 'products.csv'), readFileSync(join(folder, 'products.csv'), 'utf8').replace(',129,', ',,'));
    expect(run('shop', ['check', folder])).toMatchObject({ status: 1, stderr: expect.stringMatching(/products\.csv:9: price: must be a number/) });
    expect(run('shop', ['check', 'shops/demo'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/26 products/) });
  });
});

describeWithFixtures('hear', ['speech/zh/xiaoyun', 'speech/zh/audio-cmn/cmn-发票.mp3', 'speech/en/ljspeech/LJ001-0008.flac', 'asr/fsmn-ctc-zh/golden.json'], () => {
  test('with an empty list prints the golden transcripts; reads WAV, FLAC and MP3', () => {
    const golden = (JSON.parse(readFileSync(fixture('asr/fsmn-ctc-zh/golden.json'), 'utf8')) as { clips: Record<string, { fp32: string }> }).clips;
    const files = Object.keys(golden).filter((file) => file.includes('xiaoyun')).slice(0, 3);
    const empty = join(mkdtempSync(join(tmpdir(), 'yingbin-list-')), 'empty.txt');
    writeFileSync(empty, '');
    const { lines } = run('hear', ['--json', '--phrases', empty, ...files.map((file) => fixture(file)), fixture('speech/en/ljspeech/LJ001-0008.flac'), fixture('speech/zh/audio-cmn/cmn-发票.mp3')]);
    const heard = lines.map((line) => JSON.parse(line) as { text: string; lang: string; engine: string; alternatives: string[] });
    expect(heard.slice(0, 3).map(({ text }) => text)).toEqual(files.map((file) => golden[file]!.fp32));
    expect(heard).toHaveLength(5);
    expect(heard[0]).toMatchObject({ lang: 'zh', engine: 'fsmn-ctc-zh', alternatives: [] });
  });

  test('with the shop\'s phrases writes its spelling', () => {
    expect(JSON.parse(run('hear', ['--json', fixture('speech/zh/audio-cmn/cmn-发票.mp3')]).lines[0]!)).toMatchObject({ text: '发票', accepted: true });
  });

  test('a file that is no sound is refused with its name', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'yingbin-noise-')), 'a.wav');
    writeFileSync(path, 'no sound');
    expect(run('hear', [path])).toMatchObject({ status: 1, stderr: expect.stringContaining(path) });
  });
});

describeWithFixtures('see', ['image-embed/mobilenet_v1_embed_u8.onnx', 'product-images/grocery-store/benchmark.json'], () => {
  interface Seen { file: string; known: boolean; candidates: { product: string; probability: number }[]; barcode: string | null; text: string | null; displayCode: string | null }
  const rows = () => JSON.parse(readFileSync(fixture('product-images/grocery-store/benchmark.json'), 'utf8')) as { name: string; gallery: string[]; query: string[] }[];
  const file = (path: string) => fixture(`product-images/grocery-store/${path}`);

  test('knows products by a folder of their pictures, prints one object a line, and names files that are no pictures', () => {
    const folder = mkdtempSync(join(tmpdir(), 'yingbin-gallery-'));
    const asked = rows().filter((_, i) => i % 12 === 3);
    for (const { name, gallery } of asked) for (const [i, path] of gallery.slice(0, 3).entries()) cpSync(file(path), join(folder, name, `${i}.jpg`));
    const broken = join(folder, 'words.jpg');
    writeFileSync(broken, 'hello');
    const { lines, status } = run('see', ['--json', '--gallery', folder, ...asked.map(({ query }) => file(query[0]!)), broken]);
    expect(status).toBe(0);
    const seen = lines.map((line) => JSON.parse(line) as Seen);
    expect(seen).toHaveLength(asked.length + 1);
    expect(Object.keys(seen[0]!)).toEqual(expect.arrayContaining(['file', 'known', 'candidates', 'barcode', 'text', 'displayCode']));
    const right = seen.slice(0, -1).filter(({ candidates }, i) => candidates[0]!.product === asked[i]!.name).length;
    expect(right).toBeGreaterThanOrEqual(asked.length - 1);
    expect(seen.at(-1)).toMatchObject({ file: broken, known: false, candidates: [], error: 'invalid-input' });
  });
});

describe('shop gallery', () => {
  test('takes what was taught into a shop\'s gallery: the pack sells what is new, and its row is printed', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'yingbin-shop-')), 'shop');
    cpSync('shops/demo', folder, { recursive: true });
    const shipped = decodeGallery(readFileSync(join(folder, 'gallery.bin')));
    const [picture] = shipped.pictures;
    const taught = join(folder, 'taught.bin');
    writeFileSync(taught, encodeGallery({ ...shipped, pictures: [{ ...picture!, product: 'new-4006381333931' }], labels: [{ product: 'new-4006381333931', barcode: '4006381333931', added: { name: { zh: '苹果汁', en: 'Apple, juice' }, price: 12.5, family: 'kettles' } }] }));
    const { stdout, status } = run('shop', ['gallery', folder, '--merge', taught]);
    expect(status).toBe(0);
    expect(stdout).toContain(`${shipped.pictures.length + 1} pictures`);
    expect(stdout).toContain('new-4006381333931,kettles,苹果汁,"Apple, juice",12.5,4006381333931');
    expect(run('shop', ['build', folder, '--out', join(folder, 'out')]).status).toBe(0);
    const { products } = JSON.parse(readFileSync(join(folder, 'out', 'pack.json'), 'utf8')) as { products: { id: string; barcode: string; price: number }[] };
    expect(products.at(-1)).toMatchObject({ id: 'new-4006381333931', barcode: '4006381333931', price: 12.5 });
    // Taken in once more it is the same gallery, and the row is still owed.
    expect(run('shop', ['gallery', folder, '--merge', taught]).stdout).toMatch(new RegExp(`${shipped.pictures.length + 1} pictures[^]*new-4006381333931,kettles`));
    writeFileSync(join(folder, 'gallery.bin'), 'no gallery');
    expect(run('shop', ['check', folder])).toMatchObject({ status: 1, stderr: expect.stringContaining('gallery.bin: this is no gallery') });
  });
});
