/** A face in a picture, as presence sees it: never whose. */
export interface NearFace {
  /** From the camera, in cm. */
  readonly distanceCm: number;
  /** Where it is, in degrees from the middle of the picture; to the right and up are positive. */
  readonly rightDeg: number;
  readonly upDeg: number;
  /** How far it is turned away from the camera, in degrees. */
  readonly awayDeg: number;
  /** How far the mouth is open, [0, 1]. */
  readonly mouth: number;
}

/**
 * Nobody; somebody passes or comes nearer; somebody stands here and looks; or was here a moment ago.
 */
export type PresencePhase = 'nobody' | 'near' | 'attending' | 'gone';

/** A face from picture to picture, by its place alone. */
interface FaceTrack {
  readonly rightDeg: number;
  readonly upDeg: number;
  /** How far its mouth was open, the newest last. */
  readonly mouth: readonly number[];
  /** When it last spoke, in ms. */
  readonly spokeMs: number;
}

export interface PresenceState {
  readonly phase: PresencePhase;
  /** When the phase began, in ms. */
  readonly sinceMs: number;
  /** Pictures in a row that say otherwise. */
  readonly doubt: number;
  /** Of the nearest face that looks here, smoothed; undefined where there is none. */
  readonly distanceCm: number | undefined;
  /** Where she should look. */
  readonly gaze: { readonly rightDeg: number; readonly upDeg: number } | undefined;
  /** The face that she attends to moves its mouth as somebody who speaks. */
  readonly isSpeaking: boolean;
  /** All faces of the last picture, by where they were. */
  readonly tracks: readonly FaceTrack[];
  readonly seenMs: number;
}

export interface PresenceOptions {
  /** Nearer than this somebody is here, in cm; and is so until farther than that and a fifth more. */
  readonly nearCm: number;
  readonly attendingCm: number;
  /** Turned less than this away from the camera somebody looks at her, in degrees; and does so until turned half as much more. */
  readonly facingDeg: number;
  /** Pictures in a row that a change needs: a poster flickers, a passer-by is gone. */
  readonly confirm: number;
  /** Somebody who looks for this long attends, in ms. */
  readonly lookMs: number;
  /** Not seen for this long, somebody has left, in ms: a visitor bends down, or turns to a shelf. */
  readonly leaveMs: number;
}

export const PRESENCE_DEFAULTS: PresenceOptions = { nearCm: 260, attendingCm: 180, facingDeg: 28, confirm: 3, lookMs: 700, leaveMs: 6_000 };

export type PresenceEvent = 'arrived' | 'attending' | 'left' | 'back';

export const NOBODY: PresenceState = { phase: 'nobody', sinceMs: 0, doubt: 0, distanceCm: undefined, gaze: undefined, isSpeaking: false, tracks: [], seenMs: -Infinity };

/** Openings of a mouth that are looked back on: about a second at ten pictures a second. */
const MOUTH_WINDOW = 10;
/** A mouth that speaks changes by this much between its widest and narrowest within that time. */
const SPEAKING_RANGE = 0.12;
const HYSTERESIS = 1.2;
/** A face this near to where one was is the same, in degrees. */
const SAME_DEG = 9;
/** Whoever spoke within this, in ms, is the one who speaks: between words too. */
const SPOKE_MS = 1_800;

