import type { Page } from 'playwright';
import { openStory, untilMoving, type CallStory, type DeskBrowser, type StoryOptions } from './call-story.ts';

/** One row of the failure table. */
export interface FailureRow {
  readonly name: string;
  /** Left to `npm run test:livekit`, which plays all rows on both servers: `npm test` must stay short. */
  readonly isLong?: boolean;
  /** @returns for dead calls how long it took until she spoke to the visitor again, in ms */
  run(options: Pick<StoryOptions, 'binary'>): Promise<number | undefined>;
}

const LOST = /断了|断线|连不上/;
const PAGE = 'body=off';

/** A call under way. */
async function inCall(options: StoryOptions): Promise<CallStory & { desk: DeskBrowser }> {
  const story = await openStory({ search: PAGE, ...options });
  const desk = await story.openDesk();
  await story.call();
  await desk.accept();
  await untilMoving(story.kiosk.page, 'yb-kiosk', 'video.agent');
  return Object.assign(story, { desk });
}

const phaseOf = (page: Page) => page.evaluate(() => document.querySelector('yb-kiosk')!.shadowRoot!.querySelector('main')!.dataset['call']);

async function untilPhase(page: Page, phase: string, timeoutMs = 40_000): Promise<number> {
  const start = performance.now();
  await page.waitForFunction((wanted) => document.querySelector('yb-kiosk')?.shadowRoot?.querySelector('main')?.dataset['call'] === wanted, phase, { timeout: timeoutMs, polling: 50 });
  return performance.now() - start;
}

/** The visitor's tab, duplicated: what the tab remembers goes with it. */
async function secondTab({ kiosk: { page, origin } }: CallStory): Promise<Page> {
  const kept = await page.evaluate(() => sessionStorage.getItem('yingbin-ticket'));
  const second = await page.context().newPage();
  await second.addInitScript((ticket) => sessionStorage.setItem('yingbin-ticket', ticket!), kept);
  await second.goto(`${origin}/?${PAGE}`);
  return second;
}

/** What a browser does with a page that was not touched. Every step of a test counts as a touch, so the flag for it does nothing here. */
function keepSilent(): void {
  const play = HTMLMediaElement.prototype.play;
  let isTouched = false;
  addEventListener('pointerdown', () => { isTouched = true; }, true);
  HTMLMediaElement.prototype.play = function silent(this: HTMLMediaElement) {
    return isTouched || this.muted || this instanceof HTMLVideoElement ? play.call(this) : Promise.reject(new DOMException('not touched', 'NotAllowedError'));
  };
}

/** She answers a question, so nobody is stuck. */
async function goesOn({ kiosk }: CallStory): Promise<void> {
  const at = await kiosk.now();
  await kiosk.say('云朵水壶多少钱');
  await kiosk.until('reply', { afterMs: at });
}

async function roomsWithVisitors({ livekit: { service } }: CallStory): Promise<string[]> {
  const rooms = await service.listRooms();
  const present = await Promise.all(rooms.map(({ name }) => service.listParticipants(name)));
  return present.flat().flatMap(({ identity }) => (identity.startsWith('v_') ? [identity] : []));
}

