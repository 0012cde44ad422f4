import { readFile } from 'node:fs/promises';
import * as v from 'valibot';

const file = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be a plain file name'));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be a sha256 in hex'));
const bytes = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Without an address: from a folder of models only. */
const published = v.strictObject({ file, url: v.optional(v.pipe(v.string(), v.url())), bytes, sha256 });
const served = v.strictObject({ file, bytes, sha256, converter: v.optional(v.string()), from: v.optional(v.array(file)) });
const model = v.strictObject({
  id: file, feature: v.string(), need: v.picklist(['required', 'recommended', 'optional']), licence: v.string(), source: v.string(),
  /** Where the files lie below a folder of models (YINGBIN_MODELS). */
  folder: v.string(),
  /** Where a file has no address: how the folder with it is made. */
  fromFolderOnly: v.optional(v.string()),
  /** As they are published. */
  upstream: v.array(published),
  /** As the page asks for them: an upstream file, or what a converter makes of some. */
  files: v.array(served),
  /**
   * A sentence embedding, as second stage of understanding: a BERT-like ONNX network (`input_ids`, `attention_mask`, `token_type_ids` -> `embedding`, or
   * `last_hidden_state`, whose mean is taken) and its WordPiece vocabulary.
   */
  encoder: v.optional(v.strictObject({ languages: v.array(v.picklist(['zh', 'en'])), network: file, vocabulary: file })),
});
const manifest = v.strictObject({ models: v.array(model) });

export type Manifest = v.InferOutput<typeof manifest>;
export type Model = Manifest['models'][number];
export type PublishedFile = Model['upstream'][number];
export type ServedFile = Model['files'][number];

/** @throws Error naming the place when the manifest has not its form */
export async function readManifest(path: string | URL = new URL('./manifest.json', import.meta.url)): Promise<Manifest> {
  return v.parse(manifest, JSON.parse(await readFile(path, 'utf8')));
}
