import { embedAll } from '../../src/tools/embed-all.ts';
import type { Case } from '../measurement.ts';
import type { Labelled } from './data.ts';

/** Folder with models and data sets. @throws Error without YINGBIN_MODELS */
export function modelsFolder(): string {
  const folder = process.env['YINGBIN_MODELS'];
  if (!folder) throw new Error('YINGBIN_MODELS must name the folder with models and data sets');
  return folder;
}

export function textsOf(rows: readonly Labelled[]): string[] {
  return rows.map(([text]) => text);
}

/** Vectors of the sentence embedding for all of these; the first time minutes, then from .cache. */
export async function vectorsFor(...groups: readonly (readonly string[])[]): Promise<(text: string) => Float32Array> {
  const vectors = await embedAll(groups.flat(), modelsFolder());
  return (text) => vectors.get(text)!;
}

export type Keep = (figure: string) => (input: string, expected: string, got: string) => void;

export function keepIn(cases: Case[]): Keep {
  return (figure) => (input, expected, got) => void cases.push({ figure, input, expected, got });
}

/** Remembers what a slow encoder said. */
export function remembered(vectorOf: (text: string) => Float32Array): (text: string) => Float32Array {
  const known = new Map<string, Float32Array>();
  return (text) => {
    const vector = known.get(text) ?? vectorOf(text);
    known.set(text, vector);
    return vector;
  };
}