/** One picture more. Pure. @param isVoice whether a voice is heard now; undefined where nothing listens @returns what it means, where something changed */
export function presenceStep(state: PresenceState, faces: readonly NearFace[], atMs: number, { isVoice, ...given }: Partial<PresenceOptions> & { readonly isVoice?: boolean | undefined } = {}): { readonly state: PresenceState; readonly event?: PresenceEvent } {
  const options = { ...PRESENCE_DEFAULTS, ...given };
  const tracks = faces.map((face) => trackOf(state.tracks, face, atMs, isVoice));
  const isHere = state.phase === 'near' || state.phase === 'attending';
  const reach = options.nearCm * (isHere ? HYSTERESIS : 1);
  const width = options.facingDeg * (state.phase === 'attending' ? 1.5 : 1);
  const [attended] = faces.map((face, i) => ({ face, track: tracks[i]! })).filter(({ face }) => face.distanceCm <= reach).sort((a, b) => weight(a, width, atMs) - weight(b, width, atMs));
  const nearest = attended?.face;
  const seen: PresenceState = attended ? { ...follow(state, attended.face, atMs), tracks, isSpeaking: speaks(attended.track.mouth) } : { ...state, tracks, isSpeaking: false };
  const isLooking = nearest !== undefined && nearest.awayDeg <= width && nearest.distanceCm <= options.attendingCm * (state.phase === 'attending' ? HYSTERESIS : 1);
  switch (state.phase) {
    case 'nobody':
    case 'gone': {
      if (state.phase === 'gone' && !nearest && atMs - state.seenMs >= options.leaveMs) return { state: { ...NOBODY, sinceMs: atMs }, event: 'left' };
      if (!nearest) return { state: { ...seen, doubt: 0, gaze: undefined } };
      if (state.doubt + 1 < options.confirm) return { state: { ...seen, doubt: state.doubt + 1 } };
      return { state: { ...seen, phase: 'near', sinceMs: atMs, doubt: 0 }, event: state.phase === 'gone' ? 'back' : 'arrived' };
    }
    case 'near':
      if (!nearest) return lose(seen, atMs, options);
      if (!isLooking) return { state: { ...seen, sinceMs: atMs, doubt: 0 } };
      return atMs - state.sinceMs >= options.lookMs ? { state: { ...seen, phase: 'attending', sinceMs: atMs, doubt: 0 }, event: 'attending' } : { state: { ...seen, doubt: 0 } };
    case 'attending':
      if (!nearest) return lose(seen, atMs, options);
      if (isLooking) return { state: { ...seen, doubt: 0 } };
      return state.doubt + 1 < options.confirm ? { state: { ...seen, doubt: state.doubt + 1 } } : { state: { ...seen, phase: 'near', sinceMs: atMs, doubt: 0 } };
    default:
      return state.phase satisfies never;
  }
}

/** Pictures a second that presence needs now. */
export function pictureRate({ phase }: PresenceState): number {
  return phase === 'attending' ? 10 : phase === 'near' ? 6 : 2;
}

/** Whoever looks goes before whoever speaks, and that one before whoever is nearer. */
function weight({ face: { distanceCm, awayDeg }, track: { spokeMs } }: { readonly face: NearFace; readonly track: FaceTrack }, width: number, atMs: number): number {
  return distanceCm + (awayDeg > width ? 2_000 : 0) + (atMs - spokeMs < SPOKE_MS ? 0 : 1_000);
}

function trackOf(before: readonly FaceTrack[], { rightDeg, upDeg, mouth }: NearFace, atMs: number, isVoice: boolean | undefined): FaceTrack {
  const away = (track: FaceTrack) => Math.hypot(track.rightDeg - rightDeg, track.upDeg - upDeg);
  const same = before.filter((track) => away(track) <= SAME_DEG).sort((a, b) => away(a) - away(b))[0];
  const mouths = [...(same?.mouth ?? []), mouth].slice(-MOUTH_WINDOW);
  return { rightDeg, upDeg, mouth: mouths, spokeMs: isVoice !== false && speaks(mouths) ? atMs : (same?.spokeMs ?? -Infinity) };
}

function speaks(mouth: readonly number[]): boolean {
  return mouth.length >= MOUTH_WINDOW / 2 && Math.max(...mouth) - Math.min(...mouth) >= SPEAKING_RANGE;
}

function lose(state: PresenceState, atMs: number, { confirm }: PresenceOptions): { readonly state: PresenceState } {
  if (state.doubt + 1 < confirm) return { state: { ...state, doubt: state.doubt + 1 } };
  return { state: { ...state, phase: 'gone', sinceMs: atMs, doubt: 0, gaze: undefined, distanceCm: undefined } };
}

function follow(state: PresenceState, face: NearFace, atMs: number): PresenceState {
  const seconds = Math.min(1, Math.max(0.05, (atMs - state.seenMs) / 1_000));
  const share = 1 - 0.5 ** (seconds / 0.25);
  const before = state.distanceCm ?? face.distanceCm;
  const distanceCm = before + (face.distanceCm - before) * share;
  const gaze = state.gaze ?? face;
  return {
    ...state, distanceCm, seenMs: atMs,
    gaze: { rightDeg: gaze.rightDeg + (face.rightDeg - gaze.rightDeg) * share, upDeg: gaze.upDeg + (face.upDeg - gaze.upDeg) * share },
  };
}
