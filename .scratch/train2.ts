import { seededRandom } from '../src/core/shared/random.ts';
import { addScaled, dotAt, bagOutputs } from '../src/engines/intent/bag-network.ts';
import { featureCounts, type SparseVector } from '../src/engines/intent/features.ts';
import { shuffle } from '../src/engines/intent/shuffle.ts';
import { mistype, type Labelled } from '../bench/mind/data.ts';
export interface Opt { D:number; H:number; epochs:number; batch:number; lr:number; fd:number; hd:number; ls:number; seed:number; minDf:number; rdrop:number; aug:number; augCopies:number; wordDrop:number; hashes:number; augShare:number; cm:number }
export const DEF: Opt={D:2**14,H:256,epochs:15,batch:64,lr:2e-3,fd:.35,hd:.4,ls:.05,seed:1,minDf:1,rdrop:0,aug:0,augCopies:2,wordDrop:0,hashes:1,augShare:.06,cm:0};
const BIG=2**22;
export function train2(rows: readonly Labelled[], o: Opt){
  const labels=[...new Set(rows.map(r=>r[1]))].sort(); const place=new Map(labels.map((l,i)=>[l,i]));
  const df=new Map<number,number>();
  const counts=rows.map(([t])=>featureCounts(t,BIG));
  for(const c of counts) for(const k of c.keys()) df.set(k,(df.get(k)??0)+1);
  const N=rows.length;
  const idf=new Map<number,number>(); for(const [k,d] of df) if(d>=o.minDf) idf.set(k,Math.log((1+N)/(1+d))+1);
  const mix=(k:number)=>{let h=Math.imul(k^(k>>>15),0x2c1b3c6d);h=Math.imul(h^(h>>>12),0x297a2d39);return (h^(h>>>15))>>>0};
  const cmdf=new Uint32Array(o.D); if(o.cm) for(const c of counts){const seen=new Set<number>();for(const k of c.keys()){seen.add(k%o.D);if(o.hashes>1)seen.add(mix(k)%o.D)}for(const b of seen)cmdf[b]!++}
  const vec=(c:Map<number,number>):SparseVector=>{
    if(o.cm){const I:number[]=[],V:number[]=[];let n=0;for(const [k,m] of c){const a=k%o.D,b=mix(k)%o.D;const d=o.hashes>1?Math.min(cmdf[a]!,cmdf[b]!):cmdf[a]!;if(d===0)continue;const v=(1+Math.log(m))*(Math.log((1+N)/(1+d))+1);n+=v*v;I.push(a);V.push(v);if(o.hashes>1){I.push(b);V.push(v)}}const s=n>0?1/Math.sqrt(n):0;return {indices:Int32Array.from(I),values:Float32Array.from(V,v=>v*s)}}
const I:number[]=[],V:number[]=[];let n=0;for(const [k,m] of c){const w=idf.get(k);if(!w)continue;const v=(1+Math.log(m))*w;n+=v*v;I.push(k%o.D);V.push(v);if(o.hashes>1){I.push(mix(k)%o.D);V.push(v)}}
    const s=n>0?1/Math.sqrt(n):0;return {indices:Int32Array.from(I),values:Float32Array.from(V,v=>v*s)}};
  const random=seededRandom(o.seed);
  const inputs=counts.map(vec);
  const drop=(t:string)=>{ if(!o.wordDrop) return t; const w=t.split(' '); const k=w.filter(()=>random()>=o.wordDrop); return k.length?k.join(' '):t };
  const variants=o.aug?rows.map(([t])=>Array.from({length:o.augCopies},()=>vec(featureCounts(mistype(drop(t),o.augShare,random),BIG)))):[];
  const y=rows.map(r=>place.get(r[1])!);
  const C=labels.length,H=o.H;
  const g=(n:number,d:number)=>Float32Array.from({length:n},()=>d*Math.sqrt(-2*Math.log(1-random()))*Math.cos(2*Math.PI*random()));
  const E=g(o.D*H,.1),hb=new Float32Array(H),W=g(C*H,Math.sqrt(1/H)),b=new Float32Array(C);
  const mk=(v:Float32Array,w:number)=>({v,w,m:new Float32Array(v.length),s:new Float32Array(v.length),slots:new Int32Array(v.length/w).fill(-1),gr:[] as Float32Array[],t:[] as number[]});
  type A=ReturnType<typeof mk>;
  const grad=(a:A,r:number)=>{let s=a.slots[r]!;if(s<0){s=a.t.push(r)-1;a.slots[r]=s;if(s===a.gr.length)a.gr.push(new Float32Array(a.w));}return a.gr[s]!};
  const apply=(a:A,rate:number,step:number)=>{const size=rate*Math.sqrt(1-.999**step)/(1-.9**step);const{v,m,s,w}=a;for(let q=0;q<a.t.length;q++){const r=a.t[q]!,G=a.gr[q]!,st=r*w;for(let j=0;j<w;j++){const x=G[j]!;const mm=.9*m[st+j]!+.1*x;const ss=.999*s[st+j]!+.001*x*x;m[st+j]=mm;s[st+j]=ss;v[st+j]=v[st+j]!-size*mm/(Math.sqrt(ss)+1e-8);G[j]=0}a.slots[r]=-1}a.t.length=0};
  const aE=mk(E,H),aH=mk(hb,H),aW=mk(W,C*H),aB=mk(b,C);
  const order=rows.map((_,i)=>i);const steps=o.epochs*Math.ceil(N/o.batch);let step=0;
  const P=o.rdrop?2:1;
  const acts=[new Float32Array(H),new Float32Array(H)],sc=[new Float32Array(C),new Float32Array(C)],kept:number[][]=[[],[]],ins:SparseVector[]=[];
  const back=new Float32Array(H);const gain=1/(1-o.fd);
  const lp=[new Float64Array(C),new Float64Array(C)];
  for(let ep=0;ep<o.epochs;ep++){shuffle(order,random);
    for(let s0=0;s0<N;s0+=o.batch){const e=Math.min(s0+o.batch,N),share=1/(e-s0)/P;
      const gH=grad(aH,0),gW=grad(aW,0),gB=grad(aB,0);
      for(let p=s0;p<e;p++){const i=order[p]!;
        for(let q=0;q<P;q++){const inp=(o.aug&&random()<o.aug)?variants[i]![Math.floor(random()*o.augCopies)]!:inputs[i]!;ins[q]=inp;const act=acts[q]!;act.set(hb);const K=kept[q]!;K.length=0;
          for(let k=0;k<inp.indices.length;k++){if(random()<o.fd)continue;K.push(k);addScaled(act,E,inp.indices[k]!*H,inp.values[k]!*gain)}
          for(let j=0;j<H;j++)act[j]=act[j]!>0&&random()>=o.hd?act[j]!/(1-o.hd):0;
          const S=sc[q]!;let mx=-1e9;for(let c=0;c<C;c++){S[c]=b[c]!+dotAt(W,c*H,act);if(S[c]!>mx)mx=S[c]!}
          let z=0;for(let c=0;c<C;c++)z+=Math.exp(S[c]!-mx);const L=lp[q]!,lz=Math.log(z)+mx;for(let c=0;c<C;c++)L[c]=S[c]!-lz;}
        if(P===2){let k01=0,k10=0;const a0=lp[0]!,a1=lp[1]!;for(let c=0;c<C;c++){k01+=Math.exp(a0[c]!)*(a0[c]!-a1[c]!);k10+=Math.exp(a1[c]!)*(a1[c]!-a0[c]!)}
          for(let c=0;c<C;c++){const p0=Math.exp(a0[c]!),p1=Math.exp(a1[c]!),d=a0[c]!-a1[c]!;const t=(c===y[i]!?1-o.ls:0)+o.ls/C;
            sc[0]![c]=p0-t+o.rdrop*.5*(p0*(d-k01)+(p0-p1));sc[1]![c]=p1-t+o.rdrop*.5*(p1*(-d-k10)+(p1-p0));}
        } else {const L=lp[0]!;for(let c=0;c<C;c++)sc[0]![c]=Math.exp(L[c]!)-((c===y[i]!?1-o.ls:0)+o.ls/C)}
        for(let q=0;q<P;q++){const S=sc[q]!,act=acts[q]!,inp=ins[q]!;back.fill(0);
          for(let c=0;c<C;c++){const sl=S[c]!*share;if(Math.abs(sl)<1e-9)continue;gB[c]=gB[c]!+sl;const row=c*H;for(let j=0;j<H;j++){gW[row+j]=gW[row+j]!+sl*act[j]!;back[j]=back[j]!+sl*W[row+j]!}}
          for(let j=0;j<H;j++)back[j]=act[j]!>0?back[j]!/(1-o.hd):0;
          addScaled(gH,back,0,1);
          for(const k of kept[q]!)addScaled(grad(aE,inp.indices[k]!),back,0,inp.values[k]!*gain)}
      }
      const rate=o.lr*(1-step/steps);step++;apply(aE,rate,step);apply(aH,rate,step);apply(aW,rate,step);apply(aB,rate,step);
    }}
  const net={dimensions:o.D,hidden:H,outputs:C,embedding:E,hiddenBias:hb,weights:W,bias:b};
  return {labels,features:idf.size,logits:(t:string)=>bagOutputs(net,vec(featureCounts(t,BIG)))};
}
