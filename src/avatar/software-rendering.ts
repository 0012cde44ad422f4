/**
 * True where WebGL is drawn by the processor (SwiftShader, llvmpipe, Microsoft Basic Render): there every sample and every second pass counts, so
 * she is drawn smaller, without multisampling and without outlines.
 */
export function isSoftwareRendering(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  if (!context) return false;
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(context.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : context.RENDERER));
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}
