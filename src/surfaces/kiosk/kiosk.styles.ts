import { css } from 'lit';

/** Portrait first: she stands above the sheet. In a wide window the sheet stands beside her. */
export const kioskStyles = css`
  :host { position: fixed; inset: 0; overflow: hidden; background: var(--paper); }
  main { position: absolute; inset: 0; }
  .stage { position: absolute; inset: 0 0 auto 0; height: 74%; overflow: hidden;
    background: radial-gradient(120% 70% at 50% 30%, #fffdf9 0%, #eef3ef 48%, #e3ebe6 100%); }
  /* The shop behind her: two shelves, out of focus. Soft gradients, not a filter: a filter is drawn again with each of her frames. */
  .stage::before { content: ''; position: absolute; inset: 0; opacity: 0.6;
    background:
      radial-gradient(circle at 12% 34%, #1b7f6830 0 3.4%, transparent 5.2%), radial-gradient(ellipse at 25% 35.2%, #f0b13a40 0 2.4%, transparent 4%),
      radial-gradient(circle at 86% 33.6%, #1b7f6828 0 4.2%, transparent 6.2%), radial-gradient(circle at 74% 35.6%, #d9483f20 0 2%, transparent 3.6%),
      radial-gradient(ellipse at 10% 63.4%, #f0b13a38 0 4.2%, transparent 6.2%), radial-gradient(circle at 90% 64%, #17312c1c 0 3.2%, transparent 5%),
      linear-gradient(#fff0 38%, #c9b79a55 38.9% 39.5%, #fff0 40.4% 67%, #c9b79a55 67.9% 68.5%, #fff0 69.4%); }
  canvas { position: absolute; inset: 0; width: 100%; height: 100%; display: block; opacity: 0; transition: opacity 400ms ease; }
  canvas.seen { opacity: 1; }
  /* In a call she steps aside: small, listening, over the agent's picture. */
  .in-call:not(.played) .stage { inset: calc(var(--above) - 19vh) auto auto var(--edge); width: 20%; height: 16vh; border-radius: var(--r-m); z-index: 1; box-shadow: 0 8px 30px #0004; }
  .in-call .sheet { max-height: 46%; }
  yb-call-view, yb-show-me { height: calc(var(--above) + var(--r-l) * 1.4); inset: 0 0 auto 0; }
  .chat { display: grid; gap: 0.5em; }
  .chat p { justify-self: start; max-width: 82%; padding: 0.55em 0.95em; border-radius: var(--r-m); background: var(--brand-tint); font-size: var(--text); overflow-wrap: anywhere; }
  .chat p.visitor { justify-self: end; background: var(--card); border: 1px solid var(--line); }
  .rating { display: grid; gap: var(--gap); font-size: var(--text); font-weight: 600; }
  yb-top-bar { position: absolute; inset: 0 0 auto 0; }
  .sheet { position: absolute; inset: auto 0 0 0; max-height: 67%; display: flex; flex-direction: column; gap: calc(var(--gap) * 1.4); padding: calc(var(--edge) * 0.86) var(--edge) calc(var(--edge) * 0.9 + env(safe-area-inset-bottom)); background: var(--sheet); border-radius: calc(var(--r-l) * 1.4) calc(var(--r-l) * 1.4) 0 0; box-shadow: 0 -1px 0 #fff, 0 -24px 60px #17312c1c; }
  .answer { display: grid; gap: calc(var(--gap) * 1.4); overflow-y: auto; scrollbar-width: none; min-height: 0; margin: 0 calc(var(--edge) * -1); padding: 4px var(--edge) calc(var(--gap) * 0.6); }
  .heard { display: flex; gap: 0.55em; align-items: baseline; font-size: calc(var(--text) * 0.94); font-weight: 500; color: var(--ink-soft); }
  .heard i { width: 0.42em; height: 0.42em; border-radius: 50%; background: var(--brand); flex: none; translate: 0 -0.08em; }
  .heard span { overflow: hidden; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow-wrap: anywhere; }
  .heard.live { color: var(--brand-deep); }
  .heard.live i { animation: pulse 1.1s ease-in-out infinite alternate; }
  @keyframes pulse { to { transform: scale(1.7); opacity: 0.45; } }
  .note { font-size: var(--note); line-height: 1.45; color: var(--alert-ink); background: var(--alert-tint); border-radius: var(--r-m); padding: 0.7em 1em; }
  /* On a phone the label of the top bar would lie on her face. */
  .label { display: none; text-align: center; font-size: var(--small); color: var(--ink-soft); margin: calc(var(--gap) * -0.7) 0 calc(var(--gap) * -0.6); }
  @media (max-width: 560px) { .label { display: block; } }
  .broken { display: grid; align-content: center; justify-items: center; gap: 0.6em; text-align: center; padding: var(--edge); font-size: var(--text); }
  @media (orientation: landscape) {
    .stage { inset: 0 auto 0 0; width: 44%; height: 100%; }
    .sheet { inset: 0 0 0 44%; max-height: none; border-radius: var(--r-l) 0 0 var(--r-l); padding-top: calc(var(--edge) * 0.7 + var(--target)); justify-content: flex-end; box-shadow: -24px 0 60px #17312c14; }
    .sheet > :first-child { margin-top: auto; }
    yb-top-bar { z-index: 1; }
    yb-call-view, yb-show-me { inset: 0 auto 0 0; width: 44%; height: 100%; }
    .in-call:not(.played) .stage { inset: auto auto 14% var(--edge); width: 11%; height: 20%; }
    .in-call .sheet { max-height: none; }
  }
`;
