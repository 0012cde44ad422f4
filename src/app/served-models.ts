import { Failure } from '../core/shared/failure.ts';
import type { Language } from '../core/shared/language.ts';
import { request } from '../runtime/fetch-with-progress.ts';
import type { ModelFile } from '../runtime/model-store.ts';

export interface ServedModel {
  readonly id: string;
  readonly files: readonly { readonly file: string; readonly bytes: number; readonly sha256: string }[];
  /** A sentence embedding: which languages it reads, and which of the files it is made of. */
  readonly encoder?: { readonly languages: readonly Language[]; readonly network: string; readonly vocabulary: string };
}

/** The list the server gives of what it may serve: `/models/manifest.json`. @throws Failure `offline` | `not-found` */
export async function servedModels(): Promise<readonly ServedModel[]> {
  return ((await (await request('/models/manifest.json', undefined)).json()) as { readonly models: readonly ServedModel[] }).models;
}

/** Address, size and hash of a model's file. @throws Failure `not-found` when the server knows no such file */
export function servedFile(model: ServedModel | undefined, file: string): ModelFile {
  const entry = model?.files.find((candidate) => candidate.file === file);
  if (!model || !entry) throw new Failure('not-found', `the server has no ${model?.id ?? 'such model'}/${file}`);
  return { url: new URL(`/models/${model.id}/${file}`, location.href).href, bytes: entry.bytes, sha256: entry.sha256 };
}

/** The file of a model that has one. @throws Failure `offline` | `not-found` */
export async function onlyFile(id: string): Promise<ModelFile> {
  const model = (await servedModels()).find((candidate) => candidate.id === id);
  return servedFile(model, model?.files[0]?.file ?? id);
}
