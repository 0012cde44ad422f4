import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { EyesState } from '../../app/eyes.ts';
import type { Language } from '../../core/shared/language.ts';
import { icon } from '../ui/icon.ts';
import { base } from '../ui/shared-styles.ts';
import { word } from '../ui/words.ts';
import { fire } from '../ui/fire.ts';

/** What the camera sees, with a frame to hold a product into; a sign says that it looks. The picture stands still while it is looked at; a tap says what is meant. Fires `yb-eyes-shoot` {at?}, `yb-eyes-close`, `yb-eyes-photo` {file}. */
@customElement('yb-show-me')
export class ShowMe extends LitElement {
  static override styles = [base, css`
    :host { position: absolute; inset: 0; background: #10231f; color: #fff; display: grid; overflow: hidden; }
    video { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
    video.mirrored { transform: scaleX(-1); }
    .shade { position: absolute; inset: 0 0 auto 0; height: calc(var(--edge) * 1.2 + var(--target)); background: linear-gradient(#fffdf9f0 55%, #fffdf900); }
    .frame, .shade, .top, .spot { pointer-events: none; }
    .spot { position: absolute; width: 5rem; height: 5rem; margin: -2.5rem; border-radius: 50%; border: 4px solid var(--warm); box-shadow: 0 0 0 2px #10231f88; }
    .frame { position: absolute; inset: 16% 14% 26%; border-radius: var(--r-l); box-shadow: 0 0 0 200vmax #10231f88; border: 3px solid #ffffffd0; }
    .looking .frame { border-color: var(--warm); animation: look 700ms ease-in-out infinite alternate; }
    @keyframes look { to { border-color: #fff; } }
    @media (prefers-reduced-motion: reduce) { .looking .frame { animation: none; } }
    .top { position: absolute; inset-inline: 0; inset-block-start: calc(var(--edge) + var(--target) * 1.05); display: grid; justify-items: center; gap: 0.5em; padding: 0 var(--edge); text-align: center; }
    .top span { padding: 0.45em 1em; border-radius: 99px; background: #10231fd0; font-size: var(--note); font-weight: 600; }
    .top .sign { display: inline-flex; align-items: center; gap: 0.6em; }
    .top .sign i { width: 0.6em; height: 0.6em; border-radius: 50%; background: #ff5c4d; }
    .top .warn { background: var(--warm); color: #3b2800; }
    .bar { position: absolute; inset-inline: 0; inset-block-end: calc(var(--gap) * 3.2); display: flex; justify-content: center; align-items: center; gap: calc(var(--gap) * 1.2); }
    .bar button, .bar label { min-width: var(--target); height: var(--target); padding: 0 1.1em; border-radius: 99px; display: inline-grid; grid-auto-flow: column; gap: 0.5em; place-items: center; font-size: var(--text); font-weight: 600; background: #fffdf9e8; color: var(--ink); cursor: pointer; }
    .bar .shoot { background: var(--brand); color: var(--on-brand); min-width: calc(var(--target) * 1.9); }
    .bar .shoot:disabled { opacity: 0.6; }
    input { position: absolute; opacity: 0; width: 1px; height: 1px; }
    .still { place-self: center; padding: var(--edge); font-size: var(--text); text-align: center; }
  `];

  @property({ attribute: false }) eyes!: EyesState;
  @property() language: Language = 'zh';
  /** The shop's own words about its camera. */
  @property() notice = '';
  @query('video') private video!: HTMLVideoElement | null;
  /** Where was tapped, in pixels of this element. */
  @state() private spot: { readonly left: number; readonly top: number } | undefined;

  override render() {
    const { eyes, language } = this;
    const isOn = eyes.camera === 'on';
    const isBroken = !isOn && eyes.camera !== 'opening' && eyes.camera !== 'off';
    return html`<div class=${eyes.isLooking ? 'looking' : ''}>
      ${isOn ? html`<video class=${eyes.isMirrored ? 'mirrored' : ''} playsinline muted autoplay .srcObject=${live(eyes.stream ?? null)} @click=${this.#onTap}></video>${eyes.isLooking && this.spot ? html`<i class="spot" style="left: ${this.spot.left}px; top: ${this.spot.top}px"></i>` : html`<div class="frame"></div>`}<div class="shade"></div>` : nothing}
      <div class="top" role="status">
        ${isOn ? html`<span class="sign"><i></i>${this.notice || word('cameraSign', language)}</span>` : nothing}
        ${eyes.isLooking ? html`<span>${word('looking', language)}</span>` : isOn ? html`<span>${word('showMeTitle', language)}</span>` : nothing}
        ${eyes.hint && !eyes.isLooking ? html`<span class="warn">${word(eyes.hint, language)}</span>` : nothing}
        ${eyes.problem ? html`<span class="warn" role="alert">${word(eyes.problem === 'invalid-input' ? 'noPhoto' : 'notSeen', language)}</span>` : nothing}
      </div>
      ${isBroken ? html`<p class="still" role="alert">${word('cameraGone', language)}</p>` : nothing}
      <div class="bar">
        <label>${icon('box')}${word('choosePhoto', language)}<input type="file" accept="image/*" @change=${this.#onPhoto}></label>
        ${isOn ? html`<button class="shoot" ?disabled=${eyes.isLooking} @click=${this.#onShoot}>${icon('camera')}${word('shoot', language)}</button>` : nothing}
        <button aria-label=${word('close', language)} @click=${() => fire(this, 'yb-eyes-close')}>${icon('close')}</button>
      </div></div>`;
  }

  /** What is looked at stands still. */
  override updated(): void {
    if (!this.video) return;
    if (this.eyes.isLooking) this.video.pause();
    else if (this.video.paused) void this.video.play().catch(() => {});
  }

  #onShoot(): void {
    this.spot = undefined;
    fire(this, 'yb-eyes-shoot', {});
  }

  /** The picture covers the element: what of it lies where was tapped? */
  #onTap({ clientX, clientY }: MouseEvent): void {
    const { video } = this;
    if (!video || this.eyes.isLooking || video.videoWidth === 0) return;
    const { left, top, width, height } = video.getBoundingClientRect();
    const scale = Math.max(width / video.videoWidth, height / video.videoHeight);
    const share = (at: number, from: number, side: number, whole: number) => (at - from - (side - whole * scale) / 2) / (whole * scale);
    this.spot = { left: clientX - left, top: clientY - top };
    fire(this, 'yb-eyes-shoot', { at: { x: share(clientX, left, width, video.videoWidth), y: share(clientY, top, height, video.videoHeight) } });
  }

  #onPhoto(event: Event): void {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    // The same file may be chosen again.
    input.value = '';
    if (file) fire(this, 'yb-eyes-photo', { file });
  }
}

declare global {
  interface HTMLElementTagNameMap { 'yb-show-me': ShowMe }
}
