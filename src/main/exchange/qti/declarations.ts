import { elementsOf, firstOf, textInside, type XmlElement } from '../xml/read-xml.ts';
import { isFalse, isTrue } from './qti-names.ts';

export interface Mapping {
  readonly entries: readonly { readonly key: string; readonly value: number; readonly isCaseSensitive: boolean }[];
  readonly otherwise: number;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

export interface ResponseDeclaration {
  readonly id: string;
  readonly cardinality: string;
  readonly baseType: string;
  readonly correct: readonly string[] | undefined;
  readonly mapping: Mapping | undefined;
  readonly hasAreas: boolean;
}

export interface OutcomeDeclaration {
  readonly id: string;
  readonly cardinality: string;
  readonly baseType: string;
  readonly initial: readonly string[] | undefined;
  readonly normalMaximum: number | undefined;
  readonly isScoredByPeople: boolean;
}

const number = (written: string | undefined): number | undefined => {
  const value = written === undefined || written.trim() === '' ? Number.NaN : Number(written);
  return Number.isFinite(value) ? value : undefined;
};

/** A pair is two names, however many spaces stand between; a text keeps its own. */
const writtenAs = (baseType: string, written: string): string =>
  baseType === 'pair' || baseType === 'directedPair' ? written.trim().replace(/\s+/g, ' ') : written.trim();

const valuesOf = (element: XmlElement | undefined, baseType: string): string[] | undefined =>
  element && elementsOf(element, 'value').map((value) => writtenAs(baseType, textInside(value)));

export function responseDeclarations(item: XmlElement): Map<string, ResponseDeclaration> {
  const declared = elementsOf(item, 'responseDeclaration').map((element): ResponseDeclaration => {
    const { identifier = '', cardinality = 'single', baseType = '' } = element.attributes;
    const mapping = firstOf(element, 'mapping');
    return {
      id: identifier,
      cardinality,
      baseType,
      correct: valuesOf(firstOf(element, 'correctResponse'), baseType),
      mapping: mapping && readMapping(mapping, baseType),
      hasAreas: firstOf(element, 'areaMapping') !== undefined,
    };
  });
  return new Map(declared.map((one) => [one.id, one]));
}

function readMapping(element: XmlElement, baseType: string): Mapping {
  const { defaultValue, lowerBound, upperBound } = element.attributes;
  const entries = elementsOf(element, 'mapEntry').map(({ attributes }) => ({
    key: writtenAs(baseType, attributes.mapKey ?? ''),
    value: number(attributes.mappedValue) ?? 0,
    isCaseSensitive: !isFalse(attributes.caseSensitive ?? 'true'),
  }));
  return { entries, otherwise: number(defaultValue) ?? 0, min: number(lowerBound), max: number(upperBound) };
}

export function outcomeDeclarations(item: XmlElement): Map<string, OutcomeDeclaration> {
  const declared = elementsOf(item, 'outcomeDeclaration').map((element): OutcomeDeclaration => {
    const { identifier = '', cardinality = 'single', baseType = '', normalMaximum, externalScored } = element.attributes;
    return {
      id: identifier,
      cardinality,
      baseType,
      initial: valuesOf(firstOf(element, 'defaultValue'), baseType),
      normalMaximum: number(normalMaximum),
      isScoredByPeople: /^(?:human|true)$/i.test(externalScored ?? '') || isTrue(externalScored),
    };
  });
  return new Map(declared.map((one) => [one.id, one]));
}
