import { readBanking, readClinc, auroc, type Labelled } from '../bench/mind/data.ts';
import { noisy, trainFirstStage, accuracy, FULL_DATA } from '../bench/mind/full-data.ts';
import { featureCounts } from '../src/engines/intent/features.ts';
const set = process.argv[2]!; const opts = JSON.parse(process.argv[3] ?? '{}');
const folder='/work/shared/fixtures';
const clinc=readClinc(folder);
const seed = opts.seed ?? 1;
const t0=performance.now();
if(set==='clinc'){
  const m=trainFirstStage(clinc.train,{...opts,seed});
  const t=(performance.now()-t0)/1000;
  const msp=(t:string)=>Math.exp(Math.max(...m.classify(t)));
  const r:any={opts,val:accuracy(m,clinc.val),test:accuracy(m,clinc.test),noise:accuracy(m,noisy(clinc.test,.05)),
   aurocMsp:auroc(clinc.test.map(([t])=>msp(t)),clinc.oosTest.map(msp)),aurocMax:auroc(clinc.test.map(([t])=>m.strength(t)),clinc.oosTest.map(m.strength)),s:t};
  console.log(JSON.stringify(r));
} else {
  const b=readBanking(folder);
  // hold out every 8th training row as validation when opts.val
  const tr=b.train.filter((_,i)=>!opts.val||i%8!==0), va=b.train.filter((_,i)=>i%8===0);
  const m=trainFirstStage(tr,{epochs:20,...opts,seed});
  console.log(JSON.stringify({opts,val:opts.val?accuracy(m,va):0,test:accuracy(m,b.test),s:(performance.now()-t0)/1000}));
}
