import './kiosk.ts';
