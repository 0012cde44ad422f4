import { svg, html, type TemplateResult } from 'lit';

const PATHS = {
  mic: svg`<rect x="17" y="5" width="14" height="24" rx="7" fill="currentColor"/><path d="M10 22a14 14 0 0 0 28 0M24 36v7" stroke="currentColor" stroke-width="4" fill="none" stroke-linecap="round"/>`,
  'mic-off': svg`<rect x="17" y="5" width="14" height="24" rx="7" fill="currentColor"/><path d="M10 22a14 14 0 0 0 28 0M24 36v7M8 6l32 36" stroke="currentColor" stroke-width="4" fill="none" stroke-linecap="round"/>`,
  stop: svg`<rect x="13" y="13" width="22" height="22" rx="5" fill="currentColor"/>`,
  camera: line('M6 15h9l4-6h10l4 6h9v25H6zM31.500 27a7.500 7.500 0 1 1-15 0 7.500 7.500 0 0 1 15 0z'),
  captions: line('M8 10h32v28H8zM14 26h12M30 26h4M14 32h5M23 32h11'),
  person: line('M32 16a8 8 0 1 1-16 0 8 8 0 0 1 16 0zM8 42c1-11 8-15 16-15s15 4 16 15'),
  pin: line('M24 44C14 31 10 26 10 19a14 14 0 0 1 28 0c0 7-4 12-14 25zM29 19a5 5 0 1 1-10 0 5 5 0 0 1 10 0z'),
  box: line('M6 14 24 5l18 9v20l-18 9-18-9zM6 14l18 9 18-9M24 23v20'),
  tool: line('M30 6a11 11 0 0 0-9 15L6 36l6 6 15-15a11 11 0 0 0 14-14l-7 7-6-1-1-6z'),
  gift: line('M7 19h34v7H7zM10 26v16h28V26M24 19v23M24 19c-4-12-16-11-13-4 1 3 6 4 13 4zM24 19c4-12 16-11 13-4-1 3-6 4-13 4z'),
  clock: line('M42 24a18 18 0 1 1-36 0 18 18 0 0 1 36 0zM24 13v12l8 5'),
  tag: line('M6 7h18l18 18-17 17L6 24zM18 17a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0z'),
  send: line('M8 24 41 8l-9 33-9-12zM23 29 41 8'),
  close: line('M12 12l24 24M36 12 12 36'),
  phone: line('M14 6l6 10-5 5c2 5 6 9 11 11l5-5 11 6c0 6-4 10-9 10C18 43 5 30 5 15c0-5 4-9 9-9z'),
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon in the colour of its text; `1em` large. It is decoration: the text beside it says the same. */
export function icon(name: string): TemplateResult {
  const path = PATHS[name as IconName] ?? PATHS.box;
  return html`<svg viewBox="0 0 48 48" width="1em" height="1em" aria-hidden="true">${path}</svg>`;
}

/** Lines of a drawing of 48 × 48 units. */
export function line(d: string) {
  return svg`<path d=${d} stroke="currentColor" fill="none" stroke-width="3.6" stroke-linecap="round" stroke-linejoin="round"/>`;
}
