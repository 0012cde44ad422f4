import { Scope } from '../runtime/scope.ts';
import CaptureWorker from './capture.worker.ts?worker';
import captureUrl from './capture.worklet.ts?worker&url';

/** Blocks of 512 samples, mono, 16 kHz, [-1, 1]. */
type OnAudio = (block: Float32Array) => void;

/** Media capture transform (W3C mediacapture-transform): in Chromium on the page, elsewhere in workers only or not at all. */
interface TrackProcessor { readonly readable: ReadableStream<AudioData> }
declare const MediaStreamTrackProcessor: (new (options: { track: MediaStreamTrack; maxBufferSize?: number }) => TrackProcessor) | undefined;

/** Device buffers (of 10 ms) that may wait for the worker before the oldest are lost. */
const PATIENCE = 300;

/**
 * The sound of a microphone track, until disposed.
 *
 * Straight from the track where the browser can: the audio graph runs on the loudspeaker's clock, and where that is not the microphone's (a USB
 * microphone beside an HDMI screen) it puts 10 ms of silence into the sound every few seconds, which costs the recogniser a word each time.
 */
export async function capture(track: MediaStreamTrack, onAudio: OnAudio): Promise<Disposable> {
  return typeof MediaStreamTrackProcessor === 'function' ? fromTrack(new MediaStreamTrackProcessor({ track, maxBufferSize: PATIENCE }), onAudio) : fromGraph(track, onAudio);
}

function fromTrack({ readable }: TrackProcessor, onAudio: OnAudio): Disposable {
  const worker = new CaptureWorker({ name: 'capture' });
  worker.onmessage = ({ data }: MessageEvent<Float32Array>) => onAudio(data);
  worker.postMessage(readable, [readable]);
  return { [Symbol.dispose]: () => worker.terminate() };
}

async function fromGraph(track: MediaStreamTrack, onAudio: OnAudio): Promise<Disposable> {
  const scope = new Scope();
  try {
    const context = new AudioContext({ latencyHint: 'interactive' });
    scope.defer(() => void context.close());
    await context.audioWorklet.addModule(captureUrl);
    const source = context.createMediaStreamSource(new MediaStream([track]));
    const node = new AudioWorkletNode(context, 'capture', { numberOfInputs: 1, numberOfOutputs: 0 });
    node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => onAudio(data);
    scope.defer(() => {
      node.port.onmessage = null;
      source.disconnect();
    });
    source.connect(node);
    await context.resume();
    return scope;
  } catch (error) {
    scope[Symbol.dispose]();
    throw error;
  }
}
