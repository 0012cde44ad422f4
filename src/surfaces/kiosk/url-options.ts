import type { KioskOptions } from '../../app/create-kiosk.ts';
import type { Language } from '../../core/shared/language.ts';

/** What an integrator may say in the address: ?lang=en&ask-after=60&wipe-after=15&backend=wasm&processing=off&body=off&mic=on&presence=on&kiosk=door&device=KEY&trace */
export interface UrlOptions extends Pick<KioskOptions, 'language' | 'conversation' | 'backend' | 'processing' | 'kiosk'> {
  /** Key of this device, given once. */
  readonly device?: string;
  readonly trace: boolean;
  /** Draws nothing of her: for machines that cannot, and for tests of everything else. */
  readonly body: boolean;
  /** Opens the microphone at once, where the browser was told to allow it. */
  readonly microphone: boolean;
  /** Lets the camera see whether somebody is there. */
  readonly presence: boolean;
}

export function readUrlOptions(search: string): UrlOptions {
  const parameters = new URLSearchParams(search);
  const seconds = (name: string) => {
    const value = Number(parameters.get(name));
    return value > 0 ? value * 1000 : undefined;
  };
  const language = parameters.get('lang');
  const backend = parameters.get('backend');
  const askAfterMs = seconds('ask-after');
  const wipeAfterMs = seconds('wipe-after');
  return {
    ...(language === 'zh' || language === 'en' ? { language: language satisfies Language } : {}),
    ...(backend === 'wasm' || backend === 'webgpu' ? { backend } : {}),
    conversation: { ...(askAfterMs ? { askAfterMs } : {}), ...(wipeAfterMs ? { wipeAfterMs } : {}) },
    ...(parameters.get('processing') === 'off' ? { processing: false } : {}),
    ...(/^[\w-]{1,64}$/.test(parameters.get('kiosk') ?? '') ? { kiosk: parameters.get('kiosk')! } : {}),
    ...(parameters.get('device') ? { device: parameters.get('device')! } : {}),
    trace: parameters.has('trace'),
    body: parameters.get('body') !== 'off',
    microphone: parameters.get('mic') === 'on',
    presence: parameters.get('presence') === 'on',
  };
}
