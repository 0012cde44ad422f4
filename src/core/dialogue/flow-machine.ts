import type { Flow, FlowOption, FlowStep, LookupKind } from './flow.ts';
import type { CardKind } from '../shared/card-kind.ts';
import type { Bilingual } from '../shared/language.ts';

/** One talk under way: where it stands and what it knows. */
export interface Frame {
  readonly flow: string;
  readonly step: number;
  /** Values by slot, as text. */
  readonly slots: Readonly<Record<string, string>>;
  /** Answers to the present question that could not be used. */
  readonly misses: number;
  /** Steps of a walk that were told. */
  readonly walked: number;
}

/** What a flow wants done. Texts are templates. */
export type Act =
  | { readonly type: 'say'; readonly text: Bilingual; readonly card?: CardKind }
  | { readonly type: 'ask'; readonly slot: string; readonly text: Bilingual; readonly options: readonly FlowOption[] }
  | { readonly type: 'confirm'; readonly text: Bilingual }
  | { readonly type: 'lookup'; readonly kind: LookupKind; readonly slots: Readonly<Record<string, string>> }
  | { readonly type: 'walk'; readonly index: number; readonly ask: Bilingual }
  | { readonly type: 'recommend' }
  | { readonly type: 'hand-over'; readonly text: Bilingual };

/** What a visitor's sentence, or the shop's system, means for the step that waits. */
export type Command =
  | { readonly type: 'set'; readonly values: Readonly<Record<string, string>> }
  | { readonly type: 'affirm' }
  | { readonly type: 'deny' }
  | { readonly type: 'skip' }
  | { readonly type: 'miss' }
  | { readonly type: 'result'; readonly outcome: 'found' | 'missing' | 'down' };

export interface Advanced {
  /** Undefined when the talk is over. */
  readonly frame: Frame | undefined;
  readonly acts: readonly Act[];
  /** What is known now, also when the talk is over. */
  readonly slots: Frame['slots'];
}

/** Answers that may be missed before a person is called. */
export const MOST_MISSES = 2;
/** Jumps in one go; more means that a flow runs in a circle. */
const MOST_STEPS = 50;

/** Begins a flow with what is known already and runs it to its first question. @param walkLength steps of the fault to walk through */
export function beginFlow(flow: Flow, known: Readonly<Record<string, string>>, walkLength = 0): Advanced {
  return run({ flow: flow.id, step: 0, slots: known, misses: 0, walked: 0 }, flow, walkLength);
}

/** Takes one command. Pure: the same frame and command give the same result. */
export function advanceFlow(frame: Frame, flow: Flow, command: Command, walkLength = 0): Advanced {
  const step = flow.steps[frame.step];
  if (!step) return over(frame, []);
  switch (command.type) {
    case 'set':
      return run({ ...frame, slots: { ...frame.slots, ...command.values }, misses: 0, step: step.do === 'confirm' ? confirmStart(frame, flow) : frame.step }, flow, walkLength);
    case 'affirm':
      if (step.do === 'confirm') return run({ ...frame, step: frame.step + 1, misses: 0 }, flow, walkLength);
      return step.do === 'walk' ? over(frame, [{ type: 'say', text: step.solved }]) : missed(frame, step);
    case 'deny':
      if (step.do === 'confirm') return askAgain(frame, flow, step.no, walkLength);
      if (step.do === 'walk') return walkOn(frame, step, walkLength);
      return step.do === 'collect' && step.optional ? skip(frame, flow, step.slot, walkLength) : missed(frame, step);
    case 'skip':
      return step.do === 'collect' && step.optional ? skip(frame, flow, step.slot, walkLength) : missed(frame, step);
    case 'result': {
      if (step.do !== 'lookup') return { frame, acts: [], slots: frame.slots };
      const told: Act = { type: 'say', text: step[command.outcome] };
      if (command.outcome !== 'found') return over(frame, [told]);
      const rest = run({ ...frame, step: frame.step + 1, misses: 0 }, flow, walkLength);
      return { ...rest, acts: [told, ...rest.acts] };
    }
    case 'miss':
      return missed(frame, step);
    default:
      return command satisfies never;
  }
}

/** The question a frame waits with, to be asked again after an interruption. */
export function pendingAct(frame: Frame, flow: Flow): Act | undefined {
  const step = flow.steps[frame.step];
  return step && questionOf(step, frame);
}

