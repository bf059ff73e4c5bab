'use client';

import {
  type FormEvent,
  type KeyboardEvent,
  startTransition,
  useActionState,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from 'react';
import { Button } from '@/components/ui/button';
import { ErrorSummary, type SummaryError } from '@/components/ui/error-summary';
import { Notice } from '@/components/ui/notice';
import { Textarea } from '@/components/ui/textarea';
import { toDraftSentence } from '@/lib/formats/draft-sentence';
import { problemWords } from '@/lib/formats/draft-words';
import type { EntryWords, LinkableClaim } from '@/lib/formats/entry-words';
import {
  type DraftAnswer,
  type DraftComparison,
  type FieldEntry,
  type FormSource,
  fieldId,
  findSource,
  readClaimForm,
} from '@/lib/forms';
import { type DraftProblem, toClaim } from '@/lib/ledger/draft';
import { draft as draftAddress } from '@/lib/routes';
import { ChangeFields } from './change-fields';
import './claim-form.css';
import { DefinitionFields } from './definition-fields';
import { DraftComparisonForm } from './draft-comparison';
import { EntryPanel } from './entry-panel';
import type { FieldReader } from './field-reader';
import { controlOf } from './field-reader';
import { FormSection } from './form-section';
import { type ClaimSearch, LinkFields } from './link-fields';
import { PeriodFields } from './period-fields';
import { PublicationFields, type PublicationRow } from './publication-fields';
import { SourceFields, SourceNames } from './source-fields';
import { ValueFields } from './value-fields';

/** What the form is filled with when it is opened. */
export type ClaimFormStart = {
  /** Of the draft; made by the page for an empty form. */
  readonly id: string;
  /** The version that is saved; 0 before the first save. */
  readonly version: number;
  readonly isRevision: boolean;
  readonly fields: readonly FieldEntry[];
  /** Null for a form in which nothing was saved yet. */
  readonly entry: EntryWords | null;
  /** What was asked before the page came: to see what is missing, or to send it. */
  readonly asked: 'nothing' | 'checks' | 'send';
  /** What keeps it from being sent, if that was asked. */
  readonly reasons: readonly DraftProblem[];
  readonly search: ClaimSearch;
  /** Path of the field in which one begins to type. */
  readonly focus: string | null;
};

export type ClaimFormActions = {
  /** As the action of the form, for a page without script. */
  readonly post: (before: DraftAnswer | null, posted: FormData) => Promise<DraftAnswer | null>;
  /** Saves and answers what stands beside the form. */
  readonly keep: (posted: FormData) => Promise<DraftAnswer>;
  readonly find: (source: string, words: string) => Promise<readonly LinkableClaim[]>;
};

/** After the last key: until the claim is said back, and until the draft is saved. */
const BREATH = 120;
const PAUSE = 1000;
const AGAIN = 5000;

type Saving =
  | { readonly state: 'untouched' | 'unsaved' }
  | { readonly state: 'saved'; readonly at: string }
  | { readonly state: 'failed' }
  | { readonly state: 'refused'; readonly message: string }
  | { readonly state: 'conflict' };

const UNSAVED: Saving = { state: 'unsaved' };

/** How far the draft is saved, in words; only what came of saving is spoken. */
function SavingWords({ saving }: { readonly saving: Saving }) {
  return (
    <>
      <span role="status">
        {saving.state === 'saved' && `Saved ${saving.at}`}
        {saving.state === 'failed' &&
          'Not saved: the server does not answer. What you typed is still here, and is tried again.'}
        {saving.state === 'refused' && `Not saved: ${saving.message}`}
        {saving.state === 'conflict' &&
          'Not saved: the draft was saved elsewhere meanwhile. Nothing you typed is lost.'}
      </span>
      <span className="text-muted">{saving.state === 'unsaved' && 'Not saved yet'}</span>
    </>
  );
}

/** The form of a claim: everything the ledger keeps of it, in one column, with what it means beside it (ux.md §24). */
export function ClaimForm({
  start,
  sources,
  actions,
}: {
  readonly start: ClaimFormStart;
  readonly sources: readonly FormSource[];
  readonly actions: ClaimFormActions;
}) {
  const [posted, post] = useActionState(actions.post, null);
  const [found, setFound] = useState<DraftComparison | null>(null);
  const comparison = posted?.kind === 'conflict' ? posted.comparison : found;
  // Once the choice is saved, the page is filled with a later version than the one compared with.
  if (comparison !== null && comparison.version >= start.version)
    return <DraftComparisonForm comparison={comparison} isRevision={start.isRevision} answer={posted} post={post} />;
  return (
    <ClaimFields
      key={start.version}
      start={start}
      sources={sources}
      actions={actions}
      posted={posted}
      post={post}
      onConflict={setFound}
    />
  );
}

/** The fields of the form while it is filled in. */
function ClaimFields({
  start,
  sources,
  actions,
  posted,
  post,
  onConflict,
}: {
  readonly start: ClaimFormStart;
  readonly sources: readonly FormSource[];
  readonly actions: ClaimFormActions;
  /** What came of the last post of a page without script. */
  readonly posted: DraftAnswer | null;
  readonly post: (posted: FormData) => void;
  readonly onConflict: (comparison: DraftComparison) => void;
}) {
  // Without script a refused form comes back with what was typed into it.
  const fieldsDrawn = posted?.kind === 'refused' ? posted.fields : start.fields;
  const drawn = useMemo(() => new Map(fieldsDrawn), [fieldsDrawn]);
  const form = useRef<HTMLFormElement>(null);
  const version = useRef(start.version);
  const [entry, setEntry] = useState(start.entry);
  const [asked, setAsked] = useState(start.asked);
  const [reasons, setReasons] = useState<readonly DraftProblem[]>(start.reasons);
  const [saving, setSaving] = useState<Saving>({ state: 'untouched' });
  const [search, setSearch] = useState<ClaimSearch>(start.search);
  const [linked, setLinked] = useState('');
  const [left, leave] = useReducer(
    (paths: ReadonlySet<string>, path: string) => (paths.has(path) ? paths : new Set([...paths, path])),
    new Set<string>(),
  );
  const passed = useRef(new Map<string, string>());
  const [rows, setRows] = useState<readonly PublicationRow[]>(() => rowsOf(fieldsDrawn));
  const [live, setLive] = useState(() => readLive(fieldsDrawn, sources));

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const reader = useRef<ReturnType<typeof setTimeout>>(undefined);
  const busy = useRef<Promise<void> | null>(null);
  const isDirty = useRef(false);

  /** What is wrong now: the browser’s own reading, with what only the server can know of what was saved last. */
  const problems = useMemo(() => {
    const beyond = (entry?.problems ?? []).filter(({ field }) => /^(base|change\.|newSource\.)/.test(field));
    return [...live.problems, ...beyond];
  }, [live, entry]);

  const fields: FieldReader = {
    text: (path) => (path.startsWith('passed.') ? passed.current.get(path) : undefined) ?? drawn.get(path) ?? '',
    error: (path) => {
      const isTold = asked !== 'nothing' || posted?.kind === 'refused' || left.has(path);
      if (!isTold) return undefined;
      const found = [...problems, ...reasons.filter(({ field }) => field.startsWith('passed.'))].find(
        ({ field }) => field === path,
      );
      // A field that was left empty is not wrong yet.
      if (asked === 'nothing' && found?.message.startsWith('is missing')) return undefined;
      return found && sentenceOf(found);
    },
  };

  /** Saves what stands in the form now; one save at a time, each with the words of its moment. */
  const save = async (intent: string): Promise<DraftAnswer | null> => {
    clearTimeout(timer.current);
    while (busy.current !== null) await busy.current;
    const element = form.current;
    if (element === null) return null;
    const sent = new FormData(element);
    sent.set('intent', intent);
    sent.set('version', String(version.current));
    isDirty.current = false;
    let answer: DraftAnswer | null = null;
    const work = (async () => {
      try {
        answer = await actions.keep(sent);
      } catch {
        answer = null;
      }
    })();
    busy.current = work;
    await work;
    busy.current = null;
    take(answer);
    return answer;
  };

  const take = (answer: DraftAnswer | null) => {
    if (answer === null) {
      isDirty.current = true;
      setSaving({ state: 'failed' });
      timer.current = setTimeout(() => void save('autosave'), AGAIN);
      return;
    }
    switch (answer.kind) {
      case 'kept':
      case 'held':
        if (version.current === 0) window.history.replaceState(null, '', draftAddress(start.id));
        version.current = answer.version;
        setEntry(answer.entry);
        setSaving(isDirty.current ? UNSAVED : { state: 'saved', at: answer.at });
        break;
      case 'conflict':
        isDirty.current = true;
        setSaving({ state: 'conflict' });
        break;
      case 'refused':
        isDirty.current = true;
        setSaving({ state: 'refused', message: answer.message });
        setReasons(answer.problems);
        break;
      case 'moved':
        break;
    }
  };

  const read = () => {
    if (form.current !== null) setLive(readLive([...new FormData(form.current)], sources));
  };

  const onInput = (event: FormEvent<HTMLFormElement>) => {
    if (isSearch(event.target)) return;
    isDirty.current = true;
    setSaving((now) => (['unsaved', 'failed', 'conflict'].includes(now.state) ? now : UNSAVED));
    clearTimeout(reader.current);
    reader.current = setTimeout(read, BREATH);
    clearTimeout(timer.current);
    if (saving.state !== 'conflict') timer.current = setTimeout(() => void save('autosave'), PAUSE);
  };

  const press = async (intent: string) => {
    const [verb = '', ...rest] = intent.split('.');
    if (verb === 'add-publication') return addPublication();
    if (verb === 'remove-publication') return removePublication(Number(rest[0]));
    if (verb === 'find') return find();
    if (verb === 'link') return link(rest.join('.'));
    const answer = await save(intent);
    if (answer?.kind === 'moved') {
      window.location.assign(answer.to);
      return;
    }
    if (answer?.kind === 'conflict') {
      isDirty.current = false;
      onConflict(answer.comparison);
    }
    if (answer?.kind === 'kept') {
      setAsked(intent === 'check' ? 'checks' : 'nothing');
      setReasons(intent === 'check' ? answer.entry.problems : []);
    }
    if (answer?.kind === 'held') {
      setAsked('send');
      setReasons(answer.reasons);
    }
  };

  const addPublication = () => {
    setRows([...rows, { name: `row-${Date.now()}`, drawnAt: NOWHERE }]);
    touch(() => document.getElementById(fieldId(`publications.${rows.length}.url`))?.focus());
  };

  const removePublication = (index: number) => {
    setRows(rows.filter((_, at) => at !== index));
    touch(() => document.getElementById(fieldId(`publications.${Math.max(index - 1, 0)}.url`))?.focus());
  };

  /** After rows have been drawn anew: something was changed although nothing was typed. */
  const touch = (then: () => void) => {
    requestAnimationFrame(() => {
      then();
      form.current?.dispatchEvent(new Event('input', { bubbles: true }));
    });
  };

  const find = async () => {
    const words = textOf(form.current, 'find');
    const source = findSource(sources, textOf(form.current, 'source'))?.slug ?? '';
    const found = await actions.find(source, words).catch(() => null);
    setSearch({ words, as: textOf(form.current, 'linkAs'), found: found ?? [] });
    setLinked(
      found === null
        ? 'The search failed. Try again.'
        : `${found.length === 1 ? '1 claim' : `${found.length} claims`} found.`,
    );
  };

  const link = (key: string) => {
    const control = form.current?.elements.namedItem(textOf(form.current, 'linkAs'));
    if (!(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) return;
    const before = control instanceof HTMLInputElement ? '' : control.value.trim();
    control.value = before === '' ? key : `${before}\n${key}`;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    setLinked(`Linked to ${key}.`);
  };

  // Whoever leaves with words that are nowhere else is asked.
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (isDirty.current || busy.current !== null) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
      clearTimeout(timer.current);
      clearTimeout(reader.current);
    };
  }, []);

  const summary: SummaryError[] = [...(posted?.kind === 'refused' ? posted.problems : []), ...reasons].map(
    (problem) => ({
      field: problem.field === 'base' ? undefined : fieldId(problem.field),
      message: problemWords(problem),
    }),
  );
  const errors = useSteady(summary);

  const refused = posted?.kind === 'refused' ? posted.message : null;

  return (
    <form
      ref={form}
      action={post}
      noValidate
      className="claim-form grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]"
      onInput={onInput}
      onBlur={({ target }) => {
        if ('name' in target && typeof target.name === 'string' && textOf(form.current, target.name) !== '')
          leave(target.name);
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Enter' || !isSearch(event.target) || event.target instanceof HTMLButtonElement) return;
        event.preventDefault();
        void find();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        const { submitter } = event.nativeEvent as SubmitEvent;
        const intent = submitter instanceof HTMLButtonElement ? submitter.value : 'save';
        startTransition(() => press(intent));
      }}
    >
      {/* Enter in a field takes the first button of a form: it saves, and nothing else. */}
      <button type="submit" name="intent" value="save" tabIndex={-1} aria-hidden="true" className="sr-only">
        Save draft
      </button>
      <input type="hidden" name="id" value={start.id} />
      <input type="hidden" name="version" defaultValue={start.version} />
      <input type="hidden" name="key" defaultValue={drawn.get('key') ?? ''} />
      <input type="hidden" name="newSource.slug" defaultValue={drawn.get('newSource.slug') ?? ''} />
      <SourceNames sources={sources} />

      <div className="grid min-w-0 max-w-prose gap-8">
        {refused !== null && (
          <Notice tone="caution" title="It was not saved">
            <p>{refused}</p>
          </Notice>
        )}
        <ErrorSummary
          title={asked === 'send' ? 'This cannot be sent to review yet' : 'This is not complete yet'}
          errors={errors}
        />
        <SourceFields fields={fields} />
        <ValueFields fields={fields} focus={start.focus} />
        <DefinitionFields fields={fields} />
        <PeriodFields fields={fields} />
        <PublicationFields fields={fields} rows={rows} />
        <LinkFields fields={fields} search={search} status={linked} />
        <FormSection id="note" title="Note">
          <Textarea
            {...controlOf('note', fields)}
            isOptional
            help="What a reader must know to understand the claim. It is public."
            rows={3}
            maxLength={2000}
          />
        </FormSection>
        <ChangeFields fields={fields} isRevision={start.isRevision} />
      </div>

      <aside
        aria-label="Checks and effect"
        className="rounded-card border border-line bg-card p-4 lg:sticky lg:top-4 lg:row-span-2 lg:max-h-[calc(100vh-2rem)] lg:overflow-y-auto"
        id="checks"
        tabIndex={-1}
      >
        <p className="mb-3 flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1 text-small" data-saving={saving.state}>
          <SavingWords saving={saving} />
          {saving.state === 'conflict' && (
            <Button type="submit" name="intent" value="save">
              Compare the two
            </Button>
          )}
        </p>
        <EntryPanel
          sentence={live.sentence}
          entry={entry}
          problems={problems}
          fields={fields}
          onReason={(key, reason) => passed.current.set(`passed.${key}`, reason)}
        />
      </aside>

      <div className="grid max-w-prose gap-3 border-line border-t pt-5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <Button type="submit" name="intent" value="save">
            Save draft
          </Button>
          <Button type="submit" name="intent" value="check">
            Show checks and effect
          </Button>
          <Button type="submit" name="intent" value="send" look="strong">
            Send to review
          </Button>
          {(start.version > 0 || entry !== null) && (
            <Button type="submit" name="intent" value="abandon">
              Put away
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}

/** The row was not there when the form was drawn. */
const NOWHERE = -1;

function rowsOf(fields: readonly FieldEntry[]): PublicationRow[] {
  const places = new Set(
    fields.flatMap(([path]) => {
      const place = /^publications\.(\d+)\./.exec(path)?.[1];
      return place === undefined ? [] : [Number(place)];
    }),
  );
  const rows = [...places].sort((a, b) => a - b).map((drawnAt) => ({ name: `drawn-${drawnAt}`, drawnAt }));
  return rows.length === 0 ? [{ name: 'drawn-0', drawnAt: 0 }] : rows;
}

/** What the browser knows by itself: the sentence, and what is wrong with the fields, by the server’s own rules. */
function readLive(
  entries: Iterable<readonly [string, unknown]>,
  sources: readonly FormSource[],
): { readonly sentence: string; readonly problems: readonly DraftProblem[] } {
  const read = readClaimForm(entries);
  if (!read.ok) return { sentence: '…', problems: read.problems };
  const { draft, newSource } = read.form;
  const isNew = newSource !== null && newSource.name.trim().toLowerCase() === draft.source.trim().toLowerCase();
  const result = toClaim(draft, {
    slugOf: (name) =>
      isNew && name.trim().toLowerCase() === newSource.name.trim().toLowerCase()
        ? 'new-source'
        : (findSource(sources, name)?.slug ?? null),
    newKey: 'new-claim',
  });
  return {
    sentence: toDraftSentence(draft, findSource(sources, draft.source)),
    problems: result.ok ? [] : result.problems,
  };
}

function textOf(form: HTMLFormElement | null, name: string): string {
  const value = form === null ? null : new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
}

/** The search for claims to link to is no part of the claim. */
function isSearch(target: EventTarget): boolean {
  return target instanceof HTMLElement && ['find', 'linkAs'].includes(target.getAttribute('name') ?? '');
}

/** At its field a message need not name it. */
function sentenceOf({ message }: DraftProblem): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}

/** The same list as long as it says the same, so that a summary takes the focus only when something new is in it. */
function useSteady(errors: readonly SummaryError[]): readonly SummaryError[] {
  const text = JSON.stringify(errors);
  return useMemo(() => JSON.parse(text) as readonly SummaryError[], [text]);
}
