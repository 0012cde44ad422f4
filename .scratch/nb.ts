import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { loadEspeak } from '../src/engines/tts/node.ts';
import { loadMandarin } from '../src/engines/asr/node.ts';
import { mandarinPaths } from '../src/tools/model-paths.ts';
import { demoMind } from '../tests/helpers/demo-mind.ts';
import { SCRIPT_DAY_MS } from '../tests/helpers/dialogues.ts';
import { Resampler } from '../src/core/audio/resampler.ts';
const mind = await demoMind();
const espeak = await loadEspeak();
const paths = await mandarinPaths();
const ear = await loadMandarin(paths, mind.shop.hearing.zh);
const free = await loadMandarin(paths, { sentences: [], classes: {} });
const sets = parse(readFileSync('bench/sets/shop-sentences-2.yaml','utf8')) as any;
let n=0, acc=0, accRight=0, freeRight=0, sure=0, sureRight=0;
for (const [intent, s] of Object.entries(sets) as any) for (const text of s.zh.slice(0,5)) {
  const { pcm, sampleRateHz } = espeak.speak({ text });
  const p = new Resampler(sampleRateHz, 16000).push(pcm);
  const padded = new Float32Array(p.length + 16000); padded.set(p.map((v:number)=>v), 8000);
  const a = await ear.hear(padded.slice()); const b = await free.hear(padded.slice());
  const ra = a.accepted ? (await mind.newVisit({ language:'zh', nowMs: SCRIPT_DAY_MS }).ask(a.understood)).understanding : undefined;
  const rb = (await mind.newVisit({ language:'zh', nowMs: SCRIPT_DAY_MS }).ask(b.text || '嗯')).understanding;
  n++; if (a.accepted) { acc++; if (ra!.intent===intent) accRight++; }
  if (rb.intent===intent) freeRight++; if (!a.accepted && rb.band==='sure') { sure++; if (rb.intent===intent) sureRight++; }
  console.log(intent, '|', text, '|', a.accepted?'A':'-', a.understood, '|', b.text, '|', rb.intent, rb.confidence?.toFixed(2), rb.band, rb.intent===intent?'ok':'XX');
}
console.log({n,acc,accRight,freeRight,sure,sureRight});
