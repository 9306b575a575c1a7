export * from './commands.ts';
export * from './envelope.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './rest.ts';
export * from './version.ts';
