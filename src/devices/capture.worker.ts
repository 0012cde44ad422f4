import { Blocks, mixDown } from './blocks.ts';

/** A track's own samples, one device buffer after another -> blocks at 16 kHz. Is given the stream once; ends with it. */
addEventListener('message', ({ data }: MessageEvent<ReadableStream<AudioData>>) => void read(data), { once: true });

async function read(stream: ReadableStream<AudioData>): Promise<void> {
  const blocks = new Blocks((block) => postMessage(block, { transfer: [block.buffer] }));
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const sound = next.value;
    const channels = Array.from({ length: sound.numberOfChannels }, (_, planeIndex) => {
      const channel = new Float32Array(sound.numberOfFrames);
      sound.copyTo(channel, { planeIndex, format: 'f32-planar' });
      return channel;
    });
    const rateHz = Math.round(sound.sampleRate);
    sound.close();
    const mono = mixDown(channels);
    if (mono) blocks.push(mono, rateHz);
  }
}
