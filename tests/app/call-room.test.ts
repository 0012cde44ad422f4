import { describe, expect, test } from 'vitest';
import { CallRoom } from '../../src/app/call-room.ts';
import type { Entry } from '../../src/core/handover/views.ts';
import { NO_LINE_EVENTS, type CallLine, type LineEvents } from '../../src/ports/call-line.ts';
import type { Clock } from '../../src/ports/clock.ts';

const ENTRY: Entry = { url: 'ws://room', token: 't' };

/** A room that is entered as `joins` says, one after the other, and a clock that is turned by hand. */
function setUp({ joins = [true], resume = () => Promise.resolve<Entry | 'gone' | 'later'>(ENTRY) }: { joins?: boolean[]; resume?: () => Promise<Entry | 'gone' | 'later'> } = {}) {
  const told: string[] = [];
  const now = { ms: 0, isWanted: true, isTalking: false };
  const alarms: { atMs: number; ring: () => void }[] = [];
  const settle = () => new Promise((resolve) => { setTimeout(resolve, 0); });
  const clock: Clock = {
    now: () => now.ms, nowMs: () => now.ms,
    after(delayMs, ring) {
      const alarm = { atMs: now.ms + delayMs, ring };
      alarms.push(alarm);
      return () => { alarm.ring = () => {}; };
    },
  };
  const line = {
    isConnected: true,
    join: () => {
      const isReached = joins.length > 1 ? joins.shift()! : joins[0]!;
      told.push(isReached ? 'joined' : 'not reached');
      return isReached ? Promise.resolve() : Promise.reject(new Error('not reached'));
    },
    publish: () => {
      told.push('published');
      return Promise.resolve({ microphone: true, camera: false });
    },
    leave: () => {
      told.push('left');
      return Promise.resolve();
    },
  } as unknown as CallLine;
  let events: LineEvents = NO_LINE_EVENTS;
  const room = new CallRoom({
    clock, events: NO_LINE_EVENTS, resume,
    createLine: (given) => {
      events = given;
      return Promise.resolve(line);
    },
    isWanted: () => now.isWanted, isTalking: () => now.isTalking, hasCamera: () => false,
    onPublished: ({ microphone }) => told.push(microphone ? 'heard' : 'not heard'),
    onLost: () => {
      now.isWanted = false;
      told.push('lost');
    },
  });
  return {
    room, told, now, settle, events: () => events,
    async pass(ms: number) {
      for (const end = now.ms + ms; now.ms < end;) {
        now.ms += 100;
        for (const alarm of alarms.filter(({ atMs }) => atMs <= now.ms)) {
          alarms.splice(alarms.indexOf(alarm), 1);
          alarm.ring();
        }
        await settle();
      }
    },
  };
}

async function inCall(options?: Parameters<typeof setUp>[0]) {
  const call = setUp(options);
  call.room.enter(ENTRY);
  await call.settle();
  call.now.isTalking = true;
  call.room.speak();
  await call.settle();
  return call;
}

describe('a visitor in a room', () => {
  test('is heard once the agent\'s picture has come, whether before or after they may talk', async () => {
    const { told, events, settle } = await inCall();
    expect(told).toEqual(['joined']);
    events().onPicture('agent');
    await settle();
    expect(told).toEqual(['joined', 'published', 'heard']);

    const early = setUp();
    early.room.enter(ENTRY);
    await early.settle();
    early.events().onPicture('agent');
    early.now.isTalking = true;
    early.room.speak();
    await early.settle();
    expect(early.told).toEqual(['joined', 'published', 'heard']);
  });

  test('is heard a moment later where the agent has no picture, and not at all where the talk is over by then', async () => {
    const { told, pass } = await inCall();
    await pass(800);
    expect(told).toEqual(['joined']);
    await pass(200);
    expect(told).toEqual(['joined', 'published', 'heard']);

    const over = await inCall();
    over.now.isTalking = false;
    await over.pass(1_000);
    expect(over.told).toEqual(['joined']);
  });

  test('who leaves while the picture is waited for is not heard, and leaves at once', async () => {
    const { room, told, now, settle } = await inCall();
    now.isTalking = false;
    now.isWanted = false;
    room.leave();
    await settle();
    expect(told).toEqual(['joined', 'left']);
  });
});

describe('a room that was prepared', () => {
  test('is entered once: who agrees is in it already, and is heard in it', async () => {
    const { room, told, now, events, settle } = setUp();
    room.prepare(ENTRY);
    room.enter(ENTRY, true);
    await settle();
    expect(told).toEqual(['joined']);
    now.isTalking = true;
    room.speak();
    events().onPicture('agent');
    await settle();
    expect(told).toEqual(['joined', 'published', 'heard']);
  });

  test('and is not reached, or breaks while the visitor reads, is entered as any other', async () => {
    const unreached = setUp({ joins: [false, true] });
    unreached.room.prepare(ENTRY);
    unreached.room.enter(ENTRY, true);
    await unreached.settle();
    expect(unreached.told).toEqual(['not reached', 'joined']);

    const broken = setUp();
    broken.now.isWanted = false;
    broken.room.prepare(ENTRY);
    await broken.settle();
    broken.events().onLink('broken');
    broken.now.isWanted = true;
    broken.room.enter(ENTRY, true);
    await broken.settle();
    expect(broken.told).toEqual(['joined', 'joined']);
  });

  test('is left where the ticket has another one, and where there is none', async () => {
    const other = setUp();
    other.room.prepare(ENTRY);
    other.room.enter(ENTRY);
    await other.settle();
    expect(other.told).toEqual(['joined', 'left', 'joined']);

    const declined = setUp();
    declined.room.prepare(ENTRY);
    declined.room.leave();
    await declined.settle();
    expect(declined.told).toEqual(['joined', 'left']);
  });
});

describe('a room that is lost', () => {
  test('is entered anew, and the visitor heard again', async () => {
    const { told, now, events, pass } = await inCall({ joins: [true, false, true] });
    events().onPicture('agent');
    await pass(100);
    events().onLink('broken');
    await pass(100);
    expect(told).toEqual(['joined', 'published', 'heard', 'not reached']);
    await pass(1_000);
    expect(told.slice(4)).toEqual(['joined', 'published', 'heard']);
    expect(now.isWanted).toBe(true);
  });

  test('is given up after eight seconds from when it was first tried', async () => {
    const { room, told, pass } = setUp({ joins: [false], resume: () => Promise.resolve('later') });
    room.enter(ENTRY);
    await pass(7_900);
    expect(told).toEqual(['not reached']);
    await pass(200);
    expect(told).toEqual(['not reached', 'lost']);
  });

  test('is not tried again once the ticket is gone, or nobody wants it', async () => {
    const gone = setUp({ joins: [false], resume: () => Promise.resolve('gone') });
    gone.room.enter(ENTRY);
    await gone.pass(9_000);
    expect(gone.told).toEqual(['not reached']);

    const left = await inCall();
    left.now.isWanted = false;
    left.events().onLink('broken');
    await left.pass(1_000);
    expect(left.told.filter((each) => each === 'joined')).toHaveLength(1);
  });
});
