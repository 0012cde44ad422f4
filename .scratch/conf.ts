import { readFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';
const pairs = JSON.parse(readFileSync('.scratch/nbest.json','utf8')) as {ref:string;nBest:{text:string;score:number}[]}[];
const py=(c:string)=>pinyin(c,{toneType:'none',v:true});
const near=(a:string,b:string)=>{const f=(s:string)=>s.replace(/^([zcs])h/,'$1').replace(/^n(?=[aeiouv])/,'l').replace(/ng$/,'n'); return f(a)===f(b);};
let same=0,homo=0,nearS=0,final=0,initial=0,other=0,del=0,ins=0; const cc=new Map<string,number>();
const ini=(s:string)=>s.match(/^(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?/)![0];
function align(a:string[],b:string[]){ const n=a.length,m=b.length; const D=Array.from({length:n+1},()=>new Array(m+1).fill(0)); for(let i=0;i<=n;i++)D[i]![0]=i; for(let j=0;j<=m;j++)D[0]![j]=j; const sub=(x:string,y:string)=>x===y?0:near(py(x),py(y))?0.6:1; for(let i=1;i<=n;i++)for(let j=1;j<=m;j++)D[i]![j]=Math.min(D[i-1]![j]+1,D[i]![j-1]+1,D[i-1]![j-1]+sub(a[i-1]!,b[j-1]!)); let i=n,j=m; const out:[string,string][]=[]; while(i>0||j>0){ if(i>0&&j>0&&D[i]![j]===D[i-1]![j-1]+sub(a[i-1]!,b[j-1]!)){out.push([a[--i]!,b[--j]!]);} else if(i>0&&D[i]![j]===D[i-1]![j]+1){out.push([a[--i]!,'']);} else out.push(['',b[--j]!]); } return out; }
for(const {ref,nBest} of pairs){ if(!nBest[0]) continue; for(const [x,y] of align([...ref],[...nBest[0].text])){ if(x===y)same++; else if(!y)del++; else if(!x)ins++; else { const a=py(x),b=py(y); if(a===b)homo++; else if(near(a,b))nearS++; else if(ini(a)===ini(b)) {final++; } else if(a.slice(ini(a).length)===b.slice(ini(b).length)) initial++; else other++; const k=a+'>'+b; cc.set(k,(cc.get(k)??0)+1);} } }
console.log({same,homo,nearS,final,initial,other,del,ins});
console.log([...cc].sort((a,b)=>b[1]-a[1]).slice(0,40));
// variation within lists
let v=0,t=0; for(const {nBest} of pairs) for(const h of nBest.slice(1)){ for(const [x,y] of align([...nBest[0]!.text],[...h.text])){t++; if(x!==y)v++;} } console.log('within list share differing', v/t, 'score gaps', pairs.map(p=>p.nBest.length>1?p.nBest[1]!.score-p.nBest[0]!.score:0).reduce((a,b)=>a+b,0)/pairs.length);
