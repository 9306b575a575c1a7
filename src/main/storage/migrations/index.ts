import type { Migration } from '../migrate.ts';
import { firstLight } from './0001-first-light.ts';
import { heldAnswers } from './0002-held-answers.ts';
import { writtenBehind } from './0003-written-behind.ts';

/** In order, without gaps. A released migration is never edited: the next change is the next number. */
export const MIGRATIONS: readonly Migration[] = [firstLight, heldAnswers, writtenBehind];
