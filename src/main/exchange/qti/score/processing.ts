import { elementsOf, firstOf, textInside, type XmlElement } from '../../xml/read-xml.ts';
import { type OutcomeDeclaration, outcomeDeclarations, type ResponseDeclaration, responseDeclarations } from '../declarations.ts';
import { allNamed, everyElement } from '../qti-names.ts';
import { Unreadable } from '../unreadable.ts';
import { bordersOfEqual, evaluate, type Scope, valueOfResponse } from './expressions.ts';
import type { Responses, ScoreRule } from './score-rule.ts';
import { isYes, numberOf, scalar, type Value } from './values.ts';

/** How the file turns responses into points and feedback. */
export interface Processing {
  readonly score: ScoreRule;
  /** The outcome's values after these responses; nothing where the file computes them in ways not understood. */
  readonly outcome: (id: string, responses: Responses) => readonly string[];
  /** Texts the rules know for a response, its key among them. */
  readonly textsKnown: (responseId: string) => string[];
  /** Numbers where the rules may change their mind. */
  readonly bordersKnown: (responseId: string) => { readonly borders: number[]; readonly values: number[] };
  readonly responses: ReadonlyMap<string, ResponseDeclaration>;
  readonly outcomes: ReadonlyMap<string, OutcomeDeclaration>;
}

const SCORE = 'SCORE';

type Kind = 'match_correct' | 'map_response' | 'rules';

/** Reads an item's declarations and response processing. Throws `Unreadable` where there is no key at all. */
export function readProcessing(item: XmlElement): Processing {
  const responses = responseDeclarations(item);
  const outcomes = outcomeDeclarations(item);
  const element = firstOf(item, 'responseProcessing');
  const rules = element ? elementsOf(element) : [];
  const setsScore = allNamed(element ?? item, 'setOutcomeValue', 'lookupOutcomeValue').some(
    ({ attributes }) => attributes.identifier === SCORE,
  );
  const kindFor = kindsOf(element, setsScore);
  const main = element?.attributes.template === undefined ? undefined : responses.get('RESPONSE');
  const asked = main ? [main] : [...responses.values()];
  const run = (given: Responses) => carryOut(rules, given, responses, outcomes);

  return {
    responses,
    outcomes,
    score: (given) => {
      const kind = kindFor(responses);
      if (kind === 'rules') return numberOf(run(given).get(SCORE)?.()) ?? 0;
      const scores = asked.map((declared) => byTemplate(kind, declared, given, responses));
      if (kind === 'map_response') return scores.reduce((sum, one) => sum + one, 0);
      return scores.every((one) => one === 1) ? worthOf(outcomes, setsScore || element?.attributes.template !== undefined) : 0;
    },
    outcome: (id, given) => {
      const value = run(given).get(id)?.();
      return value?.items.map(String) ?? [];
    },
    textsKnown: (id) => {
      const declared = responses.get(id);
      const constants = allNamed(element ?? item, 'baseValue').map((value) => textInside(value).trim());
      return [
        ...(declared?.correct ?? []),
        ...(declared?.mapping?.entries.map(({ key }) => key) ?? []),
        ...(element ? constants : []),
      ];
    },
    bordersKnown: (id) => bordersKnown(element, responses, id),
  };
}

/** The standard templates by name, whatever the version in the address; a template nobody knows is no key. */
function kindsOf(
  element: XmlElement | undefined,
  setsScore: boolean,
): (responses: ReadonlyMap<string, ResponseDeclaration>) => Kind {
  const template = element?.attributes.template ?? element?.attributes.templateLocation ?? '';
  const own = element ? elementsOf(element).length > 0 : false;
  if (own && setsScore) return () => 'rules';
  const name = /([a-z0-9_]+)(?:\.xml)?\/?$/i.exec(template)?.[1]?.toLowerCase();
  return (responses) => {
    if (name === 'match_correct' || name === 'cc2_match' || name === 'cc2_match_basic') return 'match_correct';
    if (name === 'map_response' || name === 'cc2_map_response') return 'map_response';
    if (template !== '') throw new Unreadable(`its scoring is the template ${name ?? template.slice(0, 80)}, which is not known`);
    const declared = [...responses.values()];
    if (declared.some(({ hasAreas }) => hasAreas)) throw new Unreadable('its points depend on places in a picture');
    // A file without rules has still a key, if it names one.
    return declared.length > 0 && declared.every(({ mapping }) => mapping !== undefined) && !own
      ? 'map_response'
      : 'match_correct';
  };
}

/** What the whole item is worth where only its key is given and no rule sets the score. */
function worthOf(outcomes: ReadonlyMap<string, OutcomeDeclaration>, isTemplate: boolean): number {
  if (isTemplate) return 1;
  const declared = outcomes.get('MAXSCORE')?.initial?.[0];
  const most = declared === undefined ? outcomes.get(SCORE)?.normalMaximum : Number(declared);
  return most !== undefined && Number.isFinite(most) && most > 0 ? most : 1;
}

function byTemplate(
  kind: Exclude<Kind, 'rules'>,
  declared: ResponseDeclaration,
  given: Responses,
  responses: ReadonlyMap<string, ResponseDeclaration>,
): number {
  const scope = scopeOf(given, responses, new Map(), new Map());
  const attributes = { identifier: declared.id };
  const reference = (name: string): XmlElement => ({ name, attributes, children: [], line: 0 });
  if (kind === 'map_response') return numberOf(evaluate(reference('mapResponse'), scope)) ?? 0;
  const match: XmlElement = { name: 'match', attributes: {}, children: [reference('variable'), reference('correct')], line: 0 };
  return isYes(evaluate(match, scope)) ? 1 : 0;
}

