import { expect, test } from '@playwright/test';

/** The number in a heading such as “1 057 claims”. */
async function claimsCounted(heading: string | null): Promise<number> {
  return Number((heading ?? '').replace(/[^\d]/g, ''));
}

test.describe('a reader looks for claims', () => {
  test('the list stands newest first, with the running totals of a series in one line', async ({ page }) => {
    await page.goto('/claims');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Claims');
    const totals = page
      .getByRole('listitem')
      .filter({ hasText: 'General Staff of the Armed Forces of Ukraine: killed or wounded, Russia' });
    await expect(totals).toContainText('59 running totals');
    await totals.getByRole('link', { name: 'Show each' }).click();
    await expect(page.getByText('Running totals stand one by one.')).toBeVisible();
    await expect(
      page.getByRole('link', { name: /says about 1.447.620 killed or wounded.*report of 1 August 2026/ }),
    ).toBeVisible();
  });

  test('each facet says how many claims it leaves, and keeps its word', async ({ page }) => {
    await page.goto('/claims');
    const facet = page.getByRole('link', { name: /^Ukraine \d/ });
    const promised = (await facet.textContent())?.replace('Ukraine', '') ?? '';
    await facet.click();
    await expect(page).toHaveURL('/claims?side=ua');
    await expect(page.getByRole('heading', { level: 2, name: `${promised} claims` })).toBeVisible();
    const killed = page.getByRole('complementary').getByRole('link', { name: /^Killed \d/ });
    const fewer = (await killed.textContent())?.replace('Killed', '') ?? '';
    await killed.click();
    await expect(page).toHaveURL('/claims?metric=killed&side=ua');
    await expect(page.getByRole('heading', { level: 2, name: `${fewer} claims` })).toBeVisible();
    expect(Number(fewer)).toBeLessThan(Number(promised));
  });

  test('a chosen facet is marked, and the same link takes it away', async ({ page }) => {
    await page.goto('/claims?side=ua');
    const chosen = page.getByRole('link', { name: /^Chosen, remove: Ukraine/ });
    await expect(chosen).toHaveAttribute('aria-current', 'true');
    await chosen.click();
    await expect(page).toHaveURL('/claims');
  });

  test('older claims follow page by page, and none comes twice', async ({ page }) => {
    await page.goto('/claims?side=ru&totals=all');
    const addresses = () =>
      page
        .getByRole('heading', { level: 3 })
        .getByRole('link')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    const first = await addresses();
    expect(first).toHaveLength(50);
    await page.getByRole('link', { name: 'Older' }).click();
    await expect(page.getByRole('link', { name: 'Newest' })).toBeVisible();
    const second = await addresses();
    expect(second).toHaveLength(50);
    expect(new Set([...first, ...second]).size).toBe(100);
    await page.getByRole('link', { name: 'Newest' }).click();
    await expect(page.getByRole('link', { name: 'Newest' })).toBeHidden();
    await expect.poll(addresses).toEqual(first);
  });

  test('words are searched for within the filters in force', async ({ page }) => {
    await page.goto('/claims?side=ru');
    await page.getByLabel('Words in the claim').fill('mediazona');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL('/claims?q=mediazona&side=ru');
    await expect(page.getByRole('heading', { level: 2, name: /^\d+ claims$/ })).toBeVisible();
    expect(
      await claimsCounted(await page.getByRole('heading', { level: 2, name: /claims$/ }).textContent()),
    ).toBeLessThan(200);
  });

  test('where nothing passes, every filter in force stands there with its own way out', async ({ page }) => {
    await page.goto('/claims?q=zebra&side=ua');
    await expect(page.getByText('No claim passes all of these filters.')).toBeVisible();
    const filters = page.getByRole('list', { name: 'Filters in force' });
    await expect(filters.getByRole('link')).toHaveText(['words “zebra” remove', 'side: Ukraine remove']);
    await filters.getByRole('link', { name: /zebra/ }).click();
    await expect(page).toHaveURL('/claims?side=ua');
    await expect(page.getByRole('article').first()).toBeVisible();
  });

  test('what was not understood is named, and the list is there all the same', async ({ page }) => {
    await page.goto('/claims?side=moon&after=nowhere&known=tomorrow');
    const notes = page.getByRole('note');
    await expect(notes).toContainText('“moon” is not a side.');
    await expect(notes).toContainText('This place in the list was not understood; the list begins at its top.');
    await expect(notes).toContainText('“tomorrow” is neither a date nor an instant');
    await expect(page.getByRole('article').first()).toBeVisible();
  });
});

