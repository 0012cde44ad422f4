import { openStory, type CallStory, type DeskBrowser } from '../../tests/helpers/call-story.ts';
import { findLivekit } from '../../src/tools/real-livekit.ts';
import { median, quantile, round, type Case, type Measurement } from '../measurement.ts';

/** The page loads itself anew after a few more. */
const CALLS = 7;
const SETTLE_MS = 4_000;
/** What the visitor agrees to is read, in ms. */
const READ_MS = 2_000;
/** The agent's picture is looked for so often, in ms: to ask at each drawing would make the page draw. */
const LOOK_MS = 8;

/**
 * From the visitor's touch of "agree" to the first frame of the agent's picture on the kiosk; the agent accepts as soon as it rings. One kiosk and one
 * desk, as in a shop: their first call, which the browser is slower at, counts like the others. On a real LiveKit where there is one, and on our own.
 */
export async function measureFrames(): Promise<Measurement> {
  const cases: Case[] = [];
  const embedded = await measureOn(undefined, cases);
  const binary = findLivekit();
  const real = binary ? await measureOn(binary, cases) : undefined;
  const of = (times: readonly number[], prefix: string) => ({ [`${prefix}Ms`]: round(median(times), 0), [`${prefix}P95Ms`]: round(quantile(times, 0.95), 0) });
  return {
    figures: { ...of(real ?? embedded, 'clickToAgentFrame'), ...of(embedded, 'clickToAgentFrameEmbedded') },
    cases, settings: { node: process.version, calls: CALLS, livekit: real ? 'livekit-server' : 'embedded' },
  };
}

async function measureOn(binary: string | undefined, cases: Case[]): Promise<number[]> {
  await using story = await openStory({ search: 'body=off', binary });
  const desk = await story.openDesk();
  await desk.page.evaluate(() => {
    const root = document.querySelector('yb-desk')!.shadowRoot!;
    new MutationObserver(() => root.querySelector<HTMLElement>('.ticket.ringing [data-do=accept], [data-do=accept]')?.click()).observe(root, { subtree: true, childList: true, attributes: true });
  });
  await story.kiosk.until('usable');
  // A kiosk has been on for hours: all that it loads is there.
  await story.kiosk.page.waitForFunction(() => (document.querySelector('yb-kiosk')?.shadowRoot?.querySelector('yb-readiness')?.shadowRoot?.querySelector('.bar') ?? null) === null, undefined, { timeout: 120_000 });
  const times: number[] = [];
  for (let i = 0; i < CALLS; i += 1) {
    await story.kiosk.page.waitForTimeout(SETTLE_MS);
    times.push(await callOnce(story));
    cases.push({ figure: binary ? 'clickToAgentFrameMs' : 'clickToAgentFrameEmbeddedMs', input: `call ${i}`, expected: 'a frame of the agent', got: round(times.at(-1)!, 0) });
    await end(story, desk);
  }
  return times;
}

async function callOnce({ kiosk }: CallStory): Promise<number> {
  await kiosk.say('给我找真人店员');
  await kiosk.page.locator('yb-call-panel button.main:not([disabled])').waitFor();
  await kiosk.page.waitForTimeout(READ_MS);
  return kiosk.page.evaluate((lookMs) => new Promise<number>((resolve) => {
    const root = document.querySelector('yb-kiosk')!.shadowRoot!;
    const startedMs = performance.now();
    root.querySelector('yb-call-panel')!.shadowRoot!.querySelector<HTMLElement>('button.main')!.click();
    const look = () => {
      const video = root.querySelector('yb-call-view')?.shadowRoot?.querySelector<HTMLVideoElement>('video.agent');
      if (video) video.requestVideoFrameCallback(() => resolve(performance.now() - startedMs));
      else setTimeout(look, lookMs);
    };
    look();
  }), LOOK_MS);
}

async function end({ kiosk }: CallStory, desk: DeskBrowser): Promise<void> {
  await desk.page.locator('[data-do=end]').click();
  await desk.page.locator('[data-do=done]').click();
  await kiosk.page.getByLabel('5 分').click();
  await kiosk.page.getByText('提交').click();
  await kiosk.page.locator('yb-call-panel').getByText('提交').waitFor({ state: 'detached' });
}
