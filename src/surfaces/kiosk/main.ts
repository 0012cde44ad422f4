import '../../runtime/dispose-polyfill.ts';
import './kiosk.ts';
