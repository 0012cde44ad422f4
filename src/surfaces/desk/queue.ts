import { html, nothing, type TemplateResult } from 'lit';
import type { DeskState } from '../../app/desk-state.ts';
import { intentNames } from '../../app/intent-names.ts';
import type { DeskTicket } from '../../core/handover/views.ts';
import { deskWord, triggerWord } from './desk-words.ts';

export interface QueueHandlers {
  readonly onSelect: (ticket: string) => void;
  readonly onAccept: (ticket: string) => void;
  readonly onDecline: (ticket: string) => void;
  readonly onListen: (ticket: string | undefined) => void;
}

/** Who waits, and who is being helped. @param nowMs of the server's clock */
export function queueView({ tickets, selected, call, language, me, listening }: DeskState, nowMs: number, { onSelect, onAccept, onDecline, onListen }: QueueHandlers): TemplateResult {
  const waiting = tickets.filter(({ state, isRinging }) => state === 'waiting' || isRinging);
  const others = tickets.filter(({ state, isRinging }) => !isRinging && state !== 'waiting' && state !== 'closed' && state !== 'wrap-up').filter(({ id }) => id !== call?.ticket);
  const row = (ticket: DeskTicket) => html`<button class="ticket ${ticket.isRinging && !call ? 'ringing' : ''} ${ticket.priority > 0 ? 'urgent' : ''}" aria-current=${ticket.id === selected} data-ticket=${ticket.id} @click=${() => onSelect(ticket.id)}>
    <b>${intentNames[ticket.topic]?.[language] ?? ticket.topic}</b>
    <span class="meta">
      <span class="tag">${ticket.language === 'zh' ? '中文' : 'English'}</span>
      <span class="tag ${ticket.trigger === 'complaint' || ticket.trigger === 'danger' ? 'alert' : ''}">${triggerWord(ticket.trigger, language)}</span>
      ${ticket.hasCamera ? html`<span>${deskWord('camera', language)}</span>` : nothing}
      <span>${ticket.kiosk}</span>
      <span>${ticket.state === 'waiting' ? `${deskWord('waits', language)} ${clock(nowMs - ticket.sinceMs)}` : `${ticket.agent ?? ''} ${clock(nowMs - ticket.changedMs)}`}</span>
    </span>
    ${ticket.transfer && ticket.isRinging ? html`<span class="meta">${deskWord('transferTo', language)}（${ticket.transfer.from}）：${ticket.transfer.note}</span>` : nothing}
  </button>
  ${ticket.id === selected && !call && (ticket.state === 'waiting' || ticket.isRinging) ? html`<div class="row">
    <button class="do main" data-do="accept" @click=${() => onAccept(ticket.id)}>${deskWord('accept', language)} (A)</button>
    <button class="do" data-do="decline" @click=${() => onDecline(ticket.id)}>${deskWord('decline', language)} (D)</button></div>` : nothing}
  ${me?.isSupervisor && !call && ticket.agent !== me.id && (ticket.state === 'active' || ticket.state === 'held') ? listenRow(ticket.id) : nothing}`;
  const listenRow = (ticket: string) => html`<div class="row"><button class="do" data-do="listen" aria-pressed=${listening?.ticket === ticket} @click=${() => onListen(listening?.ticket === ticket ? undefined : ticket)}>${deskWord(listening?.ticket === ticket ? 'stopListening' : 'listen', language)}</button></div>
    ${listening?.ticket === ticket ? html`<p class="empty" role="status">${deskWord(listening.isHeard ? 'listening' : 'undisclosed', language)}</p>` : nothing}`;
  return html`<nav aria-label=${deskWord('queue', language)}>
    <h2>${deskWord('queue', language)} ${waiting.length > 0 ? `· ${waiting.length}` : ''}</h2>
    ${waiting.length === 0 ? html`<p class="empty">${deskWord('nobodyWaits', language)}</p>` : waiting.map(row)}
    ${others.length > 0 ? html`<h2>${deskWord('inCalls', language)}</h2>${others.map(row)}` : nothing}
  </nav>`;
}

/** Minutes and seconds. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
