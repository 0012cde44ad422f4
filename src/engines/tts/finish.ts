import { rms } from '../../core/audio/level.ts';
import type { PhoneEvent } from '../../core/lip-sync/phone-event.ts';
import type { Speech } from '../../ports/voice.ts';

export interface FinishOptions {
  /** Silence kept before the first and after the last sound, in ms. */
  readonly leadMs: number;
  readonly tailMs: number;
  /** Root mean square of the sounding part, in [0, 1], so that the voices are equally loud. */
  readonly targetRms: number;
  /** No sample goes beyond this. */
  readonly peak: number;
}

export const FINISH_DEFAULTS: FinishOptions = { leadMs: 20, tailMs: 160, targetRms: 0.11, peak: 0.95 };

/** Cuts the silence a synthesiser leaves at the ends, brings it to the house level and moves the phones along. */
export function finishSpeech({ pcm, sampleRateHz, phones }: Speech, options: Partial<FinishOptions> = {}): Speech {
  const { leadMs, tailMs, targetRms, peak } = { ...FINISH_DEFAULTS, ...options };
  const sounding = phones.filter((event) => event.phone !== 'pau');
  const first = sounding[0]?.startMs ?? 0;
  const last = sounding.at(-1)?.endMs ?? (pcm.length / sampleRateHz) * 1000;
  const fromMs = Math.max(0, first - leadMs);
  const cut = pcm.slice(Math.round((fromMs / 1000) * sampleRateHz), Math.round(((last + tailMs) / 1000) * sampleRateHz));
  level(cut, targetRms, peak);
  return { pcm: cut, sampleRateHz, phones: sounding.map((event) => shift(event, fromMs)) };
}

function shift({ phone, startMs, endMs }: PhoneEvent, byMs: number): PhoneEvent {
  return { phone, startMs: startMs - byMs, endMs: endMs - byMs };
}

function level(pcm: Float32Array, targetRms: number, peak: number): void {
  let highest = 0;
  for (const sample of pcm) highest = Math.max(highest, Math.abs(sample));
  const loudness = rms(pcm);
  if (loudness === 0) return;
  const gain = Math.min(targetRms / loudness, peak / highest);
  for (let i = 0; i < pcm.length; i += 1) pcm[i]! *= gain;
}
