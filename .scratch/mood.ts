import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readSentiment } from '../src/core/understanding/sentiment.ts';
const sets=parse(readFileSync('bench/sets/mood.yaml','utf8')) as any;
for(const l of ['zh','en']){let ok=0,n=0,ang=0;const miss:string[]=[];for(const [m,s] of Object.entries(sets))for(const t of (s as any)[l]){const r=readSentiment(t);n++;const e=m==='angry'?'negative':m;if(r.label===e)ok++;else miss.push(m+':'+t);if(m==='angry'&&r.isAngry)ang++;}
console.log(l,ok,n,'angry',ang);}
