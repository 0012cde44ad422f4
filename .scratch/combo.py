import numpy as np, json, itertools
idx=dict(l.split(' ',1) for l in open('.scratch/bank-index.txt').read().strip().split('\n'))
d=json.load(open('/work/shared/fixtures/intents/clinc150/data_full.json'))
labels=sorted({l for _,l in d['train']}); L={l:i for i,l in enumerate(labels)}
yv=np.array([L[l] for _,l in d['val']]); yt=np.array([L[l] for _,l in d['test']])
def ls(z): z=z-z.max(1,keepdims=True); return z-np.log(np.exp(z).sum(1,keepdims=True))
B={}
for k,c in idx.items():
    try: z=np.fromfile(f'.scratch/bank-{k}.f32',dtype=np.float32).reshape(-1,150)
    except Exception: continue
    B[k]=z
def auroc(a,b):
    x=np.concatenate([a,b]); r=x.argsort().argsort()+1; return (r[:len(a)].sum()-len(a)*(len(a)+1)/2)/len(a)/len(b)
res=[]
for n in (1,2,3):
    for c in itertools.combinations(B,n):
        z=sum(B[k] for k in c)/n; lp=sum(ls(B[k]) for k in c)/n
        v=lp[:3000]; ov=z[3000:3100]; t=lp[3100:7600]; nz=lp[7600:12100]; zt=z[3100:7600]; ot=z[12100:]
        msp=lambda q:np.exp(ls(q)).max(1)
        res.append(((v.argmax(1)==yv).mean(),(t.argmax(1)==yt).mean(),(nz.argmax(1)==yt).mean(),auroc(msp(lp[3100:7600]),msp(lp[12100:])),auroc(zt.max(1),ot.max(1)),auroc(z[:3000].max(1),ov.max(1)),[idx[k].strip() for k in c]))
for n in (1,2,3):
    print(n)
    for r in sorted([r for r in res if len(r[-1])==n],key=lambda r:-r[0])[:8]: print(['%.4f'%x for x in r[:-1]],r[-1])
