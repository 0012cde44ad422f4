import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { loadNetworkEncoder } from '../engines/intent/second-stage/node.ts';

const FOLDER = '.cache/embed';
const SIZE = 384;
/** Kept on disk after so many, because a run takes minutes. */
const KEEP_EVERY = 2_000;

/** Vectors of sentences by the sentence embedding, one sentence a run, remembered on disk. @param folder of models */
export async function embedAll(texts: readonly string[], folder: string): Promise<ReadonlyMap<string, Float32Array>> {
  mkdirSync(FOLDER, { recursive: true });
  const model = `${folder}/text-embed/all-minilm-l6-v2`;
  const network = readFileSync(`${model}/model.int8.onnx`);
  const stem = `${FOLDER}/embed-${createHash('sha256').update(network).digest('hex').slice(0, 8)}`;
  const known = new Map<string, Float32Array>();
  if (existsSync(`${stem}.f32`)) {
    const names = JSON.parse(readFileSync(`${stem}.json`, 'utf8')) as string[];
    const bytes = readFileSync(`${stem}.f32`);
    const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    names.forEach((name, i) => known.set(name, values.subarray(i * SIZE, (i + 1) * SIZE)));
  }
  const keep = () => {
    const values = new Float32Array(known.size * SIZE);
    [...known.values()].forEach((vector, i) => values.set(vector, i * SIZE));
    writeFileSync(`${stem}.f32`, new Uint8Array(values.buffer));
    writeFileSync(`${stem}.json`, JSON.stringify([...known.keys()]));
  };
  const missing = [...new Set(texts)].filter((text) => !known.has(text));
  if (missing.length === 0) return known;
  const encoder = await loadNetworkEncoder(network, readFileSync(`${model}/vocab.txt`));
  for (const [i, text] of missing.entries()) {
    known.set(text, await encoder.encode(text));
    if ((i + 1) % KEEP_EVERY === 0) keep();
  }
  keep();
  return known;
}
