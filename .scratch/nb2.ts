import { readFileSync } from 'node:fs';
import { loadMandarin } from '../src/engines/asr/node.ts';
import { mandarinPaths } from '../src/tools/model-paths.ts';
import { readSpeech } from '../src/tools/read-audio.ts';
import { editDistance } from '../src/core/shared/edit-distance.ts';
import { isDangerous } from '../src/core/understanding/danger.ts';
import { demoMind } from '../tests/helpers/demo-mind.ts';
import { pinyin } from 'pinyin-pro';
const mind = await demoMind();
const free = await loadMandarin(await mandarinPaths(), { sentences: [{text:'龘龘',syllables:['zzz'],meaning:'x'}] as any, classes: {} });
const list = JSON.parse(readFileSync('/work/shared/fixtures/speech/transcripts.json','utf8')) as {file:string;lang:string;transcript:string}[];
let chars=0, one=0, oracle=0, danger=0, n=0, ms=0; const conf=new Map<string,number>(); const pairs: any[]=[];
for (const {file,lang,transcript} of list) {
  if (lang!=='zh' || file.includes('audio-cmn')) continue;
  const ref = transcript.replace(/[^\p{Script=Han}a-zA-Z0-9]/gu,'');
  if(!ref) continue;
  const t = await free.hear(await readSpeech('/work/shared/fixtures/'+file));
  const texts = t.nBest.map(h=>h.text);
  const d = texts.map(x=>editDistance(x, ref, 1000));
  n++; chars+=ref.length; one+=d[0]??ref.length; oracle+=Math.min(...d, ref.length);
  if (texts.slice(0,1).some(x=>isDangerous(x, mind.shop.pack))) { danger++; console.log('DANGER', texts[0]); }
  pairs.push({ref, nBest: t.nBest});
  if (n<12) console.log(ref, t.nBest.map(h=>h.text+' '+h.score.toFixed(1)).join(' / '));
}
console.log({n, cer: one/chars, oracle: oracle/chars, danger});
const { writeFileSync } = await import('node:fs'); writeFileSync('.scratch/nbest.json', JSON.stringify(pairs));
