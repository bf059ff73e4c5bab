import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What a machine finds wrong with a page under WCAG 2.2 AA, each rule with the elements at fault. */
export async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // The names of numbers spell a range with “to”, where the eye reads a dash (ux.md 5).
    .disableRules(['label-content-name-mismatch'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
