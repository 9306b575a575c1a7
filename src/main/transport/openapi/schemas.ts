import { z } from 'zod';
import { Alert, AlertStatus } from '../../../shared/model/alert.ts';
import { AnswerValue, HeldReason, StoredAnswer } from '../../../shared/model/answer.ts';
import {
  AttemptDetail,
  AttemptResult,
  AttemptState,
  AttemptSummary,
  Identity,
  Monitoring,
  Progress,
  RiskContribution,
  TimelineEntry,
} from '../../../shared/model/attempt.ts';
import { ExamDetail, ExamSummary, ImportReport, RosterReport, SittingState, SittingView } from '../../../shared/model/exam.ts';
import { NotificationMessage } from '../../../shared/model/notification.ts';
import { EventWeight, Policy } from '../../../shared/model/policy.ts';
import { CandidateQuestion, Choice, Question, QuestionType, RichText } from '../../../shared/model/question.ts';
import { RecoveryPolicy } from '../../../shared/model/recovery.ts';
import { Role } from '../../../shared/model/role.ts';
import { SecurityEventInput } from '../../../shared/model/security-event.ts';
import { ServiceEventInput } from '../../../shared/model/service-event.ts';
import { Device, DeviceClaim, SessionUser, SessionView } from '../../../shared/model/session.ts';
import { Severity } from '../../../shared/model/severity.ts';
import { COMMANDS, type CommandName } from '../../../shared/protocol/commands.ts';
import { ERRORS } from '../../../shared/protocol/errors.ts';

/** A JSON Schema (draft 2020-12), as OpenAPI 3.1 takes it. */
export type JsonSchema = Record<string, unknown>;

/** Nouns that stand under their own name in the document; everything else is written out where it is used. */
const NAMED = {
  Alert,
  AlertStatus,
  AnswerValue,
  AttemptDetail,
  AttemptResult,
  AttemptState,
  AttemptSummary,
  CandidateQuestion,
  Choice,
  Device,
  DeviceClaim,
  EventAck: COMMANDS.security_event.output,
  EventWeight,
  ExamDetail,
  ExamSummary,
  HeldReason,
  Identity,
  ImportReport,
  Monitoring,
  NotificationMessage,
  OwnAttempt: COMMANDS.attempt_get.output.shape.attempt,
  Policy,
  Progress,
  Question,
  QuestionType,
  RecoveryPolicy,
  RichText,
  RiskContribution,
  Role,
  RosterReport,
  SecurityEvent: SecurityEventInput,
  ServiceEvent: ServiceEventInput,
  SessionUser,
  SessionView,
  Severity,
  SittingState,
  SittingView,
  StoredAnswer,
  TimelineEntry,
} as const satisfies Record<string, z.ZodType>;

export const refTo = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** The body of every refusal (RFC 9457); what belongs to a code stands beside it and again under `data`. */
const PROBLEM: JsonSchema = {
  type: 'object',
  properties: {
    type: { type: 'string', description: 'urn:invigil:error:<code>' },
    title: { type: 'string', description: 'The words of the HTTP status.' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'One sentence for a person: what, where, what to do.' },
    code: { type: 'string', enum: Object.keys(ERRORS) },
    errors: {
      type: 'array',
      description: 'Which field of the input was wrong.',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, message: { type: 'string' } },
        required: ['field', 'message'],
      },
    },
    data: { type: 'object', description: 'What is current, for state_conflict and its like.' },
  },
  required: ['type', 'title', 'status', 'detail', 'code'],
};

/** Formats say what zod's patterns for them spell out; bounds of safe integers say nothing. */
function shorten({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.format === 'uuid' || jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

/** Schemas as JSON Schema, in which the named ones refer to each other instead of repeating themselves. */
function convert(schemas: ReadonlySet<z.ZodType>, io: 'input' | 'output'): Map<z.ZodType, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  const named = new Map<z.ZodType, string>(Object.entries(NAMED).map(([name, schema]) => [schema, name]));
  let others = 0;
  for (const schema of new Set([...named.keys(), ...schemas])) registry.add(schema, { id: named.get(schema) ?? `_${others++}` });
  const { schemas: byId } = z.toJSONSchema(registry, {
    io,
    uri: (id) => `#/components/schemas/${id}`,
    unrepresentable: 'any',
    override: shorten,
  });
  return new Map(
    [...named.keys(), ...schemas].map((schema) => {
      const { $schema: _dialect, $id: _id, ...converted } = byId[registry.get(schema)?.id ?? ''] ?? {};
      return [schema, converted];
    }),
  );
}

/** Every schema the document needs. A schema that is one of the named ones itself comes as a reference to it. */
export interface ContractSchemas {
  readonly components: Readonly<Record<string, JsonSchema>>;
  inputOf(command: CommandName): JsonSchema;
  outputOf(command: CommandName): JsonSchema;
}

export function contractSchemas(): ContractSchemas {
  const nameOf = new Map<z.ZodType, string>(Object.entries(NAMED).map(([name, schema]) => [schema, name]));
  const commands = Object.values(COMMANDS);
  const inputs = convert(new Set(commands.map(({ input }) => input)), 'input');
  const outputs = convert(new Set(commands.map(({ output }) => output)), 'output');
  const lookUp = (schema: z.ZodType, converted: Map<z.ZodType, JsonSchema>): JsonSchema => {
    const name = nameOf.get(schema);
    return name === undefined ? (converted.get(schema) ?? {}) : refTo(name);
  };
  const components = Object.entries(NAMED).map(([name, schema]) => [name, outputs.get(schema) ?? {}]);
  return {
    components: { ...Object.fromEntries(components), Problem: PROBLEM },
    inputOf: (command) => lookUp(COMMANDS[command].input, inputs),
    outputOf: (command) => lookUp(COMMANDS[command].output, outputs),
  };
}
