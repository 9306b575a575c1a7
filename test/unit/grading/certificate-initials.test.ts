import { expect, it } from 'vitest';
import { initialsOf } from '../../../src/main/domain/grading/certificate-commands.ts';

it('EX7 initials are the first letter of each name, as its script counts letters', () => {
  expect(initialsOf(['Grace', 'Alphagrade'])).toBe('G. A.');
  expect(initialsOf(['น้ำผึ้ง', ''])).toBe('น้ำ.');
  expect(initialsOf(['', ' '])).toBe('');
});
