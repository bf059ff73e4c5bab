'use client';

import { useEffect, useRef } from 'react';
import { addressOfCell, cellOf, cellOfHash, hashOf } from './cell-hash';
import './derivation-drawer.css';

const TITLE = 'derivation-title';
/** What has no place in a drawer: scripts, and the controls of the page that the article stands on. */
const LEFT_OUT = 'script, style, link, template, iframe, object, details:has(form), form';
/** Attributes that name ids: those of the article are renamed with it, since the page may have the same. */
const NAMING = ['id', 'for', 'aria-labelledby', 'aria-describedby', 'aria-controls'];
const OPEN_TOOLTIP = '[data-tooltip]:not([data-dismissed]):is(:hover, :focus-within)';

/** A link of the page or of a picture. */
type Focusable = HTMLElement | SVGElement;

/** The page at an address, reduced to its article. Throws words for the reader. */
async function fetchArticle(href: string, signal: AbortSignal): Promise<HTMLElement> {
  const answer = await fetch(href, { signal, headers: { Accept: 'text/html' } }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new Error('The server does not answer. Perhaps there is no connection.');
  });
  if (!answer.ok) throw new Error(`The server could not answer (${answer.status}).`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const article = page.querySelector<HTMLElement>('main article');
  if (article === null) throw new Error('There is no derivation at this address.');
  return article;
}

/** The article without scripts, ids of its own, and headings that stand under those of the page around it. */
function toContent(article: HTMLElement): HTMLElement {
  const content = document.importNode(article, true);
  for (const element of content.querySelectorAll(LEFT_OUT)) element.remove();
  for (const element of content.querySelectorAll('*'))
    for (const name of NAMING) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replace(/\S+/g, 'drawer-$&'));
    }
  for (const heading of content.querySelectorAll('h3, h2, h1')) {
    const lower = document.createElement(`h${Number(heading.tagName[1]) + 1}`);
    for (const { name, value } of heading.attributes) lower.setAttribute(name, value);
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
  return content;
}

/** Words in place of a derivation, as its heading. */
function said(words: string): HTMLElement {
  const heading = document.createElement('h2');
  heading.className = 'derivation-message';
  heading.textContent = words;
  return heading;
}

/** Where a link leads; null where that is no address. */
function addressOf(link: Element, from: URL): URL | null {
  try {
    return new URL(link.getAttribute('href') ?? '', from);
  } catch {
    return null;
  }
}

/** A link that can be shown with the focus on it. */
const isSeen = (link: Focusable) => link.getClientRects().length > 0;

