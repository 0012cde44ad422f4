import { describe, expect, test } from 'vitest';
import { ARKIT, ARKIT_COUNT, facePoseOf, newFacePose, type Arkit } from '../../../src/core/puppet/arkit.ts';
import { armsOf } from '../../../src/core/puppet/arms.ts';
import { Calibration } from '../../../src/core/puppet/calibration.ts';
import { OneEuro } from '../../../src/core/puppet/one-euro.ts';
import { decodePuppet, encodePuppet, newPuppetFrame, PUPPET_BONES, PUPPET_BYTES, type PuppetFrame } from '../../../src/core/puppet/packet.ts';
import { newPuppetPose, PuppetPlayer } from '../../../src/core/puppet/player.ts';
import { fromMatrix, fromTo, multiply, turn } from '../../../src/core/puppet/rotation.ts';
import { seededRandom } from '../../../src/core/shared/random.ts';

const random = seededRandom(7);
const JAW = ARKIT.indexOf('jawOpen');

function frameOf(seq: number, atMs: number, weights: Partial<Record<Arkit, number>> = {}): PuppetFrame {
  const frame = newPuppetFrame();
  Object.assign(frame, { seq, atMs, hasFace: true });
  for (const [name, weight] of Object.entries(weights)) frame.weights[ARKIT.indexOf(name as Arkit)] = weight;
  return frame;
}

/** Angle between two rotations, in degrees. */
function angle(a: ArrayLike<number>, i: number, b: ArrayLike<number>, j: number): number {
  return (2 * Math.acos(Math.min(1, Math.abs([0, 1, 2, 3].reduce((sum, k) => sum + a[i + k]! * b[j + k]!, 0)))) * 180) / Math.PI;
}

function anyRotation(out: Float32Array, at: number): void {
  const q = [0, 1, 2, 3].map(() => random() * 2 - 1);
  const length = Math.hypot(...q);
  q.forEach((value, k) => { out[at + k] = value / length; });
}

describe('a packet', () => {
  test('holds 51 weights and five rotations in 79 bytes', () => {
    expect(PUPPET_BYTES).toBe(79);
    for (let run = 0; run < 200; run += 1) {
      const frame = newPuppetFrame();
      Object.assign(frame, { seq: 70_000 * run, atMs: 2 ** 32 - 100 + run, hasFace: run % 2 === 0, hasArms: run % 3 === 0 });
      for (let i = 0; i < ARKIT_COUNT; i += 1) frame.weights[i] = random();
      for (let i = 0; i < PUPPET_BONES.length; i += 1) anyRotation(frame.rotations, i * 4);
      const out = newPuppetFrame();
      expect(decodePuppet(encodePuppet(frame), out)).toBe(true);
      expect([out.seq, out.atMs, out.hasFace, out.hasArms]).toEqual([frame.seq & 0xffff, frame.atMs >>> 0, frame.hasFace, frame.hasArms]);
      out.weights.forEach((weight, i) => expect(Math.abs(weight - frame.weights[i]!)).toBeLessThanOrEqual(0.5 / 255 + 1e-6));
      for (let i = 0; i < PUPPET_BONES.length; i += 1) expect(angle(out.rotations, i * 4, frame.rotations, i * 4)).toBeLessThan(0.35);
    }
  });

  test('whatever bytes arrive, nothing leaves its range', () => {
    const out = newPuppetFrame();
    for (let run = 0; run < 500; run += 1) {
      const bytes = Uint8Array.from({ length: run % 3 === 0 ? Math.floor(random() * 200) : PUPPET_BYTES }, () => Math.floor(random() * 256));
      if (run % 3 !== 0) bytes[6] = 1;
      if (!decodePuppet(bytes, out)) continue;
      expect([...out.weights].every((weight) => weight >= 0 && weight <= 1)).toBe(true);
      for (let i = 0; i < PUPPET_BONES.length; i += 1) expect(Math.hypot(...out.rotations.subarray(i * 4, i * 4 + 4))).toBeCloseTo(1, 5);
    }
    expect(decodePuppet(new Uint8Array(0), out)).toBe(false);
  });
});

