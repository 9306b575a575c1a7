import type { Migration } from '../migrate.ts';
import { firstLight } from './0001-first-light.ts';
import { heldAnswers } from './0002-held-answers.ts';
import { writtenBehind } from './0003-written-behind.ts';
import { identity } from './0004-identity.ts';
import { notifications } from './0005-notifications.ts';
import { toolsRecoveryMessages } from './0006-tools-recovery-messages.ts';
import { dailyFigures } from './0007-daily-figures.ts';
import { alertAddress } from './0008-alert-address.ts';
import { rules } from './0009-rules.ts';
import { evidence } from './0010-evidence.ts';
import { course } from './0011-course.ts';
import { papersAndMedia } from './0012-papers-and-media.ts';
import { grading } from './0013-grading.ts';
import { sittingsAndTime } from './0014-sittings-and-time.ts';
import { editing } from './0015-editing.ts';
import { unfinishedPapers } from './0016-unfinished-papers.ts';
import { toolContents } from './0017-tool-contents.ts';
import { publications } from './0018-publications.ts';
import { audiences } from './0019-audiences.ts';

/** In order, without gaps. A released migration is never edited: the next change is the next number. */
export const MIGRATIONS: readonly Migration[] = [
  firstLight,
  heldAnswers,
  writtenBehind,
  identity,
  notifications,
  toolsRecoveryMessages,
  dailyFigures,
  alertAddress,
  rules,
  evidence,
  course,
  papersAndMedia,
  grading,
  sittingsAndTime,
  editing,
  unfinishedPapers,
  toolContents,
  publications,
  audiences,
];
