/** npm run ask -- "这个多少钱" "where are the headphones" [--pack shops/demo] [--json] [--session] */
import { createInterface } from 'node:readline';
import { main, parseArguments } from './arguments.ts';
import { loadMind } from './mind.ts';

main(async () => {
  const { rest, flags, values } = parseArguments(process.argv.slice(2), { values: ['pack'], flags: ['json', 'session'] });
  const mind = await loadMind(values.get('pack') ?? 'shops/demo');
  let session = mind.newSession();
  for await (const sentence of rest.length > 0 ? rest : createInterface({ input: process.stdin })) {
    if (sentence.trim() === '') continue;
    const { understanding, plan, session: next } = mind.ask(sentence, flags.has('session') ? session : mind.newSession());
    session = next;
    const { text, language: lang, intent, confidence, band, slots } = understanding;
    if (flags.has('json')) console.log(JSON.stringify({ text, lang, intent, confidence: Number(confidence.toFixed(4)), band, slots, reply: plan.text }));
    else console.log(`${text}\n  ${lang}  ${intent}  ${(confidence * 100).toFixed(0)} %  ${band}  ${JSON.stringify(slots)}\n  ${plan.text}`);
  }
});