describe('a puppet player', () => {
  const jawAt = (ms: number) => 0.5 + 0.4 * Math.sin((2 * Math.PI * ms) / 900);

  test('a third of the packets lost, the rest late and out of order: the face still follows', () => {
    const player = new PuppetPlayer();
    const startMs = 2 ** 32 - 1_500; // the sender's clock runs over on the way
    const packets = Array.from({ length: 300 }, (_, i) => ({ sentMs: (i * 100) / 3, bytes: encodePuppet(frameOf(65_400 + i, startMs + (i * 100) / 3, { jawOpen: jawAt((i * 100) / 3) })) }))
      .filter(() => random() > 0.3)
      .map((packet) => ({ ...packet, arrivesMs: packet.sentMs + 20 + random() ** 3 * 90 }))
      .sort((a, b) => a.arrivesMs - b.arrivesMs);
    const pose = newPuppetPose();
    const errors: number[] = [];
    let next = 0;
    for (let nowMs = 0; nowMs < 9_900; nowMs += 1000 / 60) {
      while (next < packets.length && packets[next]!.arrivesMs <= nowMs) player.push(packets[next++]!.bytes, 50_000 + nowMs);
      player.sample(50_000 + nowMs, pose);
      if (nowMs > 1_500) errors.push(Math.abs(expectedMouth(jawAt(nowMs - 20 - 80)) - pose.face.mouth[0]!));
    }
    errors.sort((a, b) => a - b);
    expect(errors[Math.floor(errors.length / 2)]).toBeLessThan(0.06);
    expect(errors[Math.floor(errors.length * 0.95)]).toBeLessThan(0.25);
    expect(pose.faceShare).toBeGreaterThan(0.99);
  });

  function expectedMouth(jaw: number): number {
    const face = newFacePose();
    facePoseOf(frameOf(0, 0, { jawOpen: jaw }).weights, face);
    return face.mouth[0]!;
  }

  test('old packets are dropped, and silence lets go: at rest after a while, nobody\'s puppet after two seconds', () => {
    const player = new PuppetPlayer();
    const pose = newPuppetPose();
    expect(player.isLive(0)).toBe(false);
    for (let i = 0; i < 30; i += 1) {
      expect(player.push(encodePuppet(frameOf(i, i * 33, { jawOpen: 0.8 })), i * 33)).toBe(true);
      player.sample(i * 33, pose);
    }
    expect(player.push(encodePuppet(frameOf(12, 12 * 33)), 1_000)).toBe(false);
    expect(player.push(Uint8Array.of(1, 2, 3), 1_000)).toBe(false);
    expect(pose.faceShare).toBeGreaterThan(0.95);
    for (let nowMs = 1_000; nowMs < 2_200; nowMs += 16) player.sample(nowMs, pose);
    expect(pose.faceShare).toBeLessThan(0.02);
    expect(player.isLive(2_900)).toBe(true);
    expect(player.isLive(3_000)).toBe(false);
    // Another agent, counted from anew.
    expect(player.push(encodePuppet(frameOf(3, 77)), 9_000)).toBe(true);
  });
});

