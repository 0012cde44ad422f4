import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { expandPattern, readPatterns } from '../src/shop/patterns.ts';
import { trainIntents } from '../src/engines/intent/train-intents.ts';
import { scoreIntents } from '../src/engines/intent/model.ts';
import { encodeBagModel } from '../src/engines/intent/codec.ts';
const per=Number(process.argv[2]??40);
const ex:{text:string,intent:string}[]=[];
for(const l of ['zh','en']){
 for(const [m,ps] of readPatterns(readFileSync(`shops/base/mood.${l}.txt`,'utf8')))for(const p of ps)for(const t of expandPattern(p,per))ex.push({text:t,intent:m});
 for(const [m,ps] of readPatterns(readFileSync(`shops/base/intents.${l}.txt`,'utf8'))){if(['complaint','thanks'].includes(m))continue;for(const p of ps)for(const t of expandPattern(p,6))ex.push({text:t.replace(/\{\w+\}/g,l==='zh'?'水壶':'kettle'),intent:'neutral'})}
}
const c:any={};for(const e of ex)c[e.intent]=(c[e.intent]??0)+1;console.log(JSON.stringify(c));
const sets=parse(readFileSync('bench/sets/mood.yaml','utf8')) as any;
for(const o of [{dimensions:8192,hidden:16,epochs:4},{dimensions:16384,hidden:32,epochs:6}] as any[]){
const t0=performance.now();const m=trainIntents(ex,{...o,labelSmoothing:.1,featureDropout:.35});
console.log(JSON.stringify(o),Math.round(performance.now()-t0),encodeBagModel(m).length);
for(const l of ['zh','en']){let ok=0,n=0,ang=0,fa=0;const miss:string[]=[];for(const [mo,s] of Object.entries(sets))for(const t of (s as any)[l]){const r=scoreIntents(m,t);n++;const b=r[0]!;const e=mo;const nb=b.intent==='angry'?'negative':b.intent;if(nb===(e==='angry'?'negative':e))ok++;else miss.push(`${mo}->${b.intent} ${b.probability.toFixed(2)} ${t}`);if(b.intent==='angry'&&mo==='angry')ang++;if(b.intent==='angry'&&mo!=='angry'&&mo!=='negative')fa++;}
console.log(l,ok,n,'angry',ang,'fa',fa);if(o.hidden===32)console.log(miss.join('\n'))}}
console.log('--- with prior');
const shopS=['shop-sentences','shop-sentences-2'].flatMap(f=>Object.entries(parse(readFileSync(`bench/sets/${f}.yaml`,'utf8')) as any).filter(([k])=>!['complaint','thanks','out-of-scope','near-domain'].includes(k)).flatMap(([k,s]:any)=>[...s.zh.map((t:string)=>['zh',t,k]),...s.en.map((t:string)=>['en',t,k])]));
const m=trainIntents(ex,{dimensions:8192,hidden:16,epochs:5,labelSmoothing:.1,featureDropout:.35});
for(const w of [1,.6,.4,.3,.2])for(const l of ['zh','en']){let ok=0,n=0,neu=0,neuok=0;for(const [mo,s] of Object.entries(sets))for(const t of (s as any)[l]){const r=scoreIntents(m,t).map(x=>({...x,probability:x.intent==='neutral'?x.probability*w:x.probability})).sort((a,b)=>b.probability-a.probability);n++;const b=r[0]!;const f=(x:string)=>x==='angry'?'negative':x;if(f(b.intent)===f(mo))ok++;if(mo==='neutral'){neu++;if(b.intent==='neutral')neuok++}}
 const sh=shopS.filter(r=>r[0]===l);const flag=sh.filter(([,t])=>{const r=scoreIntents(m,t as string);const p=Object.fromEntries(r.map(x=>[x.intent,x.probability])) as any;return (p.negative+p.angry)>p.neutral*w&&p.negative+p.angry>p.positive});
 console.log(w,l,ok,n,'neutral right',neuok,neu,'shop flagged negative',flag.length,sh.length, w===.3?flag.slice(0,8).map(x=>x[1]).join(' / '):'');}