/** All that the drawer does, on the page’s own elements; answers how to undo it. */
function attend(dialog: HTMLDialogElement, content: HTMLElement, asPage: HTMLAnchorElement): () => void {
  /** Exact addresses of the cells that were clicked; others follow from the page. */
  const clicked = new Map<string, string>();
  let shown: string | null = null;
  let opener: Focusable | null = null;
  /** Whether the entry of the history that shows the drawer is our own: then closing goes back. */
  let isOurs = false;
  let reading = new AbortController();

  const show = (element: HTMLElement) => {
    content.replaceChildren(element);
    dialog.scrollTop = 0;
    const heading = element.matches('h2') ? element : element.querySelector<HTMLElement>('h2');
    heading?.setAttribute('id', TITLE);
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
  };

  const read = async (cell: string, href: string) => {
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    asPage.href = href;
    show(said('Opening the derivation …'));
    try {
      const article = await fetchArticle(href, signal);
      if (signal.aborted) return;
      // A frozen comparison numbers its columns; the address names the series.
      const named = article.dataset.cell;
      if (named !== undefined && named !== cell && cellOfHash(location.hash) === cell) {
        shown = named;
        clicked.set(named, href);
        history.replaceState(history.state, '', hashOf(named));
      }
      show(toContent(article));
    } catch (error) {
      if (signal.aborted) return;
      const trouble = document.createElement('div');
      const words = document.createElement('p');
      words.textContent = `${error instanceof Error ? error.message : String(error)} `;
      const link = document.createElement('a');
      link.href = href;
      link.dataset.drawer = 'page';
      link.textContent = 'Open it as a page';
      words.append(link);
      trouble.append(said('The derivation could not be opened here'), words);
      show(trouble);
    }
  };

  /** Where the focus goes when the drawer has closed: to what opened it, or to a link that leads to the same cell. */
  const giveBack = (cell: string | null) => {
    const here = new URL(location.href);
    const leadsThere = (link: Focusable) => {
      const url = addressOf(link, here);
      return url !== null && cellOf(url) === cell && isSeen(link);
    };
    const same = [...document.querySelectorAll<Focusable>('a[href]')].find(leadsThere);
    const to = opener?.isConnected && isSeen(opener) ? opener : (same ?? document.querySelector<HTMLElement>('main'));
    opener = null;
    to?.focus({ preventScroll: true });
  };

  /** The drawer shows what the address says, however it came to say so: a click, back and forward, or a link from elsewhere. */
  const follow = () => {
    const cell = cellOfHash(location.hash);
    if (cell === shown) return;
    const before = shown;
    shown = cell;
    if (cell === null) {
      isOurs = false;
      reading.abort();
      dialog.close();
      content.replaceChildren();
      giveBack(before);
      return;
    }
    if (!dialog.open) dialog.showModal();
    void read(cell, clicked.get(cell) ?? addressOfCell(cell, new URL(location.href)));
  };

  const click = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
    const link = event.target.closest<Focusable>('a[href]');
    if (link === null || link.hasAttribute('target') || link.dataset.drawer === 'page') return;
    const here = new URL(location.href);
    const url = addressOf(link, here);
    const cell = url?.origin === here.origin ? cellOf(url) : null;
    if (url === null || cell === null || cellOf(here) !== null) return;
    event.preventDefault();
    const href = url.pathname + url.search;
    clicked.set(cell, href);
    if (cell === shown) {
      // The same figure as known at another instant.
      void read(cell, href);
    } else if (dialog.open) {
      // From one month to the next inside the drawer: one step back still leaves it.
      location.replace(hashOf(cell));
    } else {
      opener = link;
      isOurs = true;
      location.hash = hashOf(cell);
      follow();
    }
  };

  /** Escape, the button, or a click beside it: the address follows. */
  const closed = () => {
    if (shown === null) return;
    if (isOurs) history.back();
    else {
      history.replaceState(history.state, '', location.pathname + location.search);
      follow();
    }
  };

  const press = (event: KeyboardEvent) => {
    // The first Escape puts an open explanation away, the second closes the drawer.
    if (event.key === 'Escape' && dialog.querySelector(OPEN_TOOLTIP) !== null) event.preventDefault();
  };
  const beside = (event: MouseEvent) => {
    if (event.target === dialog) dialog.close();
  };

  document.addEventListener('click', click);
  window.addEventListener('hashchange', follow);
  dialog.addEventListener('close', closed);
  dialog.addEventListener('keydown', press, true);
  dialog.addEventListener('click', beside);
  follow();
  return () => {
    reading.abort();
    document.removeEventListener('click', click);
    window.removeEventListener('hashchange', follow);
    dialog.removeEventListener('close', closed);
    dialog.removeEventListener('keydown', press, true);
    dialog.removeEventListener('click', beside);
  };
}

/**
 * The derivation of any number on any page, beside it (A5, R3, ux.md §5, §6): links to a cell open here with script, and lead to the page
 * of the cell without it, with a modifier key, or in another tab. The address keeps `#cell=series:month`; Escape, Close and Back close it
 * and give the focus back.
 */
export function DerivationDrawer() {
  const dialog = useRef<HTMLDialogElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const asPage = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (dialog.current === null || content.current === null || asPage.current === null) return;
    return attend(dialog.current, content.current, asPage.current);
  }, []);
  return (
    <dialog ref={dialog} className="derivation-drawer" aria-labelledby={TITLE} data-print="hide">
      <div className="derivation-bar">
        <a ref={asPage} href="/figures" data-drawer="page">
          Open as a page
        </a>
        <form method="dialog">
          <button type="submit">Close</button>
        </form>
      </div>
      <div ref={content} className="derivation-content" />
    </dialog>
  );
}
