import { css } from 'lit';

/** What every element of the house starts from. */
export const base = css`
  :host { display: block; font-family: var(--sans); color: var(--ink); }
  :host([hidden]) { display: none; }
  * { box-sizing: border-box; margin: 0; }
  button { font: inherit; color: inherit; border: 0; background: none; padding: 0; cursor: pointer; -webkit-tap-highlight-color: transparent; touch-action: manipulation; }
  :focus-visible { outline: 4px solid var(--warm); outline-offset: 3px; }
  svg { display: block; flex: none; }
  @media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; } }
`;
