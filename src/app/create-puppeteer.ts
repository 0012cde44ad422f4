import { createCamera } from '../devices/camera.ts';
import { createPeopleEngine } from '../engines/vision/people/client.ts';
import type { Scope } from '../runtime/scope.ts';
import { Puppeteer, type PuppeteerOptions } from './puppeteer.ts';
import { onlyFile } from './served-models.ts';

/** A puppeteer with the camera of this device and eyes that see a face and arms; they are fetched when it starts, and end with the scope. */
export function createPuppeteer(scope: Scope, send: PuppeteerOptions['send']): Puppeteer {
  const faces = scope.own(createPeopleEngine({ setup: async () => ({ face: { model: await onlyFile('face-landmarker'), most: 1 } }) }));
  const arms = scope.own(createPeopleEngine({ setup: async () => ({ pose: await onlyFile('pose-landmarker') }) }));
  return scope.own(new Puppeteer({ camera: createCamera(), faces, arms, send }));
}