export const FAILURE_ROWS: readonly FailureRow[] = [
  { name: 'the server is down when a person is asked for', async run(options) {
    await using story = await openStory({ search: PAGE, ...options, prepare: (page) => page.route(/\/api\/handover\//, (route) => route.abort()) });
    await story.kiosk.until('usable');
    await story.kiosk.say('给我找真人店员');
    const ms = await story.untilShe(LOST);
    await goesOn(story);
    return ms;
  } },
  { name: 'LiveKit is down at connect', isLong: true, async run(options) {
    await using story = await openStory({ search: PAGE, ...options });
    await story.openDesk();
    await story.livekit.kill();
    await story.call();
    const ms = await story.untilShe(LOST);
    await goesOn(story);
    return ms;
  } },
  { name: 'LiveKit dies in mid-call', async run(options) {
    await using story = await inCall(options);
    await story.livekit.kill();
    const ms = await story.untilShe(LOST);
    await untilPhase(story.kiosk.page, 'unavailable');
    await goesOn(story);
    return ms;
  } },
  { name: 'the agent drops out of the room', isLong: true, async run(options) {
    await using story = await inCall(options);
    await story.desk.page.context().setOffline(true);
    const room = `h_${(await story.ticket())!.id}`;
    const agent = (await story.livekit.service.listParticipants(room)).find(({ identity }) => identity.startsWith('a_'))!;
    await story.livekit.service.removeParticipant(room, agent.identity);
    const ms = await story.untilShe(LOST);
    await untilPhase(story.kiosk.page, 'waiting');
    return ms;
  } },
  { name: 'the agent closes the tab', async run(options) {
    await using story = await inCall(options);
    await story.desk.close();
    const ms = await story.untilShe(LOST);
    await untilPhase(story.kiosk.page, 'waiting');
    return ms;
  } },
  { name: 'the kiosk is loaded again', async run(options) {
    await using story = await inCall(options);
    await story.kiosk.page.reload();
    await untilPhase(story.kiosk.page, 'talking');
    await untilMoving(story.kiosk.page, 'yb-kiosk', 'video.agent');
    return undefined;
  } },
  { name: 'a second tab takes the ticket', isLong: true, async run(options) {
    await using story = await inCall(options);
    const { page } = story.kiosk;
    const second = await secondTab(story);
    await untilPhase(second, 'talking');
    await untilPhase(page, 'none');
    await page.waitForTimeout(3_000);
    if ((await phaseOf(second)) !== 'talking') throw new Error('the two tabs fight for the ticket');
    return undefined;
  } },
  { name: 'the network is switched', isLong: true, async run(options) {
    await using story = await inCall(options);
    await story.kiosk.page.context().setOffline(true);
    await story.kiosk.page.waitForTimeout(1_500);
    await story.kiosk.page.context().setOffline(false);
    await untilMoving(story.kiosk.page, 'yb-kiosk', 'video.agent');
    if ((await phaseOf(story.kiosk.page)) !== 'talking') throw new Error('the call did not survive');
    return undefined;
  } },
  { name: 'the token is over before the visitor connects', isLong: true, async run(options) {
    await using story = await openStory({ search: PAGE, ...options, prepare: (page) => page.route(/\/api\/handover\/(tickets|rooms)$/, async (route) => {
      const response = await route.fetch();
      const body = (await response.json()) as Record<string, unknown>;
      await route.fulfill({ response, json: { ...body, token: 'eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.x' } });
    }) });
    const desk = await story.openDesk();
    await story.call();
    await desk.accept();
    await untilMoving(story.kiosk.page, 'yb-kiosk', 'video.agent');
    return undefined;
  } },
  { name: 'LiveKit starts anew while the visitor is asked', isLong: true, async run(options) {
    await using story = await openStory({ search: PAGE, ...options });
    const desk = await story.openDesk();
    await story.kiosk.until('usable');
    await story.kiosk.say('给我找真人店员');
    const agree = story.kiosk.page.locator('yb-call-panel').getByText('同意，接通');
    await agree.waitFor();
    // The page is in the prepared room.
    while ((await roomsWithVisitors(story)).length === 0) await story.kiosk.page.waitForTimeout(50);
    await story.livekit.restart();
    await agree.click();
    await desk.accept();
    await untilMoving(story.kiosk.page, 'yb-kiosk', 'video.agent');
    return undefined;
  } },
  { name: 'two agents accept at once', isLong: true, async run(options) {
    await using story = await openStory({ search: PAGE, ...options });
    const [first, second] = [await story.openDesk('mei'), await story.openDesk('lin')];
    await story.call();
    await Promise.all([first, second].map(({ page }) => page.locator('.ticket').first().waitFor()));
    const id = (await story.ticket())!.id;
    const claim = (page: Page) => page.evaluate((ticket) => fetch(`/api/desk/tickets/${ticket}/claim`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ claim: crypto.randomUUID() }) }).then(({ status }) => status), id);
    const statuses = await Promise.all([claim(first.page), claim(second.page)]);
    if (statuses.sort().join() !== '200,409') throw new Error(`answers ${statuses.join(', ')}`);
    return undefined;
  } },
  { name: 'an agent claims and never comes', isLong: true, async run(options) {
    await using story = await openStory({ search: PAGE, ...options });
    const desk = await story.openDesk();
    await story.call();
    await desk.page.locator('.ticket').first().waitFor();
    await desk.page.evaluate((id) => fetch(`/api/desk/tickets/${id}/claim`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"claim":"never"}' }), (await story.ticket())!.id);
    await untilPhase(story.kiosk.page, 'connecting');
    await untilPhase(story.kiosk.page, 'waiting');
    await desk.accept();
    await untilPhase(story.kiosk.page, 'talking');
    return undefined;
  } },
  { name: 'the visitor walks away', async run(options) {
    await using story = await openStory({ search: `${PAGE}&ask-after=2&wipe-after=1`, ...options });
    await story.openDesk('lin');
    await story.call();
    await untilPhase(story.kiosk.page, 'waiting');
    await untilPhase(story.kiosk.page, 'none');
    for (let i = 0; i < 100 && (await story.ticket())?.state !== 'closed'; i += 1) await story.kiosk.page.waitForTimeout(50);
    if ((await story.ticket())?.state !== 'closed') throw new Error('the ticket is still open');
    return undefined;
  } },
  { name: 'the visitor cancels while it rings', isLong: true, async run(options) {
    await using story = await openStory({ search: PAGE, ...options });
    const desk = await story.openDesk();
    await story.call();
    await desk.page.locator('.ticket.ringing').waitFor();
    await story.kiosk.page.getByText('不等了').click();
    await untilPhase(story.kiosk.page, 'none');
    await desk.page.locator('.ticket').waitFor({ state: 'detached' });
    await goesOn(story);
    return undefined;
  } },
  { name: 'the visitor is sent out of the room', async run(options) {
    await using story = await inCall(options);
    const { id } = (await story.ticket())!;
    await story.livekit.service.removeParticipant(`h_${id}`, `v_${id}`);
    const ms = await story.untilShe(LOST);
    await goesOn(story);
    return ms;
  } },
  { name: 'microphone and camera are denied', async run(options) {
    await using story = await openStory({ search: PAGE, ...options, grantMicrophone: false });
    const desk = await story.openDesk();
    await story.call();
    await desk.accept();
    await untilMoving(story.kiosk.page, 'yb-kiosk', 'video.agent');
    await story.untilShe(/麦克风用不了/);
    await story.kiosk.say('我打字可以吗');
    await desk.page.getByText('我打字可以吗').first().waitFor();
    return undefined;
  } },
  { name: 'the browser lets nothing sound', isLong: true, async run(options) {
    await using story = await inCall({ ...options, prepare: (page) => page.addInitScript(keepSilent) });
    await story.kiosk.page.reload();
    await untilPhase(story.kiosk.page, 'talking');
    await story.kiosk.page.getByText('点这里听店员说话').click();
    await story.kiosk.page.getByText('点这里听店员说话').waitFor({ state: 'detached' });
    return undefined;
  } },
  { name: "LiveKit's webhooks are lost", isLong: true, async run(options) {
    await using story = await openStory({ search: PAGE, ...options, hasWebhooks: false });
    const desk = await story.openDesk();
    await story.call();
    await desk.accept();
    await untilPhase(story.kiosk.page, 'talking');
    await desk.close();
    const ms = await story.untilShe(LOST);
    await untilPhase(story.kiosk.page, 'waiting');
    return ms;
  } },
  { name: 'everything connects anew', isLong: true, async run(options) {
    await using story = await inCall(options);
    await story.livekit.restart();
    await untilMoving(story.kiosk.page, 'yb-kiosk', 'video.agent', 40_000).catch(() => untilPhase(story.kiosk.page, 'waiting'));
    const phase = await phaseOf(story.kiosk.page);
    if (phase !== 'talking' && phase !== 'waiting') throw new Error(`the visitor is ${phase}`);
    return undefined;
  } },
  { name: 'the tab is frozen and wakes', isLong: true, async run(options) {
    await using story = await inCall(options);
    const devtools = await story.kiosk.page.context().newCDPSession(story.kiosk.page);
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    await untilMoving(story.kiosk.page, 'yb-kiosk', 'video.agent');
    return undefined;
  } },
];

