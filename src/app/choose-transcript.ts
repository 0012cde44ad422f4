import type { Utterance } from '../core/conversation/conversation.ts';
import type { Language } from '../core/shared/language.ts';
import type { Transcript } from '../ports/recogniser.ts';

/**
 * Which of the ears understood. The English grammar refuses Mandarin, while short English finds its way into Mandarin phrases:
 * so accepted English goes first unless Mandarin is clearly surer; then accepted Mandarin; and if nobody understood,
 * the choices of the page's language are offered.
 */
export function chooseTranscript(transcripts: readonly Transcript[], language: Language): Omit<Utterance, 'voice'> {
  const of = (wanted: Language) => transcripts.find((transcript) => transcript.language === wanted);
  const english = of('en');
  const mandarin = of('zh');
  const isMandarinSurer = mandarin?.accepted && mandarin.confidence > 0.7 && (english?.confidence ?? 0) < 0.9;
  const chosen = english?.accepted && !isMandarinSurer ? english : mandarin?.accepted ? mandarin : (of(language) ?? transcripts[0]);
  if (!chosen) return { text: '', language, accepted: false, alternatives: [], nBest: [] };
  return {
    text: chosen.understood,
    language: chosen.accepted ? chosen.language : language,
    accepted: chosen.accepted,
    alternatives: chosen.accepted || chosen.language === 'zh' ? chosen.alternatives.map(({ text }) => text) : [],
    nBest: chosen.nBest,
  };
}
