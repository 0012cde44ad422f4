import { advanceFlow, beginFlow, pendingAct, type Act, type Advanced, type Command, type Frame } from '../dialogue/flow-machine.ts';
import type { Session } from '../dialogue/session.ts';
import type { ShopGraph } from '../knowledge/graph.ts';
import type { Flow } from '../dialogue/flow.ts';
import type { Reading } from '../understanding/understand.ts';
import { agreement, hasNoWish, knownAtStart, valuesFor } from './flow-values.ts';
import type { Interpretation } from './interpret.ts';

/** A question that waits, with the talk it belongs to. */
export interface OpenQuestion {
  readonly act: Act;
  readonly flow: Flow;
  readonly frame: Frame;
}

/** What a sentence does to the talks under way. */
export type FlowTurn =
  | { readonly kind: 'acts'; readonly acts: readonly Act[]; readonly frames: readonly Frame[]; readonly flow: Flow; readonly frame: Frame; /** The question of the talk below, when this one is over. */ readonly back: OpenQuestion | undefined }
  | { readonly kind: 'why'; readonly act: Act; readonly flow: Flow; readonly frame: Frame }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'given-up' }
  /** The sentence is about something else: answer that, then come back. */
  | { readonly kind: 'aside' };

/** Sure enough of another intent to leave a question for a moment. */
const ASIDE_FROM = 0.6;
/** Intents that steer a talk and never lead away from it. */
const STEERING = new Set(['affirm', 'deny', 'repeat-that', 'thanks', 'greeting', 'cancel', 'change-language']);
const CANCEL = /算了|取消|不查了|不弄了|不用了$|不办了|先不|别问了|never ?mind|forget it|cancel|stop (?:this|it|asking)|drop it/i;

/** Takes a sentence while a talk waits for an answer; undefined when none does. */
export function takeTurn(reading: Reading, { understanding, subject, finding }: Interpretation, session: Session, graph: ShopGraph): FlowTurn | undefined {
  const present = presentTalk(session.frames, graph);
  const step = present?.flow.steps[present.frame.step];
  if (!present || !step) return undefined;
  const { frame, flow } = present;
  const { intent, confidence, band } = understanding;
  const below = session.frames.slice(0, -1);
  const go = (command: Command): FlowTurn => settle(advanceFlow(frame, flow, command, walkLength(frame, graph)), below, flow, frame, graph);
  if (step.do === 'walk' && flow.intents.includes(intent) && isAboutOther(reading, frame, graph)) return undefined;
  if (step.do === 'collect') {
    const values = valuesFor(step, reading, subject, frame, graph);
    if (values) return go({ type: 'set', values });
  }
  if (step.do === 'collect' && step.optional && hasNoWish(reading.text)) return go({ type: 'skip' });
  if (CANCEL.test(reading.text) || (intent === 'cancel' && band === 'answer' && !(step.do === 'walk' && agreement(reading.text, '')))) return { kind: 'cancelled' };
  if (reading.cues.asksWhy && step.do === 'collect' && step.why) return { kind: 'why', act: { type: 'say', text: step.why }, flow, frame };
  if (step.do === 'confirm') {
    const corrected = corrections(flow, frame, reading, subject, graph);
    if (Object.keys(corrected).length > 0) return go({ type: 'set', values: corrected });
  }
  const agrees = agreement(reading.text, band === 'answer' ? intent : '');
  const isElsewhere = band === 'answer' && confidence >= ASIDE_FROM && !STEERING.has(intent) && !flow.intents.includes(intent);
  if (isElsewhere && !(agrees && step.do !== 'collect')) return { kind: 'aside' };
  if (finding && step.do !== 'walk' && !flow.intents.includes(intent)) return { kind: 'aside' };
  if (agrees === 'yes') return go({ type: 'affirm' });
  if (agrees === 'no') return go({ type: 'deny' });
  return go({ type: 'miss' });
}

/** Goods of another kind are broken too: their talk takes the place of this one. */
function isAboutOther({ mentions }: Reading, { slots }: Frame, { pack }: ShopGraph): boolean {
  const mended = pack.faults.find(({ id }) => id === slots['fault'])?.family;
  const families = mentions.map(({ kind, id }) => (kind === 'family' ? id : pack.products.find((product) => product.id === id)?.family));
  return families.length > 0 && !families.includes(mended);
}

