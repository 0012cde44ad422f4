import '../runtime/dispose-polyfill.ts';
import { CONVERSATION_DEFAULTS, newConversation, type ConversationEvent, type ConversationOptions } from '../core/conversation/conversation.ts';
import { transition } from '../core/conversation/transition.ts';
import type { ShopPack } from '../core/knowledge/shop-pack.ts';
import { NO_CALL } from '../core/handover/call.ts';
import type { ReplyPlan } from '../core/reply/reply-plan.ts';
import { areYouTherePlan, greetingPlan, offerPlan, ratedPlan, shownCode, shownLamp, sightingPlan, toldPlan } from '../core/reply/fixed-replies.ts';
import { whyAPerson } from '../core/reply/why-a-person.ts';
import type { Language } from '../core/shared/language.ts';
import { toPhrases } from '../core/speech-text/phrases.ts';
import { createSpeaker } from '../devices/speaker.ts';
import { createIntentEngine } from '../engines/intent/client.ts';
import type { Clock } from '../ports/clock.ts';
import type { Stage } from '../ports/stage.ts';
import { Scope } from '../runtime/scope.ts';
import { Store } from '../runtime/store.ts';
import { systemClock } from '../runtime/system-clock.ts';
import { Captions, NO_CAPTIONS } from './captions.ts';
import { Ears } from './ears.ts';
import { Eyes, EYES_SHUT } from './eyes.ts';
import { PARTS, type KioskState, type PartStatus, type Part, type Watched } from './kiosk-state.ts';
import { HandOver } from './hand-over.ts';
import { intentNames } from './intent-names.ts';
import { askServer } from './handover-server.ts';
import { mindUrls } from './load-pack.ts';
import { VisitMind } from './mind.ts';
import { createShopSystems } from './shop-systems.ts';
import { Mirrors } from './mirrors.ts';
import { Narrator } from './narrator.ts';
import { createLine, fetchLine } from './open-line.ts';
import { Parts } from './parts.ts';
import { PresenceSensor } from './presence-sensor.ts';
import { PuppetOnStage } from './puppet-on-stage.ts';
import { serverRephraser } from './rephrase.ts';
import { createEffectRunner } from './run-effects.ts';
import { SecondStage } from './second-stage.ts';
import { showOnStage } from './show-on-stage.ts';
import { noTrace, type Trace } from './trace.ts';
import type { Place } from './viewfinder.ts';
import { createVoices } from './voices.ts';

export interface KioskOptions {
  readonly pack: ShopPack;
  readonly language?: Language;
  readonly conversation?: Partial<ConversationOptions>;
  readonly trace?: Trace;
  readonly clock?: Clock;
  /** Name of this kiosk among the shop's, for the agents. */
  readonly kiosk?: string;
  /** Backend of the Mandarin recogniser: measured on this machine, or forced. */
  readonly backend?: 'auto' | 'wasm' | 'webgpu';
  /** The browser's own echo cancellation and gain control; off for exact recordings. */
  readonly processing?: boolean;
}

export interface BodyOptions {
  readonly canvas: HTMLCanvasElement;
  /** Called once, when she is first seen. */
  readonly onFirstFrame: () => void;
}

/** A running kiosk: the page reads `store`, sends events, and never calls an engine. */
export interface Kiosk extends Disposable {
  readonly store: Watched<KioskState>;
  /** The way to a person. */
  readonly handOver: HandOver;
  /** Level of the microphone in [0, 1], 30 times a second while it is on. */
  readonly microphoneLevel: Watched<number>;
  send(event: ConversationEvent): void;
  /** Reads the page's clock for events. */
  now(): number;
  /** To be called in every touch or key handler: the first sound needs one. */
  unlockSound(): void;
  setMicrophone(on: boolean): Promise<void>;
  /** Gives her a body on a canvas; its code and her figure are fetched now. */
  attachBody(options: BodyOptions): void;
  /** Share of the canvas, from above, that nothing covers: (0, 1]. */
  setVisibleShare(share: number): void;
  /** Lets the camera see whether somebody is there, or no more. */
  setPresence(on: boolean): void;
  /** The visitor shows something, or no more. */
  setShowing(isShowing: boolean): void;
  /** Whether what the agent of a call says is written down. */
  setCaptions(isOn: boolean): void;
  /** Looks at what the camera shows, at a place in it, or at a photo of the visitor's. */
  look(what?: Blob | Place): void;
  /** Takes a rating of the visit, 1 to 5; it goes to the shop's server. */
  rate(stars: number): void;
  /** Names of everything of the last visitor that is still there; empty after a wipe. */
  leftovers(): string[];
}

