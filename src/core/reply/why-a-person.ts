import { ANGRY_FROM } from '../dialogue/session.ts';
import type { Ticket } from '../handover/ticket.ts';
import type { ReplyPlan } from './reply-plan.ts';

/** What made her send for a person, and how urgent it is. @param anger of the visitor, from 0 (calm) to 1 */
export function whyAPerson({ acts }: Pick<ReplyPlan, 'acts'>, anger: number): Pick<Ticket, 'trigger' | 'priority'> {
  if (acts.includes('danger')) return { trigger: 'danger', priority: 2 };
  if (acts.includes('complaint') || acts.includes('answer:complaint')) return { trigger: 'complaint', priority: 1 };
  const trigger = acts.includes('cannot-handle') ? 'misunderstood' : acts.includes('unsure') ? 'unsure' : acts.includes('answer:talk-to-human') ? 'asked' : 'rule';
  return { trigger, priority: anger >= ANGRY_FROM ? 1 : 0 };
}
