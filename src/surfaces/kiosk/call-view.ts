import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { CaptionsState } from '../../app/captions.ts';
import { isAgentGone } from '../../core/handover/spoken.ts';
import type { CallState } from '../../core/handover/call.ts';
import type { Language } from '../../core/shared/language.ts';
import { icon } from '../ui/icon.ts';
import { base } from '../ui/shared-styles.ts';
import { smallPhoto } from '../ui/small-photo.ts';
import { callWord } from './call-words.ts';
import { fire } from '../ui/fire.ts';

/**
 * The call: the agent's picture, one's own, and the buttons. Fires `yb-call-end`, `yb-call-mute` {on}, `yb-call-camera` {on}, `yb-call-video` {element, whose},
 * `yb-call-unlock`, `yb-call-captions` {on}, `yb-call-photo` {url} or {}, `yb-call-picture-seen`.
 */
@customElement('yb-call-view')
export class CallView extends LitElement {
  static override styles = [base, css`
    :host { position: absolute; inset: 0; background: #10231f; color: #fff; }
    :host([played]) { background: none; pointer-events: none; }
    :host([played]) .status, :host([played]) .bar, :host([played]) :is(.photo, .picture) { pointer-events: auto; }
    .agent { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
    :host(:not([played]))::after { content: ''; position: absolute; pointer-events: none; inset: 0 0 auto; height: calc(var(--edge) * 1.2 + var(--target)); background: linear-gradient(#fffdf9e0 50%, #fffdf900); }
    .nobody { position: absolute; inset: 0; display: grid; place-content: center; justify-items: center; gap: 0.6em; font-size: var(--say); }
    .nobody svg { font-size: 2.4em; opacity: 0.8; }
    .own { position: absolute; inset-block-start: calc(var(--edge) + var(--target) * 1.2); inset-inline-end: var(--edge); width: 22%; aspect-ratio: 3 / 4; object-fit: cover; border-radius: var(--r-m); transform: scaleX(-1); box-shadow: 0 8px 30px #0006; background: #000; }
    .bar { position: absolute; inset-inline: 0; inset-block-end: calc(var(--gap) * 3.4); display: flex; justify-content: center; gap: var(--gap); }
    .bar button { width: var(--target); height: var(--target); border-radius: 50%; display: grid; place-items: center; font-size: calc(var(--target) * 0.44); background: #fffdf9e8; color: var(--ink); box-shadow: 0 6px 20px #0004; }
    .bar button[aria-pressed='true'] { background: var(--warm); }
    .bar .end { background: var(--alert); color: #fff; }
    .captions { position: absolute; inset-inline: var(--edge); inset-block-end: calc(var(--target) + var(--gap) * 4.6); display: grid; justify-items: center; gap: 0.3em; pointer-events: none; }
    .captions p { max-width: 34em; padding: 0.4em 0.9em; border-radius: var(--r-m); background: #10231fd8; color: #fff; font-size: var(--text); font-weight: 600; line-height: 1.4; overflow-wrap: anywhere; }
    .captions small { padding: 0.2em 0.8em; border-radius: 99px; background: #10231fa8; font-size: calc(var(--note) * 0.85); }
    .captions .unclear { font-weight: 400; opacity: 0.85; }
    /* Beside her, who has stepped aside. */
    :host(:not([played])) :is(.bar, .captions) { inset-inline: calc(20% + var(--edge) * 1.6) var(--edge); }
    .status { position: absolute; inset-inline: 0; inset-block-start: calc(var(--edge) + var(--target) * 1.1); display: grid; justify-items: center; gap: 0.5em; padding: 0 var(--edge); }
    .status span, .status button { padding: 0.5em 1.1em; border-radius: 99px; background: #10231fcc; color: #fff; font-size: var(--note); font-weight: 600; }
    .status .warn { background: var(--warm); color: #3b2800; }
    .status button { background: var(--brand); min-height: max(48px, calc(var(--target) * 0.7)); }
    .photo { position: absolute; inset-inline: var(--edge); inset-block-end: calc(var(--target) + var(--gap) * 4); display: flex; flex-wrap: wrap; gap: var(--gap); align-items: center; padding: 1em 1.2em; border-radius: var(--r-m); background: var(--card); color: var(--ink); font-size: var(--text); font-weight: 600; }
    .photo label, .photo button { min-height: max(48px, calc(var(--target) * 0.7)); padding: 0 1.1em; display: inline-grid; place-items: center; border-radius: 99px; background: var(--brand); color: #fff; cursor: pointer; }
    .photo button { background: var(--sheet); color: var(--ink); }
    .picture { position: absolute; margin: 0; inset-inline: var(--edge); inset-block: calc(var(--edge) + var(--target) * 2.2) calc(var(--target) + var(--gap) * 5); display: grid; grid-template-rows: minmax(0, 1fr) auto; gap: var(--gap); justify-items: center; padding: var(--gap); border-radius: var(--r-m); background: var(--card); color: var(--ink); box-shadow: 0 12px 50px #0007; z-index: 1; }
    .picture img { width: 100%; height: 100%; min-height: 0; object-fit: contain; border-radius: var(--r-m); }
    .picture button { min-height: max(48px, calc(var(--target) * 0.7)); padding: 0 2em; border-radius: 99px; background: var(--brand); color: #fff; font-size: var(--text); font-weight: 600; }
    .photo input { position: absolute; opacity: 0; width: 1px; height: 1px; }
  `];

