import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKiosk, type KioskPage, type Traced } from '../helpers/kiosk-page.ts';

let kiosk: KioskPage;
/** Lets her body come: a fast machine would show it before the first question is typed. */
let letBodyCome: () => void;
beforeAll(async () => {
  const mayCome = new Promise<void>((resolve) => { letBodyCome = resolve; });
  kiosk = await openKiosk({ search: 'lang=zh', prepare: (page) => page.route('**/avatars/clerk.vrm', async (route) => { await mayCome; await route.continue(); }) });
});
afterAll(() => kiosk[Symbol.asyncDispose]());

const frames = (events: Traced[]) => events.filter((event) => event.type === 'frame');

test('a question typed before her first frame is answered', async () => {
  await kiosk.until('usable');
  await kiosk.say('耳机在哪里');
  await kiosk.until('reply');
  expect((await kiosk.read()).said).toContain('一楼 A2');
  expect((await kiosk.trace()).some((event) => event.type === 'first-frame')).toBe(false);
  letBodyCome();
});

describe.each([['zh', '云朵水壶多少钱', '¥129', 'product'], ['en', 'how much is the cloud kettle', '¥129', 'product']])('a question in %s', (_, question, fact, card) => {
  test('is answered with words, card, voice, and lips that move while she speaks and rest after', async () => {
    await Promise.all([kiosk.until('first-frame', { timeoutMs: 90_000 }), kiosk.until('ears-ready', { timeoutMs: 90_000 })]);
    const start = await kiosk.now();
    await kiosk.say(question);
    await kiosk.until('first-sound', { afterMs: start });
    const seen = await kiosk.read();
    expect(seen.said).toContain(fact);
    expect(seen).toMatchObject({ card, phase: 'speaking' });
    await kiosk.page.waitForFunction(() => document.querySelector('yb-kiosk')!.shadowRoot!.querySelector<HTMLElement>('main')!.dataset['phase'] === 'waiting', null, { timeout: 30_000 });
    const end = await kiosk.now();
    const during = frames(await kiosk.trace()).filter(({ atMs }) => atMs > start && atMs < end);
    expect(Math.max(...during.map((frame) => (frame.type === 'frame' ? frame.level : 0)))).toBeGreaterThan(0.03);
    expect(Math.max(...during.map((frame) => (frame.type === 'frame' ? frame.mouth : 0)))).toBeGreaterThan(0.3);
    await kiosk.page.waitForFunction((after) => (window as unknown as { traced: Traced[] }).traced.some((event) => event.type === 'frame' && event.atMs > after && event.mouth < 0.02), end, { timeout: 20_000 });
  });
});

test('a tap stops her at once', async () => {
  const start = await kiosk.now();
  await kiosk.say('介绍一下小星扫地机');
  await kiosk.until('first-sound', { afterMs: start });
  await kiosk.page.getByRole('button', { name: '停一下' }).or(kiosk.page.getByRole('button', { name: 'Stop' })).click();
  await kiosk.until('silenced', { afterMs: start });
  expect((await kiosk.read()).phase).toBe('waiting');
});

test('a suggestion is a question', async () => {
  await kiosk.page.locator('yb-asks button').first().click();
  await kiosk.page.waitForFunction(() => /你说|You said/.test(document.querySelector('yb-kiosk')!.shadowRoot!.querySelector('.heard')?.textContent ?? ''));
});

describe('bad input', () => {
  test.each([
    ['an emoji', '😀🎉', /不知道|don't know/], ['ten thousand characters', '水壶'.repeat(5_000), /有点长|a bit long/], ['markup', '<script>document.title="x"</script><img src=x onerror=alert(1)>', /不知道|没听清|don't know|did not catch/],
    ['control and direction marks', '\u202e\u0007耳机\u200b在哪里', /一楼 A2/],
  ])('%s gets a kind answer', async (_, text, answer) => {
    const start = await kiosk.now();
    await kiosk.say(text);
    await kiosk.until('reply', { afterMs: start });
    await kiosk.page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector('yb-kiosk')!.shadowRoot!.querySelector('yb-say')!.shadowRoot!.textContent ?? ''), answer.source);
    expect(await kiosk.page.title()).not.toBe('x');
    expect(await kiosk.page.locator('yb-kiosk img').count()).toBe(0);
  });
});

test('nothing was asked of another origin, and nothing went wrong', () => {
  expect(kiosk.foreignRequests).toEqual([]);
  expect(kiosk.errors).toEqual([]);
});

test('a second opinion joins by itself: a question whose words stand in no example is answered when the student is there', async () => {
  await using other = await openKiosk({ search: 'lang=en&body=off' });
  await other.until('usable');
  await expect.poll(async () => {
    const before = await other.now();
    await other.say('which ways of paying are there');
    await other.until('reply', { afterMs: before });
    return (await other.read()).said;
  }, { timeout: 90_000, interval: 2_000 }).toContain('WeChat');
  expect(other.errors).toEqual([]);
});