describe('from a face to her face', () => {
  test.each<[string, Partial<Record<Arkit, number>>, (face: ReturnType<typeof newFacePose>) => readonly [number, number]]>([
    ['an open jaw is aa', { jawOpen: 0.6 }, ({ mouth }) => [mouth[0]!, Math.max(mouth[1]!, mouth[2]!, mouth[3]!, mouth[4]!)]],
    ['a pucker is ou', { mouthPucker: 0.8, jawOpen: 0.1 }, ({ mouth }) => [mouth[2]!, Math.max(mouth[0]!, mouth[3]!)]],
    ['an open funnel is oh', { mouthFunnel: 0.7, jawOpen: 0.4 }, ({ mouth }) => [mouth[4]!, Math.max(mouth[2]!, mouth[3]!)]],
    ['a smile is happy, not sad', { mouthSmileLeft: 0.7, mouthSmileRight: 0.7 }, ({ happy, sad }) => [happy, sad]],
    ['brows down are angry', { browDownLeft: 0.8, browDownRight: 0.8 }, ({ angry, happy }) => [angry, happy]],
    ['brows up and wide eyes are surprised', { browInnerUp: 0.8, browOuterUpLeft: 0.8, browOuterUpRight: 0.8, eyeWideLeft: 0.6, eyeWideRight: 0.6 }, ({ surprised, angry }) => [surprised, angry]],
    ['a wink is one lid', { eyeBlinkLeft: 0.7 }, ({ blinkLeft, blinkRight }) => [blinkLeft, blinkRight]],
    ['eyes to her left are a positive yaw', { eyeLookOutLeft: 0.6, eyeLookInRight: 0.6 }, ({ yawDeg }) => [yawDeg, 0]],
    ['eyes down are a positive pitch', { eyeLookDownLeft: 0.6, eyeLookDownRight: 0.6 }, ({ pitchDeg }) => [pitchDeg, 0]],
  ])('%s', (_, weights, read) => {
    const face = newFacePose();
    facePoseOf(frameOf(0, 0, weights).weights, face);
    const [more, less] = read(face);
    expect(more).toBeGreaterThan(0.25);
    expect(more).toBeGreaterThan(less + 0.2);
  });

  test('whatever the weights, all stays in range', () => {
    const face = newFacePose();
    for (let run = 0; run < 500; run += 1) {
      facePoseOf(Float32Array.from({ length: ARKIT_COUNT }, () => (random() < 0.3 ? 1 : random())), face);
      for (const value of [...face.mouth, face.blinkLeft, face.blinkRight, face.happy, face.angry, face.sad, face.surprised]) expect(value).toBeGreaterThanOrEqual(0);
      for (const value of [...face.mouth, face.blinkLeft, face.blinkRight, face.happy, face.angry, face.sad, face.surprised]) expect(value).toBeLessThanOrEqual(1);
    }
  });

  test('how a face rests is learnt and taken away, and so is how the head is held', () => {
    const calibration = new Calibration();
    const tilted = new Float32Array(4);
    fromTo(0, 1, 0, 0.3, Math.sqrt(1 - 0.09), 0, tilted);
    for (let i = 0; i < 40; i += 1) {
      const frame = frameOf(i, i * 33, { mouthFrownLeft: 0.3, jawOpen: 0.05 });
      frame.rotations.set(tilted);
      calibration.apply(frame);
    }
    expect(calibration.progress).toBe(1);
    const frame = frameOf(41, 1_400, { mouthFrownLeft: 0.3, jawOpen: 0.525 });
    frame.rotations.set(tilted);
    calibration.apply(frame);
    expect(frame.weights[ARKIT.indexOf('mouthFrownLeft')]).toBeCloseTo(0, 3);
    expect(frame.weights[JAW]).toBeCloseTo(0.5, 3);
    expect(angle(frame.rotations, 0, Float32Array.of(0, 0, 0, 1), 0)).toBeLessThan(0.5);
  });
});

/** Where an arm points to, from its rotations. */
function directionsOf(frame: Pick<PuppetFrame, 'rotations'>, side: 'left' | 'right'): { upper: Float32Array; lower: Float32Array } {
  const at = side === 'left' ? 4 : 12;
  const rest = side === 'left' ? 1 : -1;
  const upper = Float32Array.of(rest, 0, 0);
  turn(frame.rotations, at, upper);
  const both = new Float32Array(4);
  multiply(frame.rotations, at, frame.rotations, at + 4, both);
  const lower = Float32Array.of(rest, 0, 0);
  turn(both, 0, lower);
  return { upper, lower };
}