  @property({ attribute: false }) call!: CallState;
  /** Undefined where there are none: her ear for what the agent speaks is not there. */
  @property({ attribute: false }) captions: CaptionsState | undefined;
  @property() language: Language = 'zh';
  @query('.agent') private agentVideo!: HTMLVideoElement;
  @query('.own') private ownVideo!: HTMLVideoElement | null;

  override render() {
    const { call, captions, language } = this;
    const word = (key: Parameters<typeof callWord>[0], values?: Parameters<typeof callWord>[2]) => callWord(key, language, values);
    const name = call.agent?.name[language] ?? word('someone');
    return html`
      <video class="agent" playsinline ?hidden=${!call.hasVideo || call.isPuppet}></video>
      ${call.hasVideo || call.isPuppet ? nothing : html`<div class="nobody">${icon('person')}<span>${word('noVideo', { name })}</span></div>`}
      <div class="status" role="status">
        <span>${word(call.isPuppet ? 'speaksThrough' : 'talkingTo', { name })}</span>
        ${call.isListenedTo ? html`<span class="warn">${word('listenedTo')}</span>` : nothing}
        ${call.isHeld ? html`<span class="warn">${word('held')}</span>` : nothing}
        ${call.link === 'good' ? nothing : html`<span class="warn">${word('weak')}</span>`}
        ${isAgentGone(call) ? html`<span class="warn">${word('agentLost')}</span>` : nothing}
        ${call.isTextOnly ? html`<span class="warn">${word('textOnly')}</span>` : nothing}
        ${call.needsTouch ? html`<button @click=${() => fire(this, 'yb-call-unlock')}>${word('tapToHear')}</button>` : nothing}
      </div>
      ${call.isSeen ? html`<video class="own" playsinline muted></video>` : nothing}
      ${call.isPhotoWanted ? html`<div class="photo"><span>${word('photoWanted')}</span><label>${word('takePhoto')}<input type="file" accept="image/*" capture="environment" @change=${this.#onPhoto}></label><button @click=${() => fire(this, 'yb-call-photo')}>${word('notNow')}</button></div>` : nothing}
      ${call.picture ? html`<figure class="picture" role="dialog" aria-label=${word('pictureOf', { name })}><img src=${call.picture} alt=${word('pictureOf', { name })}><button @click=${() => fire(this, 'yb-call-picture-seen')}>${word('seen')}</button></figure>` : nothing}
      ${captions?.isOn ? html`<div class="captions" role="log" aria-live="polite"><small>${word('captionsLabel', { name })}</small>${captions.caption ? html`<p class=${captions.caption.text === '' ? 'unclear' : ''}>${captions.caption.text || word('captionUnclear')}</p>` : nothing}</div>` : nothing}
      <div class="bar">
        <button aria-pressed=${call.isMuted} ?disabled=${call.isTextOnly} aria-label=${word(call.isMuted ? 'unmute' : 'mute')} @click=${() => fire(this, 'yb-call-mute', { on: !call.isMuted })}>${icon(call.isMuted ? 'mic-off' : 'mic')}</button>
        <button aria-pressed=${!call.isSeen} aria-label=${word(call.isSeen ? 'cameraOff' : 'cameraOn')} @click=${() => fire(this, 'yb-call-camera', { on: !call.isSeen })}>${icon('camera')}</button>
        ${captions ? html`<button aria-pressed=${captions.isOn} aria-label=${word(captions.isOn ? 'captionsOff' : 'captionsOn')} data-do="captions" @click=${() => fire(this, 'yb-call-captions', { on: !captions.isOn })}>${icon('captions')}</button>` : nothing}
        <button class="end" aria-label=${word('hangUp')} @click=${() => fire(this, 'yb-call-end')}>${icon('phone')}</button>
      </div>`;
  }

  override updated(): void {
    const { agent, hasVideo, isSeen } = this.call;
    if (agent && hasVideo) fire(this, 'yb-call-video', { element: this.agentVideo, whose: agent.identity });
    if (isSeen && this.ownVideo) fire(this, 'yb-call-video', { element: this.ownVideo, whose: 'own' });
  }

  async #onPhoto(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file) await smallPhoto(file).then((url) => fire(this, 'yb-call-photo', { url }), () => fire(this, 'yb-call-photo'));
  }
}

declare global {
  interface HTMLElementTagNameMap { 'yb-call-view': CallView }
}
