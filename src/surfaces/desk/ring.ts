/** Two soft notes, twice, so that it is heard across a room; by the agent's own touch the browser lets it sound. */
const NOTES_HZ = [659.3, 880, 659.3, 880] as const;
const NOTE_S = 0.16;
const PAUSE_S = 0.25;
const LEVEL = 0.25;

/** Runs while it rings only: a sound that is kept open takes time of a small machine, all day long. */
let context: AudioContext | undefined;
let isUnlocked = false;
let tones: readonly OscillatorNode[] = [];
let notification: Notification | undefined;

/** To be called in a touch or key handler: later rings may sound then. */
export function readyToRing(): void {
  notification?.close();
  if ('Notification' in globalThis && Notification.permission === 'default') void Notification.requestPermission();
  if (isUnlocked) return;
  context ??= new AudioContext();
  void context.resume().then(() => {
    isUnlocked = true;
    if (tones.length === 0) void context!.suspend();
  });
}

/** @param text for a notification, where the agent allowed them and looks elsewhere */
export function ring(text: string): void {
  if (document.hidden && 'Notification' in globalThis && Notification.permission === 'granted') notification = new Notification(text, { tag: 'yingbin-ring' });
  if (!context || !isUnlocked) return;
  hush();
  void context.resume();
  const output = context;
  const rung = NOTES_HZ.map((frequency, n) => {
    const at = output.currentTime + n * NOTE_S * 1.3 + (n > 1 ? PAUSE_S : 0);
    const tone = new OscillatorNode(output, { frequency, type: 'sine' });
    const gain = new GainNode(output, { gain: 0 });
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(LEVEL, at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, at + NOTE_S);
    tone.connect(gain).connect(output.destination);
    tone.start(at);
    tone.stop(at + NOTE_S + 0.02);
    return tone;
  });
  tones = rung;
  rung.at(-1)!.addEventListener('ended', () => { if (tones === rung) hush(); });
}

/** Somebody has seen to it. */
export function hush(): void {
  if (tones.length === 0) return;
  for (const tone of tones) tone.disconnect();
  tones = [];
  void context?.suspend();
}
