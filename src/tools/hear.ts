/** npm run hear -- a.wav b.flac [--phrases list.txt] [--lang zh|en] [--pack shops/demo] [--json]: what she hears in each file. */
import { readFile } from 'node:fs/promises';
import { chooseTranscript } from '../app/choose-transcript.ts';
import type { MandarinPhrases } from '../core/knowledge/shop-pack.ts';
import { loadEnglish, loadMandarin } from '../engines/asr/node.ts';
import type { Transcript } from '../ports/recogniser.ts';
import { syllablesOf } from '../shop/hearing-of.ts';
import { main, parseArguments } from './arguments.ts';
import { readShop } from './build-pack.ts';
import { mandarinPaths } from './model-paths.ts';
import { readSpeech } from './read-audio.ts';

main(async () => {
  const { rest, flags, values } = parseArguments(process.argv.slice(2), { values: ['phrases', 'pack', 'lang'], flags: ['json'] });
  if (rest.length === 0) throw new Error('usage: npm run hear -- a.wav b.flac [--phrases list.txt] [--lang zh|en] [--json]');
  const list = values.get('phrases');
  const shop = list === undefined ? await readShop(values.get('pack') ?? 'shops/demo') : undefined;
  const phrases = list === undefined ? shop!.hearing.zh : phraseList(await readFile(list, 'utf8'));
  const wanted = values.get('lang');
  const mandarin = wanted === 'en' ? undefined : await loadMandarin(await mandarinPaths(), phrases);
  // A list of Mandarin phrases is asked for: English then only listens when it is asked for too.
  const english = wanted === 'en' || (shop && wanted !== 'zh') ? await loadEnglish((shop ?? (await readShop(values.get('pack') ?? 'shops/demo'))).hearing.en) : undefined;
  for (const file of rest) {
    const pcm = await readSpeech(file);
    const transcripts: Transcript[] = [];
    if (mandarin) transcripts.push(await mandarin.hear(pcm));
    if (english) transcripts.push(await english.hear(pcm));
    const utterance = chooseTranscript(transcripts, 'zh');
    const chosen = transcripts.find((transcript) => utterance.accepted && transcript.accepted && transcript.language === utterance.language) ?? transcripts[0]!;
    const { text, language: lang, engine, accepted, confidence } = chosen;
    const alternatives = chosen.alternatives.map((choice) => choice.text);
    if (flags.has('json')) console.log(JSON.stringify({ file, text, lang, engine, alternatives, accepted, confidence: Number(confidence.toFixed(3)) }));
    else console.log(`${file}\n  ${text || '(nothing)'}  [${lang}, ${engine}${accepted ? '' : ', not accepted'}]${alternatives.length > 1 ? `\n  or: ${alternatives.slice(1).join(' / ')}` : ''}`);
  }
});

function phraseList(text: string): MandarinPhrases {
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean);
  return { sentences: lines.map((line) => ({ text: line, syllables: syllablesOf(line), meaning: line })), classes: {} };
}
