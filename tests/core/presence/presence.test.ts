import { describe, expect, test } from 'vitest';
import { NOBODY, pictureRate, presenceStep, PRESENCE_DEFAULTS, type NearFace, type PresenceEvent, type PresenceState } from '../../../src/core/presence/presence.ts';
import { seededRandom } from '../../../src/core/shared/random.ts';

const face = (distanceCm: number, awayDeg = 5, mouth = 0.02): NearFace => ({ distanceCm, rightDeg: 3, upDeg: 1, awayDeg, mouth });

/** Plays pictures, each so many ms after the one before. */
function play(pictures: readonly (readonly [ms: number, ...faces: NearFace[]])[], from: PresenceState = NOBODY) {
  let state = from;
  let atMs = from.sinceMs;
  const events: [PresenceEvent, number][] = [];
  for (const [ms, ...faces] of pictures) {
    atMs += ms;
    const step = presenceStep(state, faces, atMs);
    state = step.state;
    if (step.event) events.push([step.event, atMs]);
  }
  return { state, events, names: events.map(([name]) => name) };
}
const times = <T>(n: number, item: T): T[] => Array.from({ length: n }, () => item);

describe('somebody comes', () => {
  test('arrives after three pictures, attends after having looked for a while, and her eyes follow', () => {
    const { names, state } = play([...times(3, [500, face(230)] as const), ...times(10, [100, face(140)] as const)]);
    expect(names).toEqual(['arrived', 'attending']);
    expect(state.gaze!.rightDeg).toBeCloseTo(3, 1);
    expect(state.distanceCm).toBeLessThan(150);
  });

  test('one picture with a face is nobody: a poster flickers', () => {
    expect(play([[500, face(150)], [500], [500, face(150)], [500]]).names).toEqual([]);
  });

  test('whoever only passes, looking elsewhere, is not attended to', () => {
    expect(play(times(30, [100, face(150, 60)] as const)).names).toEqual(['arrived']);
  });

  test('whoever is far away is nobody yet; on the edge there is no to and fro', () => {
    expect(play(times(20, [500, face(400)] as const)).names).toEqual([]);
    const edge = Array.from({ length: 40 }, (_, i) => [200, face(i % 2 ? 250 : 275, 60)] as const);
    expect(play([...times(3, [200, face(240, 60)] as const), ...edge]).names).toEqual(['arrived']);
  });

  test('of two, the one who looks is the one', () => {
    const { state } = play(times(12, [100, { ...face(90, 70), rightDeg: -20 }, { ...face(130), rightDeg: 15 }] as const));
    expect(state.phase).toBe('attending');
    expect(state.gaze!.rightDeg).toBeGreaterThan(10);
  });
});

describe('two who look', () => {
  const nearer: NearFace = { ...face(100), rightDeg: -18 };
  const talking = (i: number): NearFace => ({ ...face(140, 5, i % 2 ? 0.3 : 0.05), rightDeg: 16 });
  const show = (pictures: readonly (readonly NearFace[])[], isVoice: boolean | undefined) => pictures.reduce((state, faces, i) => presenceStep(state, faces, (i + 1) * 100, { isVoice }).state, NOBODY);

  test('the one whose mouth moves while a voice is heard is the one, though farther away; in a pause too', () => {
    const state = show([...Array.from({ length: 20 }, (_, i) => [nearer, talking(i)]), ...times(12, [nearer, { ...face(140), rightDeg: 16 }])], true);
    expect(state.gaze!.rightDeg).toBeGreaterThan(10);
    expect(show(Array.from({ length: 20 }, (_, i) => [nearer, talking(i)]), undefined).isSpeaking).toBe(true);
  });

  test('a mouth that moves without a voice (chewing, a smile) is not', () => {
    expect(show(Array.from({ length: 20 }, (_, i) => [nearer, talking(i)]), false).gaze!.rightDeg).toBeLessThan(-10);
  });

  test('whoever speaks to somebody else, turned away, is not', () => {
    expect(show(Array.from({ length: 20 }, (_, i) => [nearer, { ...talking(i), awayDeg: 70 }]), true).gaze!.rightDeg).toBeLessThan(-10);
  });

  test('long after the last word the nearer one is looked at again', () => {
    const silent = { ...face(140), rightDeg: 16 };
    expect(show([...Array.from({ length: 20 }, (_, i) => [nearer, talking(i)]), ...times(45, [nearer, silent])], true).gaze!.rightDeg).toBeLessThan(-10);
  });
});

describe('somebody goes', () => {
  const here = play([...times(4, [200, face(150)] as const), ...times(10, [100, face(130)] as const)]).state;

  test('a moment out of sight is no leaving, six seconds are', () => {
    const bent = play([...times(20, [200] as const), ...times(4, [200, face(130)] as const)], here);
    expect(bent.names).toEqual(['back']);
    const left = play(times(40, [200] as const), here);
    expect(left.names).toEqual(['left']);
    expect(left.events[0]![1] - here.seenMs).toBeGreaterThanOrEqual(PRESENCE_DEFAULTS.leaveMs);
    expect(left.state.phase).toBe('nobody');
  });

  test('whoever turns to a shelf is still here', () => {
    const { state, names } = play(times(50, [100, face(150, 80)] as const), here);
    expect([state.phase, names]).toEqual(['near', []]);
  });
});

test('a mouth that moves speaks, one that stays open does not', () => {
  const moving = play(Array.from({ length: 24 }, (_, i) => [100, face(130, 5, 0.05 + 0.2 * Math.abs(Math.sin(i)))] as const)).state;
  expect(moving.isSpeaking).toBe(true);
  expect(play(times(24, [100, face(130, 5, 0.4)] as const)).state.isSpeaking).toBe(false);
});

test('whatever is seen: left follows arrived, and two arrivals never follow each other', () => {
  const random = seededRandom(5);
  for (let run = 0; run < 60; run += 1) {
    const { names } = play(Array.from({ length: 200 }, () => [50 + 2_000 * random() ** 3, ...(random() < 0.5 ? [face(400 * random(), 90 * random(), random())] : [])] as const));
    const doors = names.filter((name) => name === 'arrived' || name === 'left');
    doors.forEach((name, i) => expect(name).toBe(i % 2 ? 'left' : 'arrived'));
  }
});

test('nobody costs two pictures a second', () => {
  expect(pictureRate(NOBODY)).toBe(2);
});
