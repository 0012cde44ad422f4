import type { CallState } from '../core/handover/call.ts';
import type { ConversationState } from '../core/conversation/conversation.ts';
import type { ShopPack } from '../core/knowledge/shop-pack.ts';
import type { FailureCode } from '../core/shared/failure.ts';
import type { Language } from '../core/shared/language.ts';
import type { CaptionsState } from './captions.ts';
import type { EyesState } from './eyes.ts';
import type { PresenceSensorState } from './presence-sensor.ts';
import type { LoadProgress } from '../ports/engine.ts';

/** One thing that joins when it is ready; the page works without it until then. */
export type PartStatus =
  | { readonly state: 'waiting' }
  | { readonly state: 'loading'; readonly progress: LoadProgress | undefined }
  | { readonly state: 'ready' }
  | { readonly state: 'failed'; readonly code: FailureCode };

export const PARTS = ['mind', 'body', 'voice-zh', 'voice-en', 'vad', 'ears-zh', 'ears-en', 'reader'] as const;
export type Part = (typeof PARTS)[number];

export type MicrophoneStatus = 'off' | 'opening' | 'on' | FailureCode;

/** A value the page may read and watch, but not set. */
export interface Watched<T> {
  readonly value: T;
  /** Calls back with every later value; the returned function stops that. */
  subscribe(listener: (value: T) => void): () => void;
}

/** All that the page shows. */
export interface KioskState {
  readonly conversation: ConversationState;
  readonly pack: ShopPack;
  readonly parts: Readonly<Record<Part, PartStatus>>;
  readonly microphone: MicrophoneStatus;
  readonly call: CallState;
  /** What the agent says, to be read. */
  readonly captions: CaptionsState;
  readonly eyes: EyesState;
  /** The camera looks whether somebody is there, where the shop wants it. */
  readonly sensor: PresenceSensorState['camera'];
  /** It looks, but shows nothing of use. */
  readonly sensorTrouble: PresenceSensorState['trouble'];
  /** The visitor shows something: what the camera sees is on screen. */
  readonly isShowing: boolean;
}

/** What she can hear now. */
export function earsOf({ parts }: Pick<KioskState, 'parts'>): Language[] {
  if (parts.vad.state !== 'ready') return [];
  return (['zh', 'en'] as const).filter((language) => parts[`ears-${language}`].state === 'ready');
}