test.describe('one claim', () => {
  test('is a sentence, with its value as claimed, its badge and the criterion of the badge', async ({ page }) => {
    await page.goto('/search?q=ukdi-daily-2025-04');
    await page.getByRole('link', { name: 'Open it' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'UK Defence Intelligence says about 1\u202f209 a day, killed or wounded, Russia, over April 2025.',
    );
    await expect(page.getByText('about 1\u202f209 persons a day')).toBeVisible();
    await expect(page.getByText('The source said it; nobody here has re-keyed it.').first()).toBeVisible();
    await expect(page.getByText('The source is not a party to the war.')).toBeVisible();
    await expect(
      page.getByRole('link', { name: 'General Staff of the Armed Forces of Ukraine' }).first(),
    ).toBeVisible();
  });

  test('leads to the monthly figure that it feeds', async ({ page }) => {
    await page.goto('/search?q=ukdi-daily-2025-04');
    await page.getByRole('link', { name: 'Open it' }).click();
    await page.getByRole('link', { name: /April 2025, UK Defence Intelligence.*open derivation/ }).click();
    await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toHaveText(
      'Killed or wounded, April 2025',
    );
    await expect(page.getByRole('dialog').getByText('1\u202f209 × 30 = 36\u202f270').first()).toBeVisible();
  });

  test('that was shown to be wrong stays, struck through, with the reason, and feeds nothing', async ({ page }) => {
    await page.goto('/search?q=gs-press-2023-07-killed');
    await page.getByRole('link', { name: 'Open it' }).click();
    await expect(page.locator('s').first()).toHaveText('at least 230\u202f000 persons');
    await expect(page.getByRole('note')).toContainText('The relay turned killed and wounded into killed.');
    await expect(page.getByText('It is discounted, so no figure uses it.')).toBeVisible();
    await expect(page.getByText(/known here only via RTP Madeira/)).toBeVisible();
  });

  test('shows its words in their own language, where they were said', async ({ page }) => {
    await page.goto('/search?q=afp-isw-2023-01-area');
    await page.getByRole('link', { name: 'Open it' }).click();
    const quote = page.getByRole('blockquote');
    await expect(quote).toContainText('keď Rusi obsadili 285');
    await expect(page.getByRole('link', { name: 'spravy.pravda.sk' })).toBeVisible();
  });

  test('names the claims that agree with it and those that lie apart, each with its number, and whose number it is', async ({
    page,
  }) => {
    await page.goto('/claims/z5ebdmx');
    await expect(page.getByText('contested', { exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Another lineage agrees' })).toHaveAttribute(
      'href',
      '/codebook#substances-s1',
    );
    const others = page.getByRole('region', { name: 'Other sources over the same days' });
    await expect(others).toContainText('3 sources and 3 lineages speak of the same');
    await expect(others.getByText('Corroborated by 1 claim of another lineage')).toBeVisible();
    await expect(others.getByRole('link', { name: /^DeepState says 126 km²/ })).toBeVisible();
    await expect(others).toContainText('Goes back to Institute for the Study of War (ISW)');
    await others.getByRole('link', { name: /^Black Bird Group .* says −37 km²/ }).click();
    await expect(others.getByText('the numbers of 2 claims of other lineages lie apart')).toBeVisible();
  });

  test('has its history: each version with the interval in which the ledger held it', async ({ page }) => {
    await page.goto('/search?q=ukdi-daily-2025-04');
    await page.getByRole('link', { name: 'Open it' }).click();
    await expect(page.getByText(/^Version 1, held since \d+ \w+ \d{4}, \d\d:\d\d UTC$/)).toBeVisible();
  });

  test('its badge explains itself on hover and on focus, stays while one points at it, and goes with Escape', async ({
    page,
  }) => {
    await page.goto('/claims');
    const badge = page.getByRole('button', { name: 'Attributed' }).first();
    const criterion = page.getByRole('tooltip').first();
    await expect(criterion).toBeHidden();
    await badge.hover();
    await expect(criterion).toBeVisible();
    await criterion.hover();
    await expect(criterion).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(criterion).toBeHidden();
    await page.mouse.move(0, 0);
    await badge.focus();
    await expect(criterion).toBeVisible();
    await expect(badge).toHaveAccessibleDescription('The source said it; nobody here has re-keyed it.');
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the list, its facets, its search and its pages work', async ({ page }) => {
    await page.goto('/claims');
    await expect(page.getByRole('article').first()).toBeVisible();
    await page.getByRole('link', { name: /^Ukraine \d/ }).click();
    await expect(page).toHaveURL('/claims?side=ua');
    await page.getByRole('link', { name: 'Older' }).click();
    await expect(page.getByRole('article').first()).toBeVisible();
    await page.getByLabel('Search claims and sources').fill('oryx');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Search for “oryx”');
    await expect(page.getByRole('link', { name: 'Oryx', exact: true }).first()).toBeVisible();
  });

  test('a claim is there in full', async ({ page }) => {
    await page.goto('/search?q=ukdi-daily-2025-04');
    await page.getByRole('link', { name: 'Open it' }).click();
    await expect(page.getByText('about 1\u202f209 persons a day')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
    await expect(page.getByRole('link', { name: /open derivation/ })).toBeVisible();
  });
});

test.describe('the same as files', () => {
  test('the list as JSON is paged, and every page names the next', async ({ request }) => {
    const first = await (await request.get('/claims.json?side=ua')).json();
    expect(first.filter).toMatchObject({ side: 'ua' });
    expect(first.total).toEqual({ claims: 159, exact: true });
    expect(first.claims).toHaveLength(159);
    expect(first.next).toBeNull();
    const all = await (await request.get('/claims.json')).json();
    expect(all.claims).toHaveLength(200);
    const next = await (await request.get(all.next)).json();
    const ids = [...all.claims, ...next.claims].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(400);
  });

  test('the list as CSV holds every claim that passes the filters', async ({ request }) => {
    const answer = await request.get('/claims.csv?side=both');
    expect(answer.headers()['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.headers()['content-disposition']).toMatch(
      /^attachment; filename="attrition-ledger_claims_known-\d{8}T\d{4}Z\.csv"$/,
    );
    const text = await answer.text();
    expect(text.split('\n')[0]).toMatch(/^claim_key,source,spokesperson,relay,side,metric,/);
    expect(text.trim().split('\n')).toHaveLength(3);
  });

  test('one claim as JSON has its own interval, its history and its links', async ({ request }) => {
    const { claims } = await (await request.get('/claims.json?source=uk-di')).json();
    const { id } = claims.find(({ key }: { key: string }) => key === 'ukdi-daily-2025-04');
    const detail = await (await request.get(`/claims/${id}.json`)).json();
    expect(detail.claim).toMatchObject({
      id,
      revision: 1,
      recordedTo: null,
      best: 1209,
      badge: { code: 'attributed' },
    });
    expect(detail.history).toHaveLength(1);
    expect(await (await request.get(`/claims/${id}.csv`)).text()).toContain('\nukdi-daily-2025-04,uk-di,');
  });

  for (const [address, status, code] of [
    ['/claims.json?side=moon', 400, 'bad_request'],
    ['/claims.csv?known=tomorrow', 400, 'bad_request'],
    ['/claims.json?after=nowhere', 400, 'bad_request'],
    ['/claims/zzzzzzz.json', 404, 'not_found'],
    ['/claims/zzzzzzz.csv', 404, 'not_found'],
    ['/sources/nobody.json', 404, 'not_found'],
    [`/claims.json?q=${'a'.repeat(8200)}`, 414, 'too_long'],
  ] as const)
    test(`${address.slice(0, 40)} is ${status} in the one form of every error`, async ({ request }) => {
      const answer = await request.get(address);
      expect(answer.status()).toBe(status);
      const { error } = await answer.json();
      expect(error).toMatchObject({ code, status });
      expect(Array.isArray(error.details)).toBe(true);
    });
});
