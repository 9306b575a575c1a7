import type { Migration } from '../migrate.ts';
import { firstLight } from './0001-first-light.ts';
import { heldAnswers } from './0002-held-answers.ts';
import { notifications } from './0005-notifications.ts';

/** A number another branch fills. */
const kept = (version: number): Migration => ({ version, name: 'kept', up: 'SELECT 1;' });

/** In order, without gaps. A released migration is never edited: the next change is the next number. */
export const MIGRATIONS: readonly Migration[] = [firstLight, heldAnswers, kept(3), kept(4), notifications];
