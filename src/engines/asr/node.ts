/** The recognisers in Node, for command lines, tests and benchmarks: a whole recording at once, in the blocks of the microphone. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as ort from 'onnxruntime-web/wasm';
import createModule, { type SoundSwallowerModule } from 'soundswallower';
import type { EnglishGrammar, MandarinPhrases } from '../../core/knowledge/shop-pack.ts';
import type { Transcript } from '../../ports/recogniser.ts';
import type { Hearing } from './contract.ts';
import { EnglishRecogniser, type EnglishOptions } from './english/english-recogniser.ts';
import { MandarinRecogniser, type MandarinOptions } from './mandarin/mandarin-recogniser.ts';

export interface NodeRecogniser {
  /** @param pcm mono, 16 kHz, [-1, 1] */
  hear(pcm: Float32Array): Promise<Transcript>;
  open(contextSamples?: number): Hearing;
}

const BLOCK = 512;

/** @param paths converted network and token table (see models/manifest.json) */
export async function loadMandarin(paths: { readonly network: string; readonly tokens: string }, phrases: MandarinPhrases, options: Partial<MandarinOptions> = {}): Promise<NodeRecogniser> {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(await readFile(paths.network));
  const recogniser = new MandarinRecogniser({ session, Tensor: ort.Tensor }, JSON.parse(await readFile(paths.tokens, 'utf8')) as { tokens: string[]; readings: string[][] }, phrases, options);
  return withHear((contextSamples) => recogniser.open(contextSamples));
}

export async function loadEnglish(grammar: EnglishGrammar, options: Partial<EnglishOptions> = {}): Promise<NodeRecogniser> {
  const model = join(dirname(createRequire(import.meta.url).resolve('soundswallower')), 'model/');
  const module = (await createModule({ modelBase: model } as unknown as EmscriptenModule)) as SoundSwallowerModule;
  const recogniser = await EnglishRecogniser.create(module, grammar, options);
  return withHear((contextSamples) => recogniser.open(contextSamples));
}

function withHear(open: (contextSamples?: number) => Hearing): NodeRecogniser {
  return {
    open,
    async hear(pcm) {
      const hearing = open();
      for (let at = 0; at < pcm.length; at += BLOCK) await hearing.push(pcm.slice(at, at + BLOCK));
      return hearing.finish();
    },
  };
}
