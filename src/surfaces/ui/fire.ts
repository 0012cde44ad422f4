/** Tells whoever holds an element what happened in it, through every shadow root above. */
export function fire(from: EventTarget, type: string, detail: Readonly<Record<string, unknown>> = {}): void {
  from.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}
