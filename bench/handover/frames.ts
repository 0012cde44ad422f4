import { openStory } from '../../tests/helpers/call-story.ts';
import { median, quantile, round, type Case, type Measurement } from '../measurement.ts';

const CALLS = 6;
const SETTLE_MS = 4_000;

/** From the visitor's touch of "agree" to the first frame of the agent's picture on the kiosk; the agent accepts as soon as it rings. Fresh pages for every call, at rest. */
export async function measureFrames(): Promise<Measurement> {
  const cases: Case[] = [];
  const times: number[] = [];
  for (let i = 0; i < CALLS; i += 1) {
    await using story = await openStory({ search: 'body=off' });
    const desk = await story.openDesk();
    await desk.page.evaluate(() => {
      const root = document.querySelector('yb-desk')!.shadowRoot!;
      new MutationObserver(() => root.querySelector<HTMLElement>('.ticket.ringing [data-do=accept], [data-do=accept]')?.click()).observe(root, { subtree: true, childList: true, attributes: true });
    });
    await story.kiosk.until('usable');
    // A kiosk has been on for hours: all that it loads is there.
    await story.kiosk.page.waitForFunction(() => (document.querySelector('yb-kiosk')?.shadowRoot?.querySelector('yb-readiness')?.shadowRoot?.querySelector('.bar') ?? null) === null, undefined, { timeout: 120_000 });
    await story.kiosk.page.waitForTimeout(SETTLE_MS);
    await story.kiosk.say('给我找真人店员');
    // It may be touched as soon as the page knows that somebody is there.
    await story.kiosk.page.locator('yb-call-panel button.main:not([disabled])').waitFor();
    const ms = await story.kiosk.page.evaluate(() => new Promise<number>((resolve) => {
      const root = document.querySelector('yb-kiosk')!.shadowRoot!;
      const startedMs = performance.now();
      root.querySelector('yb-call-panel')!.shadowRoot!.querySelector<HTMLElement>('button.main')!.click();
      const look = () => {
        const video = root.querySelector('yb-call-view')?.shadowRoot?.querySelector<HTMLVideoElement>('video.agent');
        if (video) video.requestVideoFrameCallback(() => resolve(performance.now() - startedMs));
        else requestAnimationFrame(look);
      };
      look();
    }));
    times.push(ms);
    cases.push({ figure: 'clickToAgentFrameMs', input: `call ${i}`, expected: 'a frame of the agent', got: round(ms, 0) });
  }
  return { figures: { clickToAgentFrameMs: round(median(times), 0), clickToAgentFrameP95Ms: round(quantile(times, 0.95), 0) }, cases, settings: { node: process.version, calls: CALLS, livekit: 'embedded' } };
}
