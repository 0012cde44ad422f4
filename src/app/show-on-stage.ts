import type { ConversationState, Phase } from '../core/conversation/conversation.ts';
import type { Attitude, Stage } from '../ports/stage.ts';
import type { Store } from '../runtime/store.ts';
import type { KioskState } from './kiosk-state.ts';

const ATTITUDES: Readonly<Record<Phase, Attitude>> = { welcome: 'idle', waiting: 'idle', hearing: 'attentive', thinking: 'thinking', speaking: 'speaking', asking: 'speaking' };

/** Share of the time drawing may take: the ears and the voice come first. */
const DRAWING_SHARES: Readonly<Record<Phase, number>> = { welcome: 0.8, waiting: 0.6, hearing: 0.12, thinking: 0.1, speaking: 0.55, asking: 0.55 };

/** Makes her posture, face and gestures follow the conversation. @returns a function that stops it */
export function showOnStage(store: Store<KioskState>, stage: Stage): () => void {
  let shown: ConversationState | undefined;
  const show = ({ conversation }: KioskState) => {
    if (conversation === shown) return;
    const { phase, plan } = conversation;
    const isSilent = conversation.phrase === Infinity;
    stage.setAttitude(phase === 'asking' && isSilent ? 'attentive' : ATTITUDES[phase]);
    stage.setDrawingShare(DRAWING_SHARES[phase]);
    const isNewPlan = plan !== undefined && plan !== shown?.plan;
    if (phase === 'hearing') stage.setExpression('neutral');
    else if (isNewPlan) stage.setExpression(plan.expression);
    else if (phase === 'welcome' && shown?.phase !== 'welcome') stage.setExpression('neutral');
    if (isNewPlan && plan.gesture !== 'none') stage.gesture(plan.gesture);
    else if (phase === 'hearing' && shown?.phase !== 'hearing') stage.gesture('none');
    shown = conversation;
  };
  show(store.value);
  return store.subscribe(show);
}
