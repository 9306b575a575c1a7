import { Alert, Button, Text, TextInput } from '@mantine/core';
import { IconArrowRight, IconCircleCheck, IconClockHour4 } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normaliseJoinCode } from '../../../../shared/model/join-code.ts';
import type { CandidateDoor } from '../../../link/candidate-door.ts';
import { NoRoomError } from '../../../link/no-room-error.ts';
import { PageFrame } from '../../parts/page-frame.tsx';
import { AddressField, PlaintextNotice } from './address-field.tsx';
import { CodeField } from './code-field.tsx';
import { ExamChoice } from './exam-choice.tsx';
import classes from './join.module.css';
import { isWholeCode } from './join-code-shape.ts';
import type { JoinForm } from './join-form.ts';
import { chosenExam, focusFirst, useGoingOn } from './use-going-on.ts';
import { type JoinInfo, useJoinLookup } from './use-join-lookup.ts';
import { useRefusalText } from './use-refusal-text.ts';

interface JoinScreenProps {
  readonly door: CandidateDoor;
  readonly form: JoinForm;
  readonly onChange: (form: JoinForm) => void;
  readonly onContinue: (exam: JoinInfo['exams'][number], consent: JoinInfo['consent']) => void;
  /** Why the candidate is here again, e.g. a wrong access code. */
  readonly refusal: unknown;
  /** A place this computer still has. */
  readonly resumable: { readonly name: string; readonly exam: string; readonly onResume: () => void } | undefined;
}

/** The place this computer still has: one press leads back to it. */
function ResumeOffer({ resumable }: Pick<JoinScreenProps, 'resumable'>) {
  const { t } = useTranslation('exam');
  if (!resumable) return null;
  return (
    <div className={classes.resume}>
      <span>{t('join.resumeLead', { name: resumable.name, exam: resumable.exam })}</span>
      <Button variant="filled" size="sm" onClick={resumable.onResume}>
        {t('join.resume')}
      </Button>
    </div>
  );
}

/** The way in: join code, candidate number, and what else the exam asks for. */
export function JoinScreen({ door, form, onChange, onContinue, refusal, resumable }: JoinScreenProps) {
  const { t } = useTranslation('exam');
  const refusalText = useRefusalText(door.world, form.address);
  const { address } = form;
  // Where the address is asked for, nobody is contacted before the candidate says so: it may have come with a link.
  const [askedFor, setAskedFor] = useState<string | undefined>();
  const isAsked = address === undefined || askedFor === `${address} ${form.code}`;
  const lookup = useJoinLookup(door, address ?? '', isAsked ? form.code : '');
  const [isTried, setTried] = useState(false);
  const exams = lookup.state === 'found' ? lookup.info.exams : [];
  const chosen = chosenExam(lookup, form.examId);
  const goOn = useGoingOn(form, lookup, onContinue);
  const isWaiting =
    (lookup.state === 'found' && exams.length === 0) ||
    (lookup.state === 'failed' && (lookup.error as { code?: unknown }).code === 'exam_not_open');

  const noRoom = lookup.state === 'failed' && lookup.error instanceof NoRoomError ? lookup.error.code : undefined;
  const codeError =
    lookup.state === 'failed' && !isWaiting && !noRoom
      ? refusalText(lookup.error)
      : isWholeCode(form.code) && normaliseJoinCode(form.code) === undefined
        ? t('join.codeWrong')
        : isTried && !isWholeCode(form.code)
          ? t('join.codeMissing')
          : undefined;
  const candidateError = isTried && form.candidateNumber.trim() === '' ? t('join.candidateMissing') : undefined;
  const examError = isTried && exams.length > 1 && !chosen ? t('join.examMissing') : undefined;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (address !== undefined && address.trim() === '') return focusFirst('[name="address"]');
    setAskedFor(`${address} ${form.code}`);
    goOn();
  };

  return (
    <PageFrame title={t('join.title')} lead={t(address === undefined ? 'join.lead' : 'join.leadAddress')} step="join">
      <ResumeOffer resumable={resumable} />
      <form className={classes.form} onSubmit={submit} noValidate>
        {refusal === undefined ? null : (
          <Alert color="red" role="alert">
            {refusalText(refusal)}
          </Alert>
        )}
        <AddressField
          value={address}
          isTried={isTried}
          noRoom={noRoom}
          onChange={(next, code) => onChange({ ...form, address: next, ...(code === undefined ? {} : { code }) })}
        />
        <CodeField value={form.code} error={codeError} onChange={(code) => onChange({ ...form, code })} />
        {chosen && exams.length === 1 ? (
          <p className={classes.found} role="status">
            <IconCircleCheck size={18} aria-hidden />
            {t('join.found', { title: chosen.title })}
          </p>
        ) : null}
        {isWaiting ? (
          <Alert color="petrol" icon={<IconClockHour4 />} title={t('join.noExams')} role="status">
            {t('join.noExamsText')}
          </Alert>
        ) : null}
        {exams.length > 1 ? (
          <ExamChoice exams={exams} value={chosen?.id} error={examError} onChange={(examId) => onChange({ ...form, examId })} />
        ) : null}
        <TextInput
          label={t('join.candidateNumber')}
          description={t('join.candidateHint')}
          error={candidateError}
          required
          size="lg"
          name="candidate-number"
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          value={form.candidateNumber}
          onChange={(event) => onChange({ ...form, candidateNumber: event.currentTarget.value })}
        />
        {chosen?.needsAccessCode ? (
          <TextInput
            label={t('join.accessCode')}
            description={t('join.accessCodeHint')}
            size="lg"
            name="access-code"
            autoComplete="off"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            value={form.accessCode}
            onChange={(event) => onChange({ ...form, accessCode: event.currentTarget.value })}
          />
        ) : null}
        <PlaintextNotice address={address} />
        <Button type="submit" size="lg" fullWidth rightSection={<IconArrowRight size={18} aria-hidden />}>
          {t('join.continue')}
        </Button>
        {lookup.state === 'looking' ? (
          <Text size="sm" c="dimmed" ta="center" role="status">
            {t('join.looking')}
          </Text>
        ) : null}
      </form>
    </PageFrame>
  );
}