describe('from landmarks to arms', () => {
  /** World landmarks of somebody whose shoulders are turned by `turned` degrees; x to the left, y down, z away. */
  function landmarks(arms: Readonly<Record<'left' | 'right', { elbow: readonly number[]; wrist: readonly number[] }>>, turned: number): Float32Array {
    const world = new Float32Array(33 * 3);
    const c = Math.cos((turned * Math.PI) / 180), s = Math.sin((turned * Math.PI) / 180);
    // Given with x left, y up, z forward; turned about y.
    const put = (i: number, [x, y, z]: readonly number[]) => world.set([x! * c + z! * s, -y!, -(-x! * s + z! * c)], i * 3);
    for (const [side, sign, shoulder] of [['left', 1, 11], ['right', -1, 12]] as const) {
      const at = [0.18 * sign, 0.4, 0];
      put(shoulder, at);
      put(shoulder + 2, at.map((value, k) => value + arms[side].elbow[k]! * 0.28));
      put(shoulder + 4, at.map((value, k) => value + arms[side].elbow[k]! * 0.28 + arms[side].wrist[k]! * 0.25));
    }
    return world;
  }
  const seen = new Float32Array(33).fill(0.9);
  const arms = { left: { elbow: [0, -1, 0], wrist: [0, 0, 1] }, right: { elbow: [-0.6, -0.8, 0], wrist: [0, 1, 0] } };

  test.each([0, 25, -40])('upper and lower arm point as the person\'s do, turned by %i degrees', (turned) => {
    const frame = newPuppetFrame();
    expect(armsOf(landmarks(arms, turned), seen, frame)).toBe(true);
    for (const side of ['left', 'right'] as const) {
      const { upper, lower } = directionsOf(frame, side);
      upper.forEach((value, k) => expect(value).toBeCloseTo(arms[side].elbow[k]!, 4));
      lower.forEach((value, k) => expect(value).toBeCloseTo(arms[side].wrist[k]!, 4));
    }
  });

  test('a wrist that is not seen leaves the arms alone', () => {
    const frame = newPuppetFrame();
    expect(armsOf(landmarks(arms, 0), seen.map((value, i) => (i === 16 ? 0.2 : value)), frame)).toBe(false);
    expect([...frame.rotations]).toEqual([...newPuppetFrame().rotations]);
  });
});

describe('rotations', () => {
  test('of a scaled matrix, whatever the turn', () => {
    for (let run = 0; run < 100; run += 1) {
      const q = new Float32Array(4);
      anyRotation(q, 0);
      const [x, y, z, w] = q as unknown as [number, number, number, number];
      const rows = [[1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)], [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)], [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)]];
      const columns = [0, 1, 2].flatMap((column) => [...rows.map((row) => row[column]! * 7), 0]);
      const out = new Float32Array(4);
      fromMatrix([...columns, 1, 2, 3, 1], out);
      expect(angle(out, 0, q, 0)).toBeLessThan(0.1);
    }
  });

  test('there and back is nowhere', () => {
    const a = new Float32Array(8);
    fromTo(1, 0, 0, -1, 0, 0, a, 0);
    fromTo(-1, 0, 0, 1, 0, 0, a, 4);
    multiply(a, 0, a, 4, a, 0);
    expect(angle(a, 0, Float32Array.of(0, 0, 0, 1), 0) % 360).toBeCloseTo(0, 3);
  });
});

test('the 1 € filter stills a trembling value and follows a quick one', () => {
  const filter = new OneEuro(1, 1.5, 2);
  const out: number[] = [];
  for (let i = 0; i < 90; i += 1) {
    const value = Float32Array.of((i < 60 ? 0.3 : 0.9) + (random() - 0.5) * 0.04);
    filter.apply(value, 33);
    out.push(value[0]!);
  }
  const rest = out.slice(30, 60);
  expect(Math.max(...rest) - Math.min(...rest)).toBeLessThan(0.025);
  expect(out[64]).toBeGreaterThan(0.75);
});
