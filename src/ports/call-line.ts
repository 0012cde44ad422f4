import type { CallMessage } from '../core/handover/messages.ts';
import type { Entry } from '../core/handover/views.ts';

export interface LineEvents {
  /** Connected, trying to come back, or given up. */
  onLink(link: 'good' | 'weak' | 'broken'): void;
  /** What was not allowed before may be published now. */
  onMayPublish(): void;
  /** For good: another page of this visitor took its place, or it was sent away. */
  onEnd(cause: 'replaced' | 'removed'): void;
  onMessage(message: CallMessage, from: string): void;
  /** A moment of an agent who plays the avatar (core/puppet/packet). */
  onPuppet(packet: Uint8Array, from: string): void;
  /** Who else is in the room now. */
  onPeers(identities: readonly string[]): void;
  /** A beat of this participant (`startBeat`) came. */
  onBeat(from: string): void;
  /** The room says that nothing comes from this participant any more, or again. */
  onFaint(from: string, isFaint: boolean): void;
  /** A picture of this participant arrives, or no more. */
  onVideo(from: string, isThere: boolean): void;
  /** The first picture of a participant has come. */
  onPicture(from: string): void;
  /** This participant may be heard now. */
  onVoice(from: string): void;
  /** The browser wants a touch before others can be heard. */
  onTouchNeeded(isNeeded: boolean): void;
}

/** For what is not of interest to a page. */
export const NO_LINE_EVENTS: LineEvents = { onLink() {}, onMayPublish() {}, onEnd() {}, onMessage() {}, onPuppet() {}, onPeers() {}, onBeat() {}, onFaint() {}, onVideo() {}, onPicture() {}, onVoice() {}, onTouchNeeded() {} };

/** The line to a person: a room of LiveKit. What is published by it leaves this device. */
export interface CallLine extends AsyncDisposable {
  /** @throws Failure `offline` when the room cannot be reached in time, `permission-denied` when the way in is no longer good */
  join(entry: Entry): Promise<void>;
  /** False also while the connection is on its way back. */
  readonly isConnected: boolean;
  leave(): Promise<void>;
  /** Opens microphone and camera for `publish`, while the room is still on its way. Nothing is sent. */
  prepare(): void;
  /** Lets the others hear and see, also while the room is on its way; what there is no device or leave for stays off. @returns what they get */
  publish(wish: { readonly microphone: boolean; readonly camera: boolean }): Promise<{ readonly microphone: boolean; readonly camera: boolean }>;
  setMuted(isMuted: boolean): Promise<void>;
  setCamera(isOn: boolean): Promise<void>;
  /** @param to identity; everybody when undefined */
  send(message: CallMessage, to?: string): Promise<void>;
  /** Sends once and never again: what is late is worth nothing. */
  sendPuppet(packet: Uint8Array<ArrayBuffer>, to: string): void;
  /** Tells the room every two seconds that this side is alive, until it is left. */
  startBeat(): void;
  /** How loud a participant is now, RMS in [0, 1]; 0 where nothing is heard. */
  voiceLevel(whose: string): number;
  /** A participant's voice, where it may be heard. */
  voiceTrack(whose: string): MediaStreamTrack | undefined;
  /** Shows a participant's picture, or one's own, in this element. */
  show(element: HTMLVideoElement, whose: string | 'own'): void;
  /** To be called in a touch, when the browser wanted one. */
  unlock(): Promise<void>;
}
