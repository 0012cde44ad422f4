import { css } from 'lit';

/** A desk is worked at all day: calm, dense, and whole at 1280 x 720. */
export const deskStyles = css`
  :host { position: fixed; inset: 0; display: grid; grid-template-rows: auto 1fr; font-size: 14px; background: var(--paper); --r-m: 12px; }
  header { display: flex; align-items: center; gap: 14px; padding: 10px 18px; background: var(--ink); color: #fff; }
  header h1 { font-size: 16px; }
  header .grow { flex: 1; }
  header select, header button { min-height: 34px; padding: 0 12px; border-radius: 9px; background: #ffffff1f; color: #fff; border: 0; font: 600 14px var(--sans); }
  header select option { color: var(--ink); }
  .offline { background: var(--alert); color: #fff; padding: 4px 12px; border-radius: 99px; font-weight: 600; }
  .columns { display: grid; grid-template-columns: 290px 1fr 340px; gap: 1px; background: var(--line); min-height: 0; }
  .columns > * { background: var(--paper); min-height: 0; overflow-y: auto; padding: 14px; }
  h2 { font-size: 12px; letter-spacing: 0.06em; text-transform: uppercase; color: var(--ink-soft); margin: 2px 0 8px; }
  .problem { margin-bottom: 10px; padding: 8px 12px; border-radius: 10px; background: var(--alert-tint); color: var(--alert-ink); font-weight: 600; }
  .ticket { display: grid; gap: 4px; width: 100%; padding: 10px 12px; margin-bottom: 8px; text-align: start; background: var(--card); border: 1px solid var(--line); border-radius: var(--r-m); }
  .ticket[aria-current='true'] { border-color: var(--brand); box-shadow: inset 3px 0 0 var(--brand); }
  .ticket.ringing { position: relative; background: var(--warm-tint); border-color: var(--warm); }
  .ticket.ringing::after { content: ''; position: absolute; inset: 0; border-radius: inherit; box-shadow: 0 0 0 4px #f0b13a55; pointer-events: none; animation: ring 1s ease-in-out infinite alternate; }
  .ticket.urgent { border-inline-start: 4px solid var(--alert); }
  @keyframes ring { from { opacity: 0; } }
  .ticket b { font-size: 15px; }
  .meta { display: flex; flex-wrap: wrap; gap: 4px 8px; color: var(--ink-soft); font-size: 12px; }
  .tag { padding: 1px 8px; border-radius: 99px; background: var(--brand-tint); color: var(--brand-deep); font-weight: 600; }
  .tag.warm { background: var(--warm-tint); color: #5b4200; }
  .call-back a { color: var(--brand-deep); font-weight: 600; font-variant-numeric: tabular-nums; }
  .call-back button.do { justify-self: start; }
  .empty.why { padding: 8px 0; }
  button.do kbd { font: 600 11px var(--sans); color: var(--ink-soft); }
  label.do { display: inline-grid; place-items: center; min-height: 36px; padding: 0 14px; border-radius: 10px; background: var(--card); border: 1px solid var(--line); font-weight: 600; cursor: pointer; }
  label.do:focus-within { outline: 2px solid var(--brand); }
  label.do input { position: absolute; width: 1px; height: 1px; min-height: 0; opacity: 0; }
  .tag.alert { background: var(--alert-tint); color: var(--alert-ink); }
  .empty { color: var(--ink-soft); padding: 20px 4px; line-height: 1.6; }
  button.do { min-height: 36px; padding: 0 14px; border-radius: 10px; background: var(--card); border: 1px solid var(--line); font-weight: 600; }
  a.company { display: grid; place-items: center; min-height: 40px; border-radius: 10px; border: 1px solid var(--line); color: var(--ink); font-weight: 600; text-decoration: none; }
  form.write button.do { flex: none; }
  button.do.main { background: var(--brand); color: #fff; border-color: var(--brand); }
  button.do.end { background: var(--alert); color: #fff; border-color: var(--alert); }
  button.do[aria-pressed='true'] { background: var(--warm-tint); border-color: var(--warm); }
  button.do:disabled { opacity: 0.5; cursor: default; }
  .row { display: flex; flex-wrap: wrap; gap: 8px; margin: 10px 0; }
  .summary { padding: 12px; border-radius: var(--r-m); background: var(--brand-tint); color: var(--brand-deep); font-weight: 600; line-height: 1.5; margin-bottom: 12px; }
  .turns { display: grid; gap: 6px; }
  .turn { display: grid; gap: 1px; max-width: 88%; padding: 7px 11px; border-radius: 12px; background: var(--card); border: 1px solid var(--line); line-height: 1.45; overflow-wrap: anywhere; }
  .turn.clerk { justify-self: end; background: var(--brand-tint); border-color: transparent; }
  .turn.agent { justify-self: end; background: var(--ink); color: #fff; }
  .turn small { color: var(--ink-soft); font-size: 11px; }
  .turn.agent small { color: #ffffffb0; }
  .call { display: grid; grid-template-rows: auto auto auto minmax(0, 1fr) auto; gap: 10px; height: 100%; padding: 14px; overflow: hidden; }
  .videos { position: relative; height: clamp(180px, 36vh, 460px); border-radius: var(--r-m); overflow: hidden; background: #10231f; color: #fff; display: grid; place-items: center; }
  .videos .visitor { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; }
  .videos .own { position: absolute; inset-block-end: 10px; inset-inline-end: 10px; width: 130px; aspect-ratio: 4 / 3; object-fit: cover; border-radius: 10px; transform: scaleX(-1); background: #000; }
  .videos .private { position: absolute; inset-block-end: 10px; inset-inline-end: 150px; padding: 3px 10px; border-radius: 99px; background: #10231fb0; font-size: 12px; }
  .videos .clock { position: absolute; inset-block-start: 10px; inset-inline-start: 12px; padding: 3px 10px; border-radius: 99px; background: #10231fb0; font-variant-numeric: tabular-nums; }
  .warnings { position: absolute; inset-block-start: 10px; inset-inline-end: 12px; display: grid; gap: 6px; justify-items: end; }
  .warnings span { padding: 4px 12px; border-radius: 99px; background: var(--warm); color: #3b2800; font-weight: 600; }
  .log { overflow-y: auto; min-height: 0; }
  form.write { display: flex; gap: 8px; }
  input, textarea, select.field { width: 100%; min-height: 38px; padding: 8px 12px; border-radius: 10px; border: 1px solid var(--line); background: var(--card); font: 400 14px var(--sans); color: var(--ink); }
  textarea { min-height: 70px; resize: vertical; }
  .suggestion { display: grid; gap: 6px; padding: 10px 12px; margin-bottom: 8px; background: var(--card); border: 1px solid var(--line); border-radius: var(--r-m); line-height: 1.45; }
  .suggestion small { color: var(--ink-soft); }
  .suggestion .row { margin: 2px 0 0; }
  .suggestion kbd { font: 600 11px var(--sans); padding: 1px 6px; border-radius: 5px; background: var(--paper); border: 1px solid var(--line); }
  .product { display: flex; justify-content: space-between; gap: 8px; align-items: center; padding: 6px 0; border-bottom: 1px solid var(--line); }
  .photos { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; }
  .photos img { width: 100%; border-radius: 10px; }
  .keys { color: var(--ink-soft); font-size: 12px; }
  .gate { display: grid; place-items: center; }
  .gate form { display: grid; gap: 12px; width: 340px; padding: 28px; background: var(--card); border: 1px solid var(--line); border-radius: 20px; box-shadow: var(--shadow); }
  .gate code { display: block; padding: 8px 10px; border-radius: 8px; background: var(--paper); font-size: 12px; overflow-wrap: anywhere; }
`;
