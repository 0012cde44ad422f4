import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as T from '../src/engines/intent/train-intents.ts';
import { demoMind } from '../tests/helpers/demo-mind.ts';
import { loadMind } from '../src/tools/mind.ts';
import { askDemoSystems } from '../src/server/shop-systems.ts';
import { playDialogue, readScripts, SCRIPT_DAY_MS } from '../tests/helpers/dialogues.ts';
import { createMishearing } from '../src/shop/garble.ts';
import { seededRandom } from '../src/core/shared/random.ts';
import { fuseHypotheses } from '../src/core/understanding/hypotheses.ts';
const D = T.TRAIN_DEFAULTS as any;
for (const o of [{garbledShare:.4,seed:1},{garbledShare:.4,seed:2},{garbledShare:.4,seed:3},{garbledShare:.4,seed:4}]) {
  Object.assign(D, o);
  const mind = await loadMind('shops/demo', { post: askDemoSystems('shops/demo/systems') });
  const wrong: string[] = [];
  for (const s of readScripts()) for (const { turn, problems } of await playDialogue(s, mind)) if (problems.length) wrong.push(turn.say);
  const out: any = {};
  const known = new Set(mind.shop.examples.map(({ text }) => text.toLowerCase()));
  let near=0,nn=0,oos=0,on=0,fr=0,fn=0;
  const sets = ['shop-sentences','shop-sentences-2'];
  for (const f of sets) for (const l of ['zh','en'] as const) { let ok=0,n=0; for (const [e,v] of Object.entries(parse(readFileSync(`bench/sets/${f}.yaml`,'utf8')) as any) as any) for (const t of v[l]) { if (known.has(t.toLowerCase())) continue; const u=(await mind.newVisit({language:l,nowMs:SCRIPT_DAY_MS}).ask(t)).understanding; if (e==='near-domain'){nn++; if(u.band==='unclear')near++;} else if (e==='out-of-scope'){on++; if(u.band==='unclear')oos++;} else {n++; if(u.intent===e)ok++; fn++; if(u.band==='unclear')fr++;} } out[f.slice(-1)+l]=(ok/n).toFixed(3); }
  const mish = createMishearing(sets.map(f=>readFileSync(`bench/sets/${f}.yaml`,'utf8'))); const r = seededRandom(17); let a=0,b=0,n=0;
  for (const f of sets) for (const [e,v] of Object.entries(parse(readFileSync(`bench/sets/${f}.yaml`,'utf8')) as any) as any) { if (e==='near-domain'||e==='out-of-scope') continue; for (const t of v.zh) { const h=mish(t,r,5); const sc=[]; for (const x of h) sc.push((await mind.newVisit({language:'zh',nowMs:SCRIPT_DAY_MS}).ask(x)).understanding.scores); const fu=fuseHypotheses(h.map((text,i)=>({text,score:-.9*i})),sc); n++; if(sc[0]![0]?.intent===e)a++; if(fu[0]?.intent===e)b++; } }
  console.log(JSON.stringify(o), JSON.stringify(out), 'near',(near/nn).toFixed(3),'oos',(oos/on).toFixed(3),'fr',(fr/fn).toFixed(4),'1best',(a/n).toFixed(3),'nbest',(b/n).toFixed(3), wrong);
}
