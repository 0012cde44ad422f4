import { css } from 'lit';

/** For a phone in one hand, or a kiosk: what the camera sees above or beside what is to be done. */
export const teachStyles = css`
  :host { position: fixed; inset: 0; display: grid; grid-template-rows: auto 1fr; background: var(--paper); font-size: clamp(15px, 1rem + 0.5vw, 22px); }
  header { display: flex; align-items: center; gap: 12px; padding: 10px clamp(14px, 3vw, 32px); background: var(--ink); color: #fff; }
  header h1 { font-size: 1.1em; flex: 1; min-width: 0; }
  header h1 small { display: block; font-size: 0.72em; font-weight: 500; opacity: 0.75; }
  header a, header button { color: #fff; min-height: 48px; min-width: 48px; padding: 0 14px; border-radius: 99px; background: #ffffff1f; display: inline-grid; place-items: center; font-weight: 600; text-decoration: none; white-space: nowrap; }
  main { display: grid; grid-template-rows: minmax(0, 5fr) minmax(0, 6fr); min-height: 0; }
  @media (orientation: landscape) { main { grid-template-rows: none; grid-template-columns: minmax(0, 6fr) minmax(0, 5fr); } }
  .view { position: relative; overflow: hidden; background: #10231f; color: #fff; display: grid; place-items: center; }
  video { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
  .frame { position: absolute; inset: 12% 14%; border: 3px solid #ffffffd0; border-radius: 24px; box-shadow: 0 0 0 200vmax #10231f66; }
  .busy .frame { border-color: var(--warm); }
  .top { position: absolute; inset: 12px 12px auto; display: flex; flex-wrap: wrap; justify-content: center; gap: 8px; font-size: 0.85em; font-weight: 600; }
  .top span { display: inline-flex; align-items: center; gap: 0.6em; padding: 0.4em 1em; border-radius: 99px; background: #10231fd0; }
  .top i { width: 0.6em; height: 0.6em; border-radius: 50%; background: #ff5c4d; }
  .top .warn { background: var(--warm); color: #3b2800; }
  .bar { position: absolute; inset: auto 12px 14px; display: flex; flex-wrap: wrap; justify-content: center; gap: 12px; }
  .panel { overflow-y: auto; padding: clamp(14px, 2.4vw, 30px); display: grid; gap: 14px; align-content: start; }
  h2 { font-size: 1.35em; line-height: 1.25; }
  .soft { color: var(--ink-soft); line-height: 1.5; }
  .problem { padding: 10px 14px; border-radius: 12px; background: var(--alert-tint); color: var(--alert-ink); font-weight: 600; }
  .do { min-height: 52px; padding: 0 1.2em; border-radius: 99px; background: var(--card); border: 1px solid var(--line); color: var(--ink); font-weight: 600; display: inline-flex; align-items: center; justify-content: center; gap: 0.5em; cursor: pointer; }
  .do.main { background: var(--brand); border-color: var(--brand); color: var(--on-brand); }
  .do:disabled { opacity: 0.5; cursor: default; }
  .row { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; }
  input[type='file'] { position: absolute; opacity: 0; width: 1px; height: 1px; }
  label:focus-within { outline: 4px solid var(--warm); outline-offset: 3px; }
  .field { display: grid; gap: 4px; font-size: 0.85em; font-weight: 600; color: var(--ink-soft); }
  .field input, .field select, .search { min-height: 50px; padding: 0 14px; border-radius: 12px; border: 1px solid var(--line); background: var(--card); color: var(--ink); font: 500 16px var(--sans); width: 100%; }
  form { display: grid; gap: 10px; grid-template-columns: 1fr 1fr; padding: 14px; border-radius: 18px; background: var(--warm-tint); }
  form > .wide { grid-column: 1 / -1; }
  ul { list-style: none; padding: 0; display: grid; gap: 8px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15em), 1fr)); }
  li { display: flex; background: var(--card); border: 1px solid var(--line); border-radius: 14px; overflow: hidden; }
  li > button { min-height: 60px; display: flex; align-items: center; gap: 10px; padding: 6px 10px; text-align: start; }
  li > .pick { flex: 1; min-width: 0; line-height: 1.25; }
  li .pick svg { width: 46px; height: 46px; }
  li small { color: var(--ink-soft); }
  li .taught { color: var(--brand-deep); font-weight: 600; }
  li > .forget { color: var(--alert-ink); font-size: 0.85em; min-width: 60px; justify-content: center; border-inline-start: 1px solid var(--line); }
  .strip { display: flex; flex-wrap: wrap; gap: 10px; }
  .strip button, .strip .none { width: 76px; height: 76px; border-radius: 14px; overflow: hidden; position: relative; }
  .strip .none { border: 2px dashed var(--line); }
  .strip img { width: 100%; height: 100%; object-fit: cover; display: block; }
  .strip b { position: absolute; inset: 2px 2px auto auto; width: 24px; height: 24px; border-radius: 50%; background: #10231fcc; color: #fff; display: grid; place-items: center; font-size: 12px; }
  .guess { display: grid; gap: 4px; }
  .guess div { height: 10px; border-radius: 99px; background: var(--brand-wash); overflow: hidden; }
  .guess div i { display: block; height: 100%; background: var(--brand); }
  .foot { border-top: 1px solid var(--line); padding-top: 14px; font-size: 0.85em; }
`;
