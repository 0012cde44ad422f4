import * as v from 'valibot';
import { AGENT_STATES } from '../../core/handover/queue.ts';
import { TRIGGERS } from '../../core/handover/ticket.ts';
import { LANGUAGES } from '../../core/shared/language.ts';

const word = v.pipe(v.string(), v.maxLength(60));
const text = v.pipe(v.string(), v.trim(), v.maxLength(500));
const stars = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5));
const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));

/** Bodies of requests; anything more or other is refused. */
export const Bodies = {
  room: v.strictObject({ shop: id }),
  ticket: v.strictObject({
    pass: v.optional(v.pipe(v.string(), v.maxLength(120))),
    shop: id, kiosk: id, language: v.picklist(LANGUAGES), topic: word, trigger: v.picklist(TRIGGERS), priority: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2)),
    hasCamera: v.boolean(), isAgreed: v.literal(true), context: v.record(v.string(), v.unknown()),
  }),
  context: v.strictObject({ context: v.record(v.string(), v.unknown()) }),
  visitRating: v.strictObject({ shop: id, kiosk: id, stars, language: v.picklist(LANGUAGES) }),
  disclosed: v.strictObject({ listener: v.pipe(v.string(), v.regex(/^s_[\w-]{1,120}$/)) }),
  rating: v.strictObject({ stars, word: text, language: v.picklist(LANGUAGES) }),
  callBack: v.strictObject({ shop: id, name: word, phone: v.pipe(v.string(), v.trim(), v.regex(/^\+?[\d -]{5,20}$/)), topic: word, language: v.picklist(LANGUAGES), isAgreed: v.literal(true) }),
  signIn: v.strictObject({ id: word, password: v.pipe(v.string(), v.maxLength(200)) }),
  state: v.strictObject({ state: v.picklist(AGENT_STATES) }),
  claim: v.strictObject({ claim: id }),
  decline: v.strictObject({ reason: word }),
  hold: v.strictObject({ on: v.boolean() }),
  transfer: v.strictObject({ agent: v.optional(id), topic: v.optional(word), note: text }),
  wrapUp: v.strictObject({ disposition: word, note: text }),
  faq: v.strictObject({ question: v.pipe(text, v.minLength(1)), answer: v.pipe(text, v.minLength(1)), language: v.picklist(LANGUAGES) }),
  nothing: v.strictObject({}),
};
