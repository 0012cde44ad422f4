/** One sound of speech on the time line of a piece of audio. */
export interface PhoneEvent {
  /** ARPAbet in lower case (English) or IPA (Mandarin); `pau` for silence. */
  readonly phone: string;
  readonly startMs: number;
  readonly endMs: number;
}
