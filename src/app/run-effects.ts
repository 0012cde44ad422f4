import type { ConversationEvent, Effect, TurnId } from '../core/conversation/conversation.ts';
import type { ReplyPlan } from '../core/reply/reply-plan.ts';
import type { VoiceSigns } from '../core/understanding/voice-level.ts';
import type { Language } from '../core/shared/language.ts';
import type { Utterance } from '../core/conversation/conversation.ts';
import type { Clock } from '../ports/clock.ts';
import type { Narrator } from './narrator.ts';

export interface EffectHandlers {
  readonly send: (event: ConversationEvent) => void;
  readonly narrator: Pick<Narrator, 'say'>;
  readonly clock: Clock;
  readonly compose: (text: string, language: Language, signal: AbortSignal, voice?: VoiceSigns) => Promise<ReplyPlan>;
  readonly composeNotHeard: (utterance: Utterance, signal: AbortSignal) => Promise<ReplyPlan>;
  readonly composeGreeting: (language: Language) => ReplyPlan;
  readonly composeOffer: (language: Language, after: ReplyPlan) => ReplyPlan;
  readonly composeAreYouThere: (language: Language) => ReplyPlan;
  /** Said to a person, not to her. */
  readonly passOn: (text: string, language: Language, by: 'voice' | 'touch') => void;
  readonly wipe: () => void;
}

/** Turns effects into calls and their results into events. One AbortController a turn: a cancelled turn leaves nothing running. */
export function createEffectRunner(handlers: EffectHandlers): { run(effect: Effect): void } & Disposable {
  const turns = new Map<TurnId, AbortController>();
  const signalOf = (turn: TurnId) => {
    const controller = turns.get(turn) ?? new AbortController();
    turns.set(turn, controller);
    return controller.signal;
  };
  const composed = (turn: TurnId, plan: ReplyPlan) => handlers.send({ type: 'reply/composed', turn, plan });
  const composing = (turn: TurnId, compose: (signal: AbortSignal) => Promise<ReplyPlan>) => {
    const signal = signalOf(turn);
    void compose(signal).then((plan) => {
      if (!signal.aborted) composed(turn, plan);
    });
  };
  const cancel = (turn: TurnId) => {
    turns.get(turn)?.abort();
    turns.delete(turn);
  };

  return {
    run(effect) {
      switch (effect.type) {
        case 'reply/compose':
          return composing(effect.turn, (signal) => handlers.compose(effect.text, effect.language, signal, effect.voice));
        case 'reply/not-heard':
          return composing(effect.turn, (signal) => handlers.composeNotHeard(effect.utterance, signal));
        case 'reply/greet':
          return composed(effect.turn, handlers.composeGreeting(effect.language));
        case 'reply/offer':
          return composed(effect.turn, handlers.composeOffer(effect.language, effect.after));
        case 'reply/are-you-there':
          return composed(effect.turn, handlers.composeAreYouThere(effect.language));
        case 'voice/say': {
          const { turn, plan } = effect;
          const signal = signalOf(turn);
          void handlers.narrator.say(plan, { onPhrase: (index) => handlers.send({ type: 'voice/phrase', turn, index }) }, signal).then(
            () => {
              turns.delete(turn);
              handlers.send({ type: 'voice/ended', turn, atMs: handlers.clock.now() });
            },
            () => {}, // aborted: the event that cancelled the turn has moved on already
          );
          return;
        }
        case 'call/said':
          return handlers.passOn(effect.text, effect.language, effect.by);
        case 'turn/cancel':
          return cancel(effect.turn);
        case 'visit/wipe':
          for (const turn of turns.keys()) cancel(turn);
          return handlers.wipe();
        default:
          return effect satisfies never;
      }
    },
    [Symbol.dispose]() {
      for (const turn of turns.keys()) cancel(turn);
    },
  };
}
