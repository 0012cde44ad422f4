import { openStory } from '../../tests/helpers/call-story.ts';
import { filmOfHer } from '../../tests/helpers/film-of-her.ts';
import { median, quantile, round, type Measurement } from '../measurement.ts';

const WARM_UP_MS = 10_000;
const MEASURED_MS = 20_000;

/** From a frame of the agent's camera to its weights on the kiosk, and how large a packet is. Both pages are on this machine, so both clocks are one. */
export async function measurePuppet(): Promise<Measurement> {
  const film = await filmOfHer();
  await using story = await openStory({ search: 'body=off' });
  const desk = await story.openDesk('mei', { camera: film });
  await story.call();
  await desk.accept();
  await story.kiosk.page.getByText('正在和小梅通话').waitFor();
  await desk.page.locator('[data-do=puppet]').click();
  const { atMs } = await story.kiosk.until('puppet', { timeoutMs: 120_000 });
  await story.kiosk.page.waitForTimeout(WARM_UP_MS + MEASURED_MS);
  const note = await desk.page.locator('.private').textContent();
  const packets = (await story.kiosk.trace()).flatMap((event) => (event.type === 'puppet' && event.atMs > atMs + WARM_UP_MS ? [event as unknown as { lateMs: number; bytes: number }] : []));
  const late = packets.map(({ lateMs }) => lateMs);
  return {
    figures: {
      puppetPacketBytes: Math.max(...packets.map(({ bytes }) => bytes)), puppetLatencyMs: round(median(late), 1), puppetLatencyP95Ms: round(quantile(late, 0.95), 1),
      puppetFramesPerSecond: round(packets.length / (MEASURED_MS / 1_000), 1),
    },
    cases: packets.map(({ lateMs, bytes }, i) => ({ figure: 'puppetLatencyMs', input: `packet ${i}, ${bytes} bytes`, expected: null, got: lateMs })),
    settings: { node: process.version, deskSays: note ?? '', measuredSeconds: MEASURED_MS / 1_000 },
  };
}
