import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { demoMind } from '../tests/helpers/demo-mind.ts';
import { embedAll } from '../bench/mind/embeddings.ts';
import { MentionFinder, delexicalise } from '../src/core/understanding/mentions.ts';
const mind=await demoMind();
const ex=mind.shop.examples.filter(e=>!/\p{Script=Han}/u.test(e.text));
const by=new Map<string,string[]>();for(const e of ex)by.set(e.intent,[...(by.get(e.intent)??[]),e.text]);
console.log(mind.shop.examples.length,ex.length,JSON.stringify([...by].map(([k,v])=>[k,v.length])));
import { trainLinear } from '../bench/mind/train-linear.ts';
import { linearLogits } from '../bench/mind/linear.ts';
import { dense, argmax, dot, meanOfBest } from '../bench/mind/vectors.ts';
import { softmax } from '../src/engines/intent/softmax.ts';
import { decodeIntentModel } from '../src/engines/intent/codec.ts';
import { scoreIntents } from '../src/engines/intent/model.ts';
import { seededRandom } from '../src/core/shared/random.ts';
const cap=Number(process.argv[2]??1e9);
const nat=(t:string)=>t.replaceAll('xproductx','kettle').replaceAll('xfamilyx','headphones').replaceAll('xcodex','20260012');
const rnd=seededRandom(3);
const train=[...by].flatMap(([intent,ts])=>ts.map(t=>({t,k:rnd()})).sort((a,b)=>a.k-b.k).slice(0,intent==='out-of-scope'?cap*4:cap).map(({t})=>[nat(t),intent] as const));
const finder=new MentionFinder(mind.shop.pack);
type Row={text:string,exp:string,set:string};
const rows:Row[]=[];
for(const f of ['shop-sentences','shop-sentences-2'])for(const [exp,s] of Object.entries(parse(readFileSync(`bench/sets/${f}.yaml`,'utf8')) as any))for(const text of (s as any).en)rows.push({text,exp,set:f});
const delex=(t:string)=>delexicalise(t,finder.find(t));

import { distil } from '../bench/mind/student.ts';
import { readClinc } from '../bench/mind/data.ts';
const clinc=readClinc('/work/shared/fixtures').train.map(r=>r[0]);
const all=[...new Set(ex.map(e=>nat(e.text)))];
const pool=[...clinc,...all];
const teach=await embedAll(pool,'/work/shared/fixtures');
const st=distil(pool,t=>teach.get(t)!);
const vec={get:(t:string)=>st(t)};
const labels=[...new Set(train.map(r=>r[1]))].sort();
const GAIN=8;
const t0=performance.now();
import {lda} from './lda.ts';
const lam=Number(process.argv[3]??.3),temp=Number(process.argv[4]??1);
const H=lda(train.map(([t])=>vec.get(t)!),train.map(r=>labels.indexOf(r[1])),labels.length,lam,true);
console.log('lda',train.length,Math.round(performance.now()-t0));
const m=decodeIntentModel(mind.shop.intents);
const tv=train.map(r=>vec.get(r[0])!);
const out=rows.map(r=>{const d=delex(r.text);const f=scoreIntents(m,d);const v=vec.get(nat(d))!;const s=H(v);softmax(s,temp);
 const fp=labels.map(l=>Math.log((f.find(x=>x.intent===l)?.probability??0)+1e-6));
 const fused=Float32Array.from(labels,(_,i)=>.5*(fp[i]!+Math.log(s[i]!+1e-6)));softmax(fused);
 const near=meanOfBest(Float32Array.from(tv,x=>dot(x,v)),3);
 return {...r,n:f[0]!.intent,np:f[0]!.probability,e:labels[argmax(s)]!,ep:Math.max(...s),f:labels[argmax(fused)]!,fp:Math.max(...fused),near};});
for(const set of ['shop-sentences','shop-sentences-2']){
 const ins=out.filter(o=>o.set===set&&o.exp!=='out-of-scope'&&o.exp!=='near-domain');
 const acc=(k:'n'|'e'|'f')=>(ins.filter(o=>o[k]===o.exp).length/ins.length).toFixed(3);
 console.log(set,ins.length,'N',acc('n'),'E',acc('e'),'F',acc('f'));
 for(const kind of ['out-of-scope','near-domain']){const o=out.filter(x=>x.set===set&&x.exp===kind);if(!o.length)continue;
  for(const [name,sc] of [['n',(x:any)=>x.n==='out-of-scope'?0:x.np],['e',(x:any)=>x.e==='out-of-scope'?0:x.ep],['f',(x:any)=>x.f==='out-of-scope'?0:x.fp],['f*near',(x:any)=>x.f==='out-of-scope'?0:x.fp*x.near],['near',(x:any)=>x.near]] as const){
   const a=ins.map(sc).sort((p,q)=>p-q);const th=a[Math.floor(a.length*.03)]!;
   console.log('  ',kind,name,'recall@3%',(o.filter(x=>sc(x)<=th).length/o.length).toFixed(3),'th',th.toFixed(3));}
 }}
