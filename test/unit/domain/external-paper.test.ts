import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExternalPaper, flawOfAddress, isOnList } from '../../../src/shared/model/external-paper.ts';

const ALLOW = ['https://lms.example.org/quiz', 'http://192.168.1.20:8080/'];

describe('EX8 the list of an external exam', () => {
  it.each([
    'https://lms.example.org/quiz',
    'https://lms.example.org:443/quiz/2?attempt=1#top',
    'HTTPS://LMS.example.org/quiz/',
    'http://192.168.1.20:8080/anything',
  ])('EX8 lets %s through', (url) => {
    expect(isOnList(ALLOW, url)).toBe(true);
  });

  it.each([
    'http://lms.example.org/quiz',
    'https://lms.example.org/quizzes',
    'https://lms.example.org/quiz/../admin',
    'https://lms.example.org/quiz/%2e%2e/admin',
    'https://lms.example.org/quiz/..%2fadmin',
    'https://lms.example.org/quiz\\..\\admin',
    'https://lms.example.org.evil.example/quiz',
    'https://evil.example/https://lms.example.org/quiz',
    'https://lms.example.org@evil.example/quiz',
    'https://sub.lms.example.org/quiz',
    'https://lms.example.org:8443/quiz',
    'http://192.168.1.20/anything',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///quiz',
    'about:blank',
    '',
  ])('EX8 keeps %s out', (url) => {
    expect(isOnList(ALLOW, url)).toBe(false);
  });

  it('EX8 agrees with a browser about the host, whatever is written', () => {
    const piece = fc.constantFrom(
      'lms.example.org',
      'evil.example',
      '@',
      ':',
      '/',
      '\\',
      '//',
      '..',
      '%2f',
      '?',
      '#',
      'quiz',
      ' ',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const url = `https://${pieces.join('')}`;
        if (isOnList(ALLOW, url)) expect(new URL(url).host).toBe('lms.example.org');
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['https://*.example.org/', 'wildcards'],
    ['http://lms.example.org/', 'plain http'],
    ['http://172.32.0.1/', 'plain http'],
    ['http://10.0.0.1.evil.example/', 'plain http'],
    ['https://user@lms.example.org/', 'plain web address'],
    ['lms.example.org', 'plain web address'],
    ['ftp://lms.example.org/', 'plain web address'],
  ])('EX8 says what is wrong with %s', (text, why) => {
    expect(flawOfAddress(text)).toContain(why);
  });

  it.each([
    'https://lms.example.org',
    'http://10.1.2.3/',
    'http://172.16.0.1:81/x',
    'http://[fd00::1]/',
    'http://127.0.0.1:3000/',
  ])('EX8 takes %s', (text) => {
    expect(flawOfAddress(text)).toBeUndefined();
  });

  it('EX8 the beginning must be on the list itself', () => {
    const paper = { startUrl: 'https://lms.example.org/course', allow: ALLOW, inBrowser: 'refused' };
    expect(ExternalPaper.safeParse(paper).error?.issues[0]?.path).toEqual(['startUrl']);
    expect(ExternalPaper.safeParse({ ...paper, startUrl: 'https://lms.example.org/quiz/9' }).success).toBe(true);
  });
});