/** An outcome's value, or the reason it is not known: told to whoever needs it. */
type Outcome = () => Value | undefined;

function scopeOf(
  given: Responses,
  responses: ReadonlyMap<string, ResponseDeclaration>,
  outcomes: ReadonlyMap<string, OutcomeDeclaration>,
  values: ReadonlyMap<string, Outcome>,
): Scope {
  return {
    response: (id) => responses.get(id),
    initial: (id) => initialOf(outcomes.get(id)),
    variable: (id) => {
      const declared = responses.get(id);
      if (declared) {
        const value = given.get(id) ?? null;
        return value === null || value.length === 0
          ? undefined
          : valueOfResponse(declared, typeof value === 'string' ? [value] : value, true);
      }
      const outcome = values.get(id);
      if (!outcome) throw new Unreadable(`its scoring uses ${id.slice(0, 60)}, which the item does not have`);
      return outcome();
    },
  };
}

function initialOf(declared: OutcomeDeclaration | undefined): Value | undefined {
  if (!declared?.initial || declared.initial.length === 0) return undefined;
  return {
    items: declared.initial.map((one) => scalar(declared.baseType, one)),
    isContainer: declared.cardinality !== 'single',
    isOrdered: declared.cardinality === 'ordered',
    baseType: declared.baseType,
    isRaw: false,
  };
}

/** Raised by `exitResponse` to leave all rules at once. */
class Exit extends Error {}

function carryOut(
  rules: readonly XmlElement[],
  given: Responses,
  responses: ReadonlyMap<string, ResponseDeclaration>,
  outcomes: ReadonlyMap<string, OutcomeDeclaration>,
): Map<string, Outcome> {
  const values = new Map<string, Outcome>();
  for (const declared of outcomes.values()) {
    const initial = initialOf(declared);
    const isNumber = declared.baseType === 'float' || declared.baseType === 'integer';
    const zero =
      isNumber && declared.cardinality === 'single'
        ? { items: [0], isContainer: false, isOrdered: false, baseType: 'float', isRaw: false }
        : undefined;
    values.set(declared.id, () => initial ?? zero);
  }
  for (const id of ['completionStatus', 'numAttempts', 'duration']) {
    if (values.has(id)) continue;
    values.set(id, () => {
      throw new Unreadable(`its scoring depends on ${id === 'duration' ? 'the time taken' : 'how often the candidate tried'}`);
    });
  }
  const scope = scopeOf(given, responses, outcomes, values);
  try {
    for (const rule of rules) carryOutRule(rule, scope, values);
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
  }
  return values;
}

function carryOutRule(rule: XmlElement, scope: Scope, values: Map<string, Outcome>): void {
  switch (rule.name) {
    case 'setOutcomeValue':
      setOutcome(rule, scope, values);
      return;
    case 'responseCondition':
      carryOutCondition(rule, scope, values);
      return;
    case 'responseProcessingFragment':
      for (const inner of elementsOf(rule)) carryOutRule(inner, scope, values);
      return;
    case 'exitResponse':
      throw new Exit();
    default:
      throw new Unreadable(`its scoring uses ${rule.name}, which is not understood`);
  }
}

function carryOutCondition(rule: XmlElement, scope: Scope, values: Map<string, Outcome>): void {
  for (const branch of elementsOf(rule)) {
    const [condition, ...inner] = elementsOf(branch);
    const isElse = branch.name === 'responseElse';
    try {
      if (!isElse && (condition === undefined || !isYes(evaluate(condition, scope)))) continue;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      for (const { attributes } of allNamed(rule, 'setOutcomeValue', 'lookupOutcomeValue'))
        unknown(values, attributes.identifier ?? '', error);
      return;
    }
    for (const one of isElse && condition ? [condition, ...inner] : inner) carryOutRule(one, scope, values);
    return;
  }
}

/** A feedback computed in unknown ways must not cost a question whose points are clear: what fails, fails when it is asked for. */
function setOutcome(rule: XmlElement, scope: Scope, values: Map<string, Outcome>): void {
  const [expression] = elementsOf(rule);
  const id = rule.attributes.identifier ?? '';
  if (!expression) return;
  try {
    const value = evaluate(expression, scope);
    values.set(id, () => value);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    unknown(values, id, error);
  }
}

function unknown(values: Map<string, Outcome>, id: string, reason: Unreadable): void {
  values.set(id, () => {
    throw reason;
  });
}

function bordersKnown(element: XmlElement | undefined, responses: ReadonlyMap<string, ResponseDeclaration>, id: string) {
  const declared = responses.get(id);
  const values = [...(declared?.correct ?? []), ...(declared?.mapping?.entries.map(({ key }) => key) ?? [])].map(Number);
  const rules = element ? everyElement(element) : [];
  for (const rule of rules) if (rule.name === 'baseValue') values.push(Number(textInside(rule)));
  const isKey = values.filter(Number.isFinite);
  const borders = [...isKey];
  for (const rule of rules) {
    if (rule.name === 'equal') for (const value of isKey) borders.push(...bordersOfEqual(value, rule.attributes));
  }
  return { borders, values: isKey };
}
