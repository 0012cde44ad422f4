import { html, nothing, type TemplateResult } from 'lit';
import { DECLINES, type DeskState } from '../../app/desk-state.ts';
import { intentNames } from '../../app/intent-names.ts';
import { ANGRY_FROM } from '../../core/dialogue/session.ts';
import type { CallBack, DeskTicket } from '../../core/handover/views.ts';
import { deskWord, triggerWord } from './desk-words.ts';

export interface QueueHandlers {
  readonly onSelect: (ticket: string) => void;
  readonly onAccept: (ticket: string) => void;
  /** Asks the agent why a ticket is declined; undefined: it is not, after all. */
  readonly onAskWhy: (ticket: string | undefined) => void;
  readonly onDecline: (ticket: string, reason: string) => void;
  readonly onListen: (ticket: string | undefined) => void;
  readonly onCalledBack: (id: string) => void;
}

/** From here on a visitor is uneasy. */
const UNEASY_FROM = 0.2;

/** Who waits, who is being helped, and who is to be called back. @param nowMs of the server's clock @param declining ticket for which the agent is asked why */
export function queueView({ tickets, selected, call, language, me, listening, callBacks }: DeskState, nowMs: number, declining: string | undefined, { onSelect, onAccept, onAskWhy, onDecline, onListen, onCalledBack }: QueueHandlers): TemplateResult {
  const waiting = tickets.filter(({ state, isRinging }) => state === 'waiting' || isRinging);
  const others = tickets.filter(({ state, isRinging }) => !isRinging && state !== 'waiting' && state !== 'closed' && state !== 'wrap-up').filter(({ id }) => id !== call?.ticket);
  const row = (ticket: DeskTicket) => html`<button class="ticket ${ticket.isRinging && !call ? 'ringing' : ''} ${ticket.priority > 0 ? 'urgent' : ''}" aria-current=${ticket.id === selected} data-ticket=${ticket.id} @click=${() => onSelect(ticket.id)}>
    <b>${intentNames[ticket.topic]?.[language] ?? ticket.topic}</b>
    <span class="meta">
      <span class="tag">${ticket.language === 'zh' ? '中文' : 'English'}</span>
      <span class="tag ${ticket.trigger === 'complaint' || ticket.trigger === 'danger' ? 'alert' : ''}">${triggerWord(ticket.trigger, language)}</span>
      ${ticket.priority > 0 ? html`<span class="tag alert">${deskWord('urgent', language)}</span>` : nothing}
      <span class=${ticket.anger >= ANGRY_FROM ? 'tag alert' : ticket.anger >= UNEASY_FROM ? 'tag warm' : ''}>${deskWord(ticket.anger >= ANGRY_FROM ? 'angry' : ticket.anger >= UNEASY_FROM ? 'uneasy' : 'calm', language)}</span>
      ${ticket.hasCamera ? html`<span>${deskWord('camera', language)}</span>` : nothing}
      <span>${ticket.kiosk}</span>
      <span>${ticket.state === 'waiting' ? `${deskWord('waits', language)} ${clock(nowMs - ticket.sinceMs)}` : `${ticket.agent ?? ''} ${clock(nowMs - ticket.changedMs)}`}</span>
    </span>
    ${ticket.transfer && ticket.isRinging ? html`<span class="meta">${deskWord('transferTo', language)}（${ticket.transfer.from}）：${ticket.transfer.note}</span>` : nothing}
  </button>
  ${ticket.id !== selected || call || (ticket.state !== 'waiting' && !ticket.isRinging) ? nothing : ticket.id === declining ? reasons(ticket.id) : html`<div class="row">
    <button class="do main" data-do="accept" @click=${() => onAccept(ticket.id)}>${deskWord('accept', language)} (A)</button>
    <button class="do" data-do="decline" @click=${() => onAskWhy(ticket.id)}>${deskWord('decline', language)} (D)</button></div>`}
  ${me?.isSupervisor && !call && ticket.agent !== me.id && (ticket.state === 'active' || ticket.state === 'held') ? listenRow(ticket.id) : nothing}`;
  const reasons = (ticket: string) => html`<div class="row" role="group" aria-label=${deskWord('why', language)}><span class="empty why">${deskWord('why', language)}</span>
    ${Object.entries(DECLINES).map(([reason, name], i) => html`<button class="do" data-reason=${reason} @click=${() => onDecline(ticket, reason)}><kbd>${i + 1}</kbd> ${name[language]}</button>`)}
    <button class="do" aria-label=${deskWord('back', language)} @click=${() => onAskWhy(undefined)}>✕</button></div>`;
  const callBack = ({ id, name, phone, topic, atMs, language: spoken }: CallBack) => html`<div class="ticket call-back"><b>${name}</b><a href="tel:${phone.replace(/[^+\d]/g, '')}">${phone}</a>
    <span class="meta"><span class="tag">${spoken === 'zh' ? '中文' : 'English'}</span><span>${intentNames[topic]?.[language] ?? topic}</span><span>${new Date(atMs).toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' })}</span></span>
    <button class="do" data-do="called-back" @click=${() => onCalledBack(id)}>${deskWord('calledBack', language)}</button></div>`;
  const listenRow = (ticket: string) => html`<div class="row"><button class="do" data-do="listen" aria-pressed=${listening?.ticket === ticket} @click=${() => onListen(listening?.ticket === ticket ? undefined : ticket)}>${deskWord(listening?.ticket === ticket ? 'stopListening' : 'listen', language)}</button></div>
    ${listening?.ticket === ticket ? html`<p class="empty" role="status">${deskWord(listening.isHeard ? 'listening' : 'undisclosed', language)}</p>` : nothing}`;
  return html`<nav aria-label=${deskWord('queue', language)}>
    <h2>${deskWord('queue', language)} ${waiting.length > 0 ? `· ${waiting.length}` : ''}</h2>
    ${waiting.length === 0 ? html`<p class="empty">${deskWord('nobodyWaits', language)}</p>` : waiting.map(row)}
    ${others.length > 0 ? html`<h2>${deskWord('inCalls', language)}</h2>${others.map(row)}` : nothing}
    ${callBacks.length > 0 ? html`<h2>${deskWord('callBacks', language)} · ${callBacks.length}</h2>${callBacks.map(callBack)}` : nothing}
  </nav>`;
}

/** Minutes and seconds. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
