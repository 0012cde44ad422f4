import { readFileSync } from 'node:fs';
import { expandPattern, readPatterns } from '../src/shop/patterns.ts';
for (const p of ['models/student/sentences.en.txt','shops/base/intents.en.txt','shops/base/out-of-scope.en.txt']){const m=readPatterns(readFileSync(p,'utf8'));console.log(p,[...m.values()].flat().flatMap(x=>expandPattern(x,40)).length)}
