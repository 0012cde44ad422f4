import { expect } from 'vitest';
import { seededRandom } from '../../src/core/shared/random.ts';
import { renderProduct } from '../../src/tools/render-product.ts';
import { openStory, untilMoving, type CallStory, type StoryOptions } from './call-story.ts';
import { expectHeard, recorded } from './recorded.ts';

/** Recordings for microphones, films for cameras: a visitor asks in Mandarin, gets angry, is asked, waits, sees and is seen, is answered with her own words, held, given back, rates, and leaves nothing behind. */
export async function playWholeStory({ binary }: Pick<StoryOptions, 'binary'>, after: (story: CallStory) => Promise<void> = async () => {}): Promise<void> {
  const { isMandarin, clear, visitor, agent, visitorFilm, agentFilm } = await recorded();
  await using story = await openStory({ binary, search: 'body=off', microphone: visitor, flags: [`--use-file-for-fake-video-capture=${visitorFilm}`] });
  const { kiosk } = story;
  const desk = await story.openDesk('mei', { camera: agentFilm, microphone: agent });
  await kiosk.until('usable');
  if (isMandarin) {
    await kiosk.until('ears-ready', { timeoutMs: 90_000 });
    await kiosk.page.locator('.mic').click();
    await kiosk.until('final');
    await expect.poll(async () => (await kiosk.read()).said).toContain('洗手间');
    await kiosk.page.locator('.mic').click();
  }
  const asked = await kiosk.now();
  await kiosk.say('我的 K1 水壶漏水了');
  await kiosk.until('reply', { afterMs: asked });
  await kiosk.page.locator('yb-dock .look').click();
  await kiosk.page.locator('yb-show-me input[type=file]').setInputFiles({ name: 'leak.jpg', mimeType: 'image/jpeg', buffer: await renderProduct({ id: 'k1', picture: 'kettle', tint: '#e8e4dc' }, seededRandom(2)) });
  await kiosk.page.locator('yb-show-me').waitFor({ state: 'detached', timeout: 60_000 });
  await kiosk.say('气死我了，给我找真人！');
  const panel = kiosk.page.locator('yb-call-panel');
  await panel.locator('#camera').check();
  await panel.locator('#photo').check();
  await panel.getByText('同意，接通').click();

  await desk.page.locator('.ticket.ringing').waitFor();
  for (const word of ['生气', '优先']) expect(await desk.page.locator('.ticket.ringing').textContent()).toContain(word);
  await expect.poll(() => desk.page.locator('[data-summary]').textContent()).toContain('K1');
  // What she was shown, since the visitor said so.
  await desk.page.locator('.photos img').waitFor();
  // She keeps company in line; what is said there reaches the agent too.
  const inLine = await kiosk.now();
  await kiosk.say('你们几点关门？');
  await kiosk.until('reply', { afterMs: inLine });
  await desk.accept();
  await untilMoving(kiosk.page, 'yb-kiosk', 'video.agent');
  await untilMoving(desk.page, 'yb-desk', 'video.visitor');
  await expect.poll(() => desk.page.locator('.log').textContent()).toContain('几点关门');
  expect(await desk.page.locator('.log .photos img').count()).toBe(1);
  for (const page of [kiosk.page, desk.page]) await page.locator('body > audio').first().waitFor({ state: 'attached' });
  await expectHeard(desk.page, visitor, agent);
  await expectHeard(kiosk.page, agent, visitor);
  // Single words are not clear enough; a sentence is written down. A busy machine drops some of it. What carried the voice is all the same to it.
  if (clear && !binary) {
    await kiosk.page.locator('[data-do=captions]').click();
    await kiosk.page.getByText('自动字幕').waitFor();
    await kiosk.page.locator('.captions').getByText(clear).waitFor({ timeout: 120_000 });
    await kiosk.page.locator('[data-do=captions]').click();
    await kiosk.page.getByText('自动字幕').waitFor({ state: 'detached' });
  }

  await kiosk.say('水壶 K1 多少钱？');
  await desk.page.locator('[data-suggestion="0"]').waitFor();
  await desk.page.locator('[data-suggestion="0"] [data-do=say]').click();
  await kiosk.page.waitForFunction(() => document.querySelector('yb-kiosk')!.shadowRoot!.querySelector('yb-say')?.shadowRoot?.textContent?.includes('¥129'));
  await desk.page.locator('[data-suggestion="0"] [data-do=show]').click();
  await kiosk.page.locator('yb-card').waitFor();
  await desk.page.locator('[data-do=picture] input').setInputFiles({ name: 'seal.jpg', mimeType: 'image/jpeg', buffer: await renderProduct({ id: 'k1-seal', picture: 'kettle', tint: '#d9e6e2' }, seededRandom(3)) });
  await kiosk.page.locator('yb-call-view .picture img').waitFor();
  await kiosk.page.getByText('看好了').click();
  await kiosk.page.locator('yb-call-view .picture').waitFor({ state: 'detached' });
  await desk.page.locator('#write').fill('您好，我来帮您。');
  await desk.page.locator('#write').press('Enter');
  await expect.poll(() => kiosk.page.locator('.chat').textContent()).toContain('您好，我来帮您。');

  await desk.page.locator('[data-do=hold]').click();
  await kiosk.page.getByText('请稍等，店员马上回来').waitFor();
  await desk.page.locator('[data-do=hold]').click();
  await kiosk.page.getByText('请稍等，店员马上回来').waitFor({ state: 'detached' });

  const second = await story.openDesk('lin');
  await desk.page.locator('[data-do=transfer]').click();
  await desk.page.locator('select[name=to]').selectOption('agent:lin');
  await desk.page.locator('input[name=note]').fill('他的 K1 漏水');
  await desk.page.locator('input[name=note]').press('Enter');
  await second.page.getByText('他的 K1 漏水').waitFor();
  await second.accept();
  await kiosk.page.getByText('正在和林通话').waitFor();
  // What was said to the first, and by the first, is known to the second.
  for (const said of ['几点关门', '水壶 K1 多少钱', '您好，我来帮您。']) await expect.poll(() => second.page.locator('.log').textContent(), { message: said }).toContain(said);
  await untilMoving(kiosk.page, 'yb-kiosk', 'video.agent');

  await second.page.locator('[data-do=end]').click();
  await kiosk.page.getByText('这次服务怎么样？').waitFor();
  await expect.poll(async () => (await kiosk.read()).said).toContain('您和林的通话结束了');
  await second.page.locator('[data-do=done]').click();
  await kiosk.page.getByLabel('5 分').click();
  await kiosk.page.getByText('提交').click();
  await expect.poll(async () => (await story.handover.journal.read(['rating', 'disposition'])).map(({ kind }) => kind).sort()).toEqual(['disposition', 'rating']);
  await kiosk.page.evaluate(() => document.querySelector('yb-kiosk')!.dispatchEvent(new Event('yb-leave')));
  expect(await kiosk.leftovers()).toEqual([]);
  expect([...desk.errors, ...second.errors]).toEqual([]);
  await after(story);
}
