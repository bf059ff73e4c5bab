import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What a machine can find wrong with colours alone: the rules whose answer may be another one in another theme. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

// Only what is wrong is gathered, and in the page itself: gathering all that is right takes several times as long as looking.
const builderOf = (page: Page) => new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();

async function found(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** What a machine finds wrong with a page under WCAG 2.2 AA, each rule with the elements at fault. */
export function faultsOf(page: Page): Promise<string[]> {
  // The names of numbers spell a range with “to”, where the eye reads a dash (ux.md 5).
  return found(builderOf(page).withTags(RULES).disableRules(['label-content-name-mismatch']));
}

/** The same in light colours, and in dark ones what colours alone decide: the page is loaded once and leaves with the colours it had. */
export async function faultsInBothColours(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await faultsOf(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await found(builderOf(page).withRules(COLOUR_RULES));
  await page.emulateMedia({ colorScheme: null });
  return [...light, ...dark.map((fault) => `in dark colours, ${fault}`)];
}
