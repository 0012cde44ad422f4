export function lda(X:Float32Array[],y:number[],C:number,lambda:number,balanced:boolean,d=X[0]!.length){
  const n=X.length;const mu=Array.from({length:C},()=>new Float64Array(d));const cnt=new Float64Array(C);
  X.forEach((x,i)=>{cnt[y[i]!]!++;const m=mu[y[i]!]!;for(let j=0;j<d;j++)m[j]!+=x[j]!});
  for(let c=0;c<C;c++)for(let j=0;j<d;j++)mu[c]![j]!/=cnt[c]!;
  const S=new Float64Array(d*d);const z=new Float64Array(d);
  X.forEach((x,i)=>{const m=mu[y[i]!]!;for(let j=0;j<d;j++)z[j]=x[j]!-m[j]!;for(let a=0;a<d;a++){const za=z[a]!;for(let b=0;b<=a;b++)S[a*d+b]!+=za*z[b]!}});
  let tr=0;for(let j=0;j<d;j++)tr+=S[j*d+j]!;tr/=n*d;
  for(let a=0;a<d;a++)for(let b=0;b<=a;b++)S[a*d+b]=(1-lambda)*S[a*d+b]!/n+(a===b?lambda*tr:0);
  // cholesky
  for(let i=0;i<d;i++)for(let j=0;j<=i;j++){let s=S[i*d+j]!;for(let k=0;k<j;k++)s-=S[i*d+k]!*S[j*d+k]!;S[i*d+j]=i===j?Math.sqrt(s):s/S[j*d+j]!}
  const W=mu.map(m=>{const v=Float64Array.from(m);for(let i=0;i<d;i++){let s=v[i]!;for(let k=0;k<i;k++)s-=S[i*d+k]!*v[k]!;v[i]=s/S[i*d+i]!}for(let i=d-1;i>=0;i--){let s=v[i]!;for(let k=i+1;k<d;k++)s-=S[k*d+i]!*v[k]!;v[i]=s/S[i*d+i]!}return v});
  const b=W.map((w,c)=>{let s=0;for(let j=0;j<d;j++)s+=w[j]!*mu[c]![j]!;return -.5*s+(balanced?0:Math.log(cnt[c]!/n))});
  return (x:Float32Array)=>Float32Array.from(W,(w,c)=>{let s=b[c]!;for(let j=0;j<d;j++)s+=w[j]!*x[j]!;return s});
}
