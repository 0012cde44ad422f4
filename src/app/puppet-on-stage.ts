import { PuppetPlayer } from '../core/puppet/player.ts';
import type { Stage } from '../ports/stage.ts';
import type { HandOver } from './hand-over.ts';
import { noTrace, type Trace } from './trace.ts';

/** A voice this loud, RMS, opens the mouth as far as it goes without a face to follow. */
const LOUD = 0.16;
/** Room noise opens nothing. */
const QUIET = 0.01;

/** Gives her to an agent who plays her: face, head and arms by packets; where no face comes, the lips go by the voice. */
export class PuppetOnStage {
  readonly #player = new PuppetPlayer();
  readonly #trace: Trace;

  constructor(trace: Trace = noTrace) {
    this.#trace = trace;
  }

  push(packet: Uint8Array): void {
    // The sender's clock is the wall clock; the page's own is kept for playing.
    if (this.#player.push(packet, performance.now())) this.#trace({ type: 'puppet', lateMs: (Date.now() - this.#player.newestMs) | 0, bytes: packet.length });
  }

  /** Follows the call. @returns a function that stops it */
  attach(stage: Stage, handOver: Pick<HandOver, 'store' | 'agentLevel'>): () => void {
    let isOn = false;
    const follow = ({ isPuppet }: { readonly isPuppet: boolean }) => {
      if (isPuppet === isOn) return;
      isOn = isPuppet;
      stage.setPuppet(isPuppet ? (nowMs, pose) => {
        this.#player.sample(nowMs, pose);
        if (pose.faceShare > 0.95) return;
        const { mouth } = pose.face;
        for (let i = 0; i < mouth.length; i += 1) mouth[i] = mouth[i]! * pose.faceShare;
        const open = Math.min(1, Math.max(0, (handOver.agentLevel() - QUIET) / LOUD)) * (1 - pose.faceShare);
        mouth[0] = Math.max(mouth[0]!, open * 0.8);
      } : undefined);
    };
    follow(handOver.store.value);
    return handOver.store.subscribe(follow);
  }
}
