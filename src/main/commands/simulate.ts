import type { Command } from 'commander';
/** Being written. */
export function addSimulate(_program: Command): void {}
