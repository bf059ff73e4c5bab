import { describe, expect, test } from 'vitest';
import { contentPolicy, embedPolicy } from '@/lib/content-policy';

describe('the policy of a page', () => {
  test('drawn for one request allows nothing inline but what carries its nonce', () => {
    const policy = contentPolicy({ nonce: 'abc' });
    expect(policy).toContain("script-src 'self' 'nonce-abc';");
    expect(policy).toContain("style-src 'self' 'nonce-abc';");
    expect(policy).toContain("script-src-attr 'none';");
  });

  test('allows `eval` to nobody but the development server', () => {
    expect(contentPolicy({ nonce: 'abc' })).not.toContain('unsafe-eval');
    expect(contentPolicy()).not.toContain('unsafe-eval');
    expect(contentPolicy({ isDevelopment: true })).toContain("'unsafe-eval'");
  });

  test.each([contentPolicy(), contentPolicy({ nonce: 'abc' })])('%s keeps to this site', (policy) => {
    for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/https?:|\*/);
  });
});

describe('the policy of an embed', () => {
  const policy = embedPolicy("'sha256-abc'");

  test('lets any page frame it, and nothing inline run', () => {
    expect(policy).toContain('frame-ancestors *');
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'sha256-abc';");
    expect(policy).not.toContain('unsafe-inline');
  });

  test('lets it load nothing from elsewhere and send nothing', () => {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'none'");
    expect(policy).not.toMatch(/https?:/);
  });
});
