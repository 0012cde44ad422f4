import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compileShop } from '../src/shop/compile.ts';
import { createGarble } from '../src/shop/garble.ts';
import { trainIntents } from '../src/engines/intent/train-intents.ts';
import { scoreIntents } from '../src/engines/intent/model.ts';
import { buildShop } from '../src/tools/build-pack.ts';
import { MentionFinder, delexicalise } from '../src/core/understanding/mentions.ts';
import { seededRandom } from '../src/core/shared/random.ts';
const shop=await buildShop('shops/demo');
const ex=shop.examples;
const finder=new MentionFinder(shop.pack);
const garble=createGarble(ex.map(e=>e.text));
const rows:any[]=[];
for(const f of ['shop-sentences','shop-sentences-2'])for(const [exp,s] of Object.entries(parse(readFileSync(`bench/sets/${f}.yaml`,'utf8')) as any))for(const l of ['zh','en'])for(const text of (s as any)[l])rows.push({text,exp,set:f,l});
const big=createGarble([...ex.map(e=>e.text),...rows.map(r=>r.text)]);
const r0=seededRandom(99);
const dx=(t:string)=>delexicalise(t,finder.find(t));
for(const r of rows){r.d=dx(r.text);r.g=big(r.d,r0)}
for(const [name,opt] of [['plain',{}],['g.3',{garble,garbledShare:.3}],['g.5',{garble,garbledShare:.5}],['g.8',{garble,garbledShare:.8}]] as const){
 const res:Record<string,number[]>={};let ms=0;
 for(const seed of [1,2,3]){const t0=performance.now();const m=trainIntents(ex,{...opt,seed});ms+=performance.now()-t0;
  for(const set of ['shop-sentences','shop-sentences-2'])for(const l of ['zh','en'])for(const k of ['d','g']){
   const ins=rows.filter(r=>r.set===set&&r.l===l&&r.exp!=='out-of-scope'&&r.exp!=='near-domain');
   (res[`${set.slice(4)} ${l} ${k}`]??=[]).push(ins.filter(r=>scoreIntents(m,r[k])[0]!.intent===r.exp).length/ins.length);}
  const oos=rows.filter(r=>r.exp==='out-of-scope'||r.exp==='near-domain');(res['oos d']??=[]).push(oos.filter(r=>{const b=scoreIntents(m,r.d)[0]!;return b.intent==='out-of-scope'||b.probability<.25}).length/oos.length)}
 console.log(name,Math.round(ms/3),Object.entries(res).map(([k,v])=>k+' '+(v.reduce((a,b)=>a+b)/3).toFixed(3)).join(' | '));
}
console.log(rows.slice(0,6).map(r=>r.d+' -> '+r.g).join('\n'));
