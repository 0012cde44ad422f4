import { feel, readSentiment } from '../src/core/understanding/sentiment.ts';
console.log(feel(readSentiment('我对质量很失望'),{ positive: 0.02, neutral: 0.2, negative: 0.6, angry: 0.1 }));
