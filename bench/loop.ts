import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { MandarinPhrases } from '../src/core/knowledge/shop-pack.ts';
import { loadEnglish, loadMandarin } from '../src/engines/asr/node.ts';
import { readShop } from '../src/tools/build-pack.ts';
import { mandarinPaths } from '../src/tools/model-paths.ts';
import { readSpeech } from '../src/tools/read-audio.ts';
import { measureMicrophone } from './loop-microphone.ts';
import { measureTurns } from './loop-turns.ts';
import { median, round, type Case, type Measurement } from './measurement.ts';

const NO_PHRASES: MandarinPhrases = { sentences: [], classes: {} };

/** The loop from sound to sound; needs YINGBIN_MODELS with the recordings, and a Chromium. */
export async function measureLoop(): Promise<Measurement> {
  const models = process.env['YINGBIN_MODELS'];
  if (!models) throw new Error('YINGBIN_MODELS must name the folder with models and recordings');
  const cases: Case[] = [];
  const figures: Record<string, number> = {};
  figures['npmStartSeconds'] = await measureStart(cases);
  figures['firstJsGzipKb'] = firstJsGzipKb(cases);
  Object.assign(figures, await measureEars(models, cases));
  Object.assign(figures, await measureTurns(models, cases));
  Object.assign(figures, await measureMicrophone(models, cases));
  return { figures, cases, settings: { renderer: 'Mesa software renderer', viewport: '1080x1920', processing: 'off', node: process.version } };
}

/** Seconds from `npm start` (which builds) to the first answered request. */
async function measureStart(cases: Case[]): Promise<number> {
  const port = 18_080;
  const start = performance.now();
  const child = spawn('npm', ['start'], { env: { ...process.env, PORT: String(port) }, stdio: 'ignore', detached: true });
  try {
    for (;;) {
      const answered = await fetch(`http://localhost:${port}/`).then(({ ok }) => ok, () => false);
      if (answered) break;
      if (performance.now() - start > 180_000) throw new Error('npm start did not answer in three minutes');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    process.kill(-child.pid!);
  }
  const seconds = round((performance.now() - start) / 1000, 1);
  cases.push({ figure: 'npmStartSeconds', input: 'npm start', expected: null, got: seconds });
  return seconds;
}

/** The scripts the first page names, compressed. */
function firstJsGzipKb(cases: Case[]): number {
  const html = readFileSync('dist/index.html', 'utf8');
  let total = 0;
  for (const [, path] of html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)) {
    const kb = gzipSync(readFileSync(`dist${path}`)).length / 1024;
    cases.push({ figure: 'firstJsGzipKb', input: path!, expected: null, got: round(kb, 1) });
    total += kb;
  }
  return round(total, 1);
}

/** Real-time factors by processor time, and the golden transcripts. */
async function measureEars(models: string, cases: Case[]): Promise<Record<string, number>> {
  const { hearing } = await readShop('shops/demo');
  const golden = (JSON.parse(readFileSync(`${models}/asr/fsmn-ctc-zh/golden.json`, 'utf8')) as { clips: Record<string, { fp32: string }> }).clips;
  const paths = await mandarinPaths();
  const bare = await loadMandarin(paths, NO_PHRASES);
  let equal = 0;
  const files = Object.entries(golden);
  for (const [file, { fp32 }] of files) {
    const { text } = await bare.hear(await readSpeech(`${models}/${file}`));
    cases.push({ figure: 'goldenTranscriptsEqual', input: file, expected: fp32, got: text });
    equal += Number(text === fp32);
  }
  const factor = async (figure: string, hear: (pcm: Float32Array) => Promise<unknown>, names: readonly string[]) => {
    const factors: number[] = [];
    for (const name of names) {
      const pcm = await readSpeech(`${models}/${name}`);
      const before = process.cpuUsage();
      await hear(pcm);
      const { user, system } = process.cpuUsage(before);
      factors.push((user + system) / 1e6 / (pcm.length / 16_000));
      cases.push({ figure, input: name, expected: null, got: round(factors.at(-1)!, 4) });
    }
    return round(median(factors), 4);
  };
  const mandarin = await loadMandarin(paths, hearing.zh);
  const english = await loadEnglish(hearing.en);
  const zhFiles = files.map(([file]) => file).filter((file) => file.includes('xiaoyun')).slice(0, 12);
  const enFiles = readdirSync(`${models}/speech/en/librivox`).map((name) => `speech/en/librivox/${name}`).concat('speech/en/azure/whatstheweatherlike.wav');
  return {
    goldenTranscriptsEqual: round(equal / files.length, 4),
    asrRtfZh: await factor('asrRtfZh', (pcm) => mandarin.hear(pcm), zhFiles),
    asrRtfEn: await factor('asrRtfEn', (pcm) => english.hear(pcm), enFiles),
  };
}