/** Begins the talk of an intent, above those under way; undefined when the intent has none, or it would not help. */
export function startFlow(reading: Reading, { understanding, subject }: Interpretation, session: Session, graph: ShopGraph): FlowTurn | undefined {
  const flow = graph.pack.flows.find(({ intents }) => intents.includes(understanding.intent));
  if (!flow || understanding.band !== 'answer') return undefined;
  const walks = flow.steps.some((step) => step.do === 'walk');
  if (walks && !subject.fault) return undefined;
  // Advice about a product that was named is an answer, not a talk.
  if (flow.steps.some((step) => step.do === 'recommend') && reading.mentions.some(({ kind }) => kind === 'product')) return undefined;
  const known = { ...knownAtStart(flow, reading, subject, session, graph), ...(walks ? { fault: subject.fault!.id } : {}) };
  const begun: Frame = { flow: flow.id, step: 0, slots: known, misses: 0, walked: 0 };
  const below = session.frames.filter(({ flow: id }) => id !== flow.id);
  return settle(beginFlow(flow, known, walkLength(begun, graph)), below, flow, begun, graph);
}

/** The question the talk below waits with, to come back to. */
export function openQuestion(frames: readonly Frame[], graph: ShopGraph): OpenQuestion | undefined {
  const present = presentTalk(frames, graph);
  const act = present && pendingAct(present.frame, present.flow);
  return act && { act, ...present };
}

/** The result of a lookup goes to the talk that asked. */
export function takeResult(session: Session, outcome: 'found' | 'missing' | 'down', values: Readonly<Record<string, string>>, graph: ShopGraph): FlowTurn | undefined {
  const present = presentTalk(session.frames, graph);
  if (!present) return undefined;
  const { frame, flow } = present;
  const filled: Frame = { ...frame, slots: { ...frame.slots, ...values } };
  return settle(advanceFlow(filled, flow, { type: 'result', outcome }), session.frames.slice(0, -1), flow, filled, graph);
}

/** The talk that waits for an answer, with its flow. */
function presentTalk(frames: readonly Frame[], { pack }: ShopGraph): { readonly frame: Frame; readonly flow: Flow } | undefined {
  const frame = frames.at(-1);
  const flow = pack.flows.find(({ id }) => id === frame?.flow);
  return frame && flow && { frame, flow };
}

function settle({ frame, acts, slots }: Advanced, below: readonly Frame[], flow: Flow, before: Frame, graph: ShopGraph): FlowTurn {
  if (!frame && acts.length === 0) return { kind: 'given-up' };
  const frames = frame ? [...below, frame] : below;
  const isOver = frame === undefined && acts.every(({ type }) => type !== 'hand-over');
  return { kind: 'acts', acts, frames, flow, frame: frame ?? { ...before, slots }, back: isOver ? openQuestion(below, graph) : undefined };
}

/** New values for what a confirmation sums up: "no, make it four o'clock". */
function corrections(flow: Flow, frame: Frame, reading: Reading, subject: Interpretation['subject'], graph: ShopGraph): Record<string, string> {
  const values: Record<string, string> = {};
  for (const step of flow.steps.slice(0, frame.step)) {
    if (step.do !== 'collect' || !(step.slot in frame.slots) || step.kind === 'text' || step.kind === 'need') continue;
    const [date, time] = (frame.slots[step.slot] ?? '').split(' ');
    const found = valuesFor(step, reading, subject, { slots: step.kind === 'when' && date && time ? { [`${step.slot}-date`]: date, [`${step.slot}-time`]: time } : frame.slots }, graph);
    const value = found?.[step.slot];
    if (value !== undefined && value !== frame.slots[step.slot]) Object.assign(values, found);
  }
  return values;
}

function walkLength({ slots }: Frame, { pack }: ShopGraph): number {
  return pack.faults.find(({ id }) => id === slots['fault'])?.steps.zh.length ?? 0;
}