/** Runs from `frame.step` to the next question, or to the end. */
function run(frame: Frame, flow: Flow, walkLength: number): Advanced {
  const acts: Act[] = [];
  let at = frame.step;
  let moved = frame;
  for (let i = 0; i < MOST_STEPS; i += 1) {
    const step = flow.steps[at];
    if (!step || step.do === 'end') return over(moved, acts);
    moved = { ...moved, step: at };
    switch (step.do) {
      case 'collect':
        if (step.slot in moved.slots) at += 1;
        else return waits(moved, [...acts, questionOf(step, moved)!]);
        break;
      case 'confirm':
        return waits(moved, [...acts, questionOf(step, moved)!]);
      case 'walk':
        if (walkLength === 0) at += 1;
        else return waits({ ...moved, walked: 1 }, [...acts, { type: 'walk', index: 0, ask: step.ask }]);
        break;
      case 'lookup':
        return waits(moved, [...acts, { type: 'lookup', kind: step.kind, slots: moved.slots }]);
      case 'say':
        acts.push({ type: 'say', text: step.text, ...(step.card ? { card: step.card } : {}) });
        at += 1;
        break;
      case 'recommend':
        acts.push({ type: 'recommend' });
        at += 1;
        break;
      case 'hand-over':
        acts.push({ type: 'hand-over', text: step.text });
        at += 1;
        break;
      case 'branch':
        at = labelled(flow, step.cases[moved.slots[step.slot] ?? ''] ?? step.otherwise) ?? at + 1;
        break;
      case 'goto':
        at = labelled(flow, step.to) ?? flow.steps.length;
        break;
      default:
        step satisfies never;
    }
  }
  return over(moved, acts);
}

function questionOf(step: FlowStep, frame: Frame): Act | undefined {
  if (step.do === 'collect') return { type: 'ask', slot: step.slot, text: step.ask, options: step.options ?? [] };
  if (step.do === 'confirm') return { type: 'confirm', text: step.ask };
  return step.do === 'walk' ? { type: 'walk', index: Math.max(0, frame.walked - 1), ask: step.ask } : undefined;
}

function walkOn(frame: Frame, step: Extract<FlowStep, { do: 'walk' }>, walkLength: number): Advanced {
  if (frame.walked >= walkLength) return over(frame, [{ type: 'hand-over', text: step.unsolved }]);
  return waits({ ...frame, walked: frame.walked + 1, misses: 0 }, [{ type: 'walk', index: frame.walked, ask: step.ask }]);
}

function skip(frame: Frame, flow: Flow, slot: string, walkLength: number): Advanced {
  return run({ ...frame, slots: { ...frame.slots, [slot]: '' }, misses: 0 }, flow, walkLength);
}

function missed(frame: Frame, step: FlowStep): Advanced {
  const misses = frame.misses + 1;
  const question = questionOf(step, frame);
  return misses > MOST_MISSES || !question ? over(frame, []) : waits({ ...frame, misses }, [question]);
}

/** A confirmation was denied: the slot it led to, or the first of the flow, is asked again. */
function askAgain(frame: Frame, flow: Flow, label: string | undefined, walkLength: number): Advanced {
  const at = labelled(flow, label) ?? confirmStart(frame, flow);
  const asked = new Set(flow.steps.slice(at, frame.step).flatMap((step) => (step.do === 'collect' ? [step.slot] : [])));
  return run({ ...frame, step: at, misses: 0, slots: Object.fromEntries(Object.entries(frame.slots).filter(([slot]) => !asked.has(slot))) }, flow, walkLength);
}

/** The first question that a confirmation sums up. */
function confirmStart(frame: Frame, flow: Flow): number {
  const at = flow.steps.findIndex(({ do: kind }) => kind === 'collect');
  return at >= 0 && at < frame.step ? at : frame.step;
}

function labelled(flow: Flow, label: string | undefined): number | undefined {
  const at = label === undefined ? -1 : flow.steps.findIndex((step) => step.label === label);
  return at < 0 ? undefined : at;
}

function over({ slots }: Frame, acts: readonly Act[]): Advanced {
  return { frame: undefined, acts, slots };
}

function waits(frame: Frame, acts: readonly Act[]): Advanced {
  return { frame, acts, slots: frame.slots };
}
