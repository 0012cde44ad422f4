import './teach.ts';
