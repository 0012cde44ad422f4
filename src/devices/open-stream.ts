import { Failure, type FailureCode } from '../core/shared/failure.ts';

/** Names of DOMException that getUserMedia rejects with (Media Capture and Streams, 10.2.1). */
const MEDIA_ERRORS: Readonly<Record<string, FailureCode>> = {
  NotAllowedError: 'permission-denied', SecurityError: 'permission-denied', NotFoundError: 'no-device', OverconstrainedError: 'no-device', NotReadableError: 'device-busy', AbortError: 'device-busy',
};

/** A microphone's or camera's stream. @throws Failure `insecure-page` | `permission-denied` | `no-device` | `device-busy` */
export async function openStream(constraints: MediaStreamConstraints): Promise<MediaStream> {
  if (!isSecureContext || !navigator.mediaDevices) throw new Failure('insecure-page', 'browsers give no devices to pages of plain http');
  try {
    return await navigator.mediaDevices.getUserMedia(constraints);
  } catch (error) {
    throw new Failure(MEDIA_ERRORS[(error as DOMException).name] ?? 'no-device', `no device: ${(error as Error).message}`, { cause: error });
  }
}
