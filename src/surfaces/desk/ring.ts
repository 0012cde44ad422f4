/** Two soft notes, twice, so that it is heard across a room; by the agent's own touch the browser lets it sound. */
const NOTES_HZ = [659.3, 880] as const;
const NOTE_S = 0.16;
const LEVEL = 0.25;

let context: AudioContext | undefined;
let notification: Notification | undefined;

/** To be called in a touch or key handler: later rings may sound then. */
export function readyToRing(): void {
  context ??= new AudioContext();
  void context.resume();
  notification?.close();
  if ('Notification' in globalThis && Notification.permission === 'default') void Notification.requestPermission();
}

/** @param text for a notification, where the agent allowed them and looks elsewhere */
export function ring(text: string): void {
  if (document.hidden && 'Notification' in globalThis && Notification.permission === 'granted') notification = new Notification(text, { tag: 'yingbin-ring' });
  if (context?.state !== 'running') return;
  [0, 1, 2, 3].forEach((n) => {
    const at = context!.currentTime + n * NOTE_S * 1.3 + (n > 1 ? 0.25 : 0);
    const tone = new OscillatorNode(context!, { frequency: NOTES_HZ[n % 2]!, type: 'sine' });
    const gain = new GainNode(context!, { gain: 0 });
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(LEVEL, at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, at + NOTE_S);
    tone.connect(gain).connect(context!.destination);
    tone.start(at);
    tone.stop(at + NOTE_S + 0.02);
  });
}
