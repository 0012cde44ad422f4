import { readBanking, readClinc, auroc, type Labelled } from '../bench/mind/data.ts';
import { noisy } from '../bench/mind/full-data.ts';
import { argmax } from '../bench/mind/vectors.ts';
import { train2, DEF } from './train2.ts';
const set=process.argv[2]!; const o={...DEF,...JSON.parse(process.argv[3]??'{}')};
const t0=performance.now();
const folder='/work/shared/fixtures';
const acc=(m:any,rows:readonly Labelled[])=>rows.filter(([t,l])=>m.labels[argmax(m.logits(t))]===l).length/rows.length;
const msp=(m:any)=>(t:string)=>{const z=m.logits(t) as Float32Array;const mx=Math.max(...z);let s=0;for(const x of z)s+=Math.exp(x-mx);return 1/s};
const max=(m:any)=>(t:string)=>Math.max(...m.logits(t));
if(set==='clinc'){const c=readClinc(folder);const m=train2(c.train,o);const {writeFileSync}=await import('node:fs');const dump=(rows:readonly string[])=>Buffer.concat(rows.map(t=>{const z=m.logits(t) as Float32Array;return Buffer.from(z.buffer,z.byteOffset,z.byteLength)}));const nm=process.argv[4]??'x';writeFileSync(`.scratch/bank-${nm}.f32`,dump([...c.val.map(r=>r[0]),...c.oosVal,...c.test.map(r=>r[0]),...noisy(c.test,.05).map(r=>r[0]),...c.oosTest]));
 console.log(process.argv[3],m.features,JSON.stringify({val:acc(m,c.val),test:acc(m,c.test),noise:acc(m,noisy(c.test,.05)),msp:auroc(c.test.map(([t])=>msp(m)(t)),c.oosTest.map(msp(m))),max:auroc(c.test.map(([t])=>max(m)(t)),c.oosTest.map(max(m))),s:Math.round((performance.now()-t0)/1000)}));
}else{const b=readBanking(folder);const m=train2(b.train,{...o});console.log(process.argv[3],m.features,JSON.stringify({test:acc(m,b.test),s:Math.round((performance.now()-t0)/1000)}));}