export function createKiosk({ pack, language = pack.defaultLanguage, conversation = {}, trace = noTrace, clock = systemClock, kiosk = 'kiosk', backend = 'auto', processing = true }: KioskOptions): Kiosk {
  const scope = new Scope();
  const store = new Store<KioskState>({
    conversation: newConversation(language),
    pack,
    parts: Object.fromEntries(PARTS.map((part) => [part, { state: 'waiting' }])) as Record<Part, PartStatus>,
    microphone: 'off',
    call: NO_CALL,
    captions: NO_CAPTIONS,
    eyes: EYES_SHUT,
    sensor: 'off',
    sensorTrouble: undefined,
    isShowing: false,
  });
  const parts = new Parts(store);
  const timing = { ...CONVERSATION_DEFAULTS, ...(pack.texts.offer ? {} : { offerAfterMs: Infinity }), ...conversation };

  const speaker = scope.own(createSpeaker());
  const voices = scope.own(createVoices(parts));
  const intents = scope.own(createIntentEngine({ urls: mindUrls() }));
  const secondStage = scope.own(new SecondStage({ parts, clock, isIdle: () => store.value.conversation.phase === 'welcome' }));
  const mind = new VisitMind({ pack, intents, secondStage, systems: createShopSystems(), rephraser: serverRephraser, clock });
  let stage: Stage | undefined;
  let visibleShare = 1;

  const narrator = new Narrator({ speaker, voiceFor: (wanted) => voices.readyFor(wanted), setMouth: (source) => stage?.setMouth(source), clock, trace });
  const ears = scope.own(new Ears({ parts, store, speaker, clock, trace, backend, processing, send: (event) => send(event), prepare, onSilence: (forMs) => stage?.hold(forMs) }));

  /** Her first words are synthesised while the visitor's last silence is still being waited for. */
  function prepare(text: string, spoken: Language): void {
    void mind.preview(text, spoken).then((plan) => {
      const first = plan && toPhrases(plan.text, plan.language)[0]?.speakable;
      if (first) voices.readyFor(plan.language)?.run({ text: first }).catch(() => {});
    });
  }

  const puppet = new PuppetOnStage(trace);
  const handOver = new HandOver({
    shop: pack.id, kiosk, clock,
    context: () => mind.callContext(),
    note: (turn) => mind.note(turn),
    say: (text) => send({ type: 'clerk/told', plan: toldPlan(text[store.value.conversation.language], store.value.conversation.language) }),
    onCall: (call) => send({ type: 'call/changed', atMs: clock.now(), call }),
    namesOf: ({ topic, shown }) => ({ topic: UNTOLD.has(topic) ? undefined : intentNames[topic], product: pack.products.find(({ id }) => id === shown)?.name }),
    fetchLine, createLine,
    onSay: (text, spoken) => send({ type: 'clerk/told', plan: toldPlan(text, spoken) }),
    onPuppet: (packet) => puppet.push(packet),
    onVoice: () => captions.listenTo(handOver.agentVoice()),
  });
  scope.defer(() => void handOver[Symbol.asyncDispose]());
  const captions = scope.own(new Captions({ clock, recogniser: () => ears.mandarin }));
  scope.defer(captions.store.subscribe((shown) => store.update((value) => ({ ...value, captions: shown }))));
  scope.defer(handOver.store.subscribe((call) => {
    store.update((value) => ({ ...value, call }));
    captions.listenTo(handOver.agentVoice());
  }));

  const mirrors = new Mirrors();
  const eyes = scope.own(new Eyes({
    pack, clock, mirrors,
    onSighting: (sighting) => {
      setShowing(false);
      const { language: spoken } = store.value.conversation;
      if (sighting.kind === 'product') send({ type: 'visitor/asked', atMs: clock.now(), text: pack.products.find(({ id }) => id === sighting.product)!.name[spoken] });
      else if (sighting.kind === 'display' && sighting.families.length > 0) send({ type: 'visitor/asked', atMs: clock.now(), text: shownCode(pack, spoken, sighting) });
      else if (sighting.kind === 'lamp' && sighting.families.length === 1) send({ type: 'visitor/asked', atMs: clock.now(), text: shownLamp(pack, spoken, sighting.colour, sighting.families[0]!) });
      else {
        if (sighting.kind === 'choose') mind.offer(sighting.products);
        send({ type: 'clerk/told', plan: sightingPlan(pack, spoken, sighting) });
      }
    },
  }));
  scope.defer(eyes.store.subscribe((seen) => store.update((value) => ({ ...value, eyes: seen }))));

  const sensor = scope.own(new PresenceSensor({
    mirrors,
    isVoice: () => (store.value.microphone === 'on' ? store.value.conversation.phase === 'hearing' : undefined),
    onEvent: (event) => {
      trace({ type: 'presence', event });
      if (event === 'attending' || event === 'back') send({ type: 'visitor/came', atMs: clock.now() });
      else if (event === 'left') send({ type: 'visitor/gone', atMs: clock.now() });
    },
  }));
  scope.defer(sensor.store.subscribe(({ camera, presence, trouble }) => {
    stage?.setGaze(presence.gaze);
    if (camera !== store.value.sensor || trouble !== store.value.sensorTrouble) store.update((value) => ({ ...value, sensor: camera, sensorTrouble: trouble }));
  }));

  function setShowing(isShowing: boolean): void {
    store.update((value) => ({ ...value, isShowing }));
    if (isShowing) void eyes.open();
    else eyes.close();
  }

  async function answered(answer: Promise<ReplyPlan>): Promise<ReplyPlan> {
    const plan = await answer;
    trace({ type: 'reply' });
    handOver.passOn();
    if (plan.acts.includes('hand-over')) {
      const { trigger, priority } = whyAPerson(plan, mind.anger);
      void handOver.want(trigger, mind.topic, priority, plan.language);
    }
    return plan;
  }

  const effects = scope.own(createEffectRunner({
    send: (event) => send(event),
    narrator,
    clock,
    compose: (text, wanted, signal, voice) => answered(mind.answer(text, wanted, signal, voice)),
    composeNotHeard: (utterance, signal) => answered(mind.guess(utterance, signal)),
    composeGreeting: (wanted) => greetingPlan(pack, wanted),
    composeOffer: (wanted, after) => offerPlan(pack, wanted, after),
    composeAreYouThere: (wanted) => areYouTherePlan(pack, wanted),
    passOn: (text, spoken, by) => {
      if (by === 'touch') handOver.chat(text);
      else handOver.tell(text, spoken);
    },
    wipe: () => {
      handOver.forget();
      captions.forget();
      mind.forget();
      ears.forget();
      eyes.forget();
      setShowing(false);
      trace({ type: 'wiped' });
    },
  }));

  function send(event: ConversationEvent): void {
    const { state, effects: wanted } = transition(store.value.conversation, event, timing);
    store.update((value) => (value.conversation === state ? value : { ...value, conversation: state }));
    for (const effect of wanted) effects.run(effect);
  }

  const tick = () => {
    send({ type: 'time/passed', atMs: clock.now() });
    cancelTick = clock.after(500, tick);
  };
  let cancelTick = clock.after(500, tick);
  scope.defer(() => cancelTick());

  void handOver.takeUp(language);
  void parts.load('mind', () => intents.load());
  const otherLanguage: Language = language === 'zh' ? 'en' : 'zh';
  voices.queue(language);
  ears.queueLoading(language);
  voices.queue(otherLanguage);
  secondStage.queueLoading();

  return {
    store,
    handOver,
    microphoneLevel: ears.level,
    send,
    now: () => clock.now(),
    unlockSound: () => void speaker.unlock(),
    setMicrophone: (on) => ears.setMicrophone(on),
    attachBody({ canvas, onFirstFrame }) {
      void parts.load('body', async () => {
        const { createStage } = await import('../avatar/stage.ts');
        const made = scope.own(createStage({ canvas, onFirstFrame, ...(trace === noTrace ? {} : { onFrame: (frame) => trace({ type: 'frame', level: speaker.level(), ...frame }) }) }));
        stage = made;
        stage.setVisibleShare(visibleShare);
        scope.defer(showOnStage(store, made));
        scope.defer(puppet.attach(made, handOver));
        await made.load(pack.avatar);
        trace({ type: 'body' });
      });
    },
    setVisibleShare(share) {
      visibleShare = share;
      stage?.setVisibleShare(share);
    },
    setPresence: (on) => void (on ? sensor.start() : sensor.stop()),
    setShowing,
    setCaptions: (on) => captions.set(on),
    look: (what) => void (what instanceof Blob ? eyes.lookAt(what) : eyes.shoot(what)),
    rate(stars) {
      const spoken = store.value.conversation.language;
      void askServer('/api/handover/ratings', { shop: pack.id, kiosk, stars, language: spoken });
      send({ type: 'clerk/told', plan: ratedPlan(spoken) });
    },
    leftovers() {
      const { heard, plan, phase } = store.value.conversation;
      return [heard !== '' && 'heard', plan && 'answer', phase !== 'welcome' && 'phase', !mind.isBlank && 'session', !handOver.isBlank && 'call', !eyes.isBlank && 'picture', ...ears.leftovers()].filter((name): name is string => typeof name === 'string');
    },
    [Symbol.dispose]: () => scope[Symbol.dispose](),
  };
}

/** Topics that say nothing of what a call was about, or nothing that should be said aloud. */
const UNTOLD: ReadonlySet<string> = new Set(['general', 'talk-to-human', 'complaint']);
