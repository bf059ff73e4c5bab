import { InstantLabel } from '@/components/ledger/month-label';
import { Tag } from '@/components/ui/badge';
import {
  type EventWords,
  roleWords,
  toEntryClass,
  toEntryTitle,
  toEventWords,
  toReasons,
} from '@/lib/formats/changes-words';
import { capitalise, formatNumber, plural } from '@/lib/formats/text';
import type { ChangeEvent, ChangeEntry as Entry } from '@/lib/ledger/changes';
import { change as changeAddress } from '@/lib/routes';

/** What something was, and what it is. The words stand in the markup, so that it is heard as well as seen which is which. */
function BeforeAndAfter({ line }: { readonly line: EventWords['lines'][number] }) {
  return (
    <>
      {line.before === null ? 'nothing' : <del className="text-muted">{line.before}</del>}
      <span aria-hidden="true"> → </span>
      <span className="sr-only"> became </span>
      {line.after === null ? 'nothing' : <ins className="no-underline">{line.after}</ins>}
    </>
  );
}

/** One field of one event. */
function Line({ line }: { readonly line: EventWords['lines'][number] }) {
  return (
    <li>
      {line.field}: <BeforeAndAfter line={line} />
    </li>
  );
}

function Event({ event, isTitle }: { readonly event: ChangeEvent; readonly isTitle: boolean }) {
  const words = toEventWords(event);
  return (
    <li>
      {/* What the heading says already is not said again. */}
      {!isTitle && (words.href === null ? words.title : <a href={words.href}>{words.title}</a>)}
      {words.lines.length > 0 && (
        <ul className="mt-0.5 list-disc pl-5">
          {words.lines.map((line) => (
            <Line key={line.field} line={line} />
          ))}
        </ul>
      )}
      {isTitle && words.href !== null && <a href={words.href}>Show it as it is now</a>}
    </li>
  );
}

/** Figures that moved: which, what they were, what they are. */
function Moved({ events }: { readonly events: readonly ChangeEvent[] }) {
  return (
    <div className="mt-2">
      <p className="text-muted">{capitalise(plural(events.length, 'figure'))} moved:</p>
      <ul className="mt-0.5 list-disc pl-5">
        {events.map((event) => {
          const { title, href, lines } = toEventWords(event);
          const [line] = lines;
          return (
            <li key={event.subject}>
              {href === null ? title : <a href={href}>{title}</a>}
              {line !== undefined && (
                <>
                  : <BeforeAndAfter line={line} />
                </>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** One publish in the log: what it is about, why, by which role, and everything that it did, before and after (T13). */
export function ChangeEntry({ entry, isAlone = false }: { readonly entry: Entry; readonly isAlone?: boolean }) {
  const title = toEntryTitle(entry);
  const what = toEntryClass(entry);
  const moved = entry.events.filter(({ verb }) => verb === 'figure.moved');
  const others = entry.events.filter((event) => event.verb !== 'figure.moved');
  const address = changeAddress(entry.ledgerNumber);
  return (
    <article aria-labelledby={`change-${entry.ledgerNumber}`} className="py-5 text-interface">
      {isAlone ? (
        <h2 id={`change-${entry.ledgerNumber}`} className="sr-only">
          What changed
        </h2>
      ) : (
        <h2 id={`change-${entry.ledgerNumber}`} className="font-sans font-semibold text-body">
          <a href={address}>{title}</a>
        </h2>
      )}
      <p className="mt-0.5 text-muted text-small">
        <InstantLabel instant={entry.recordedFrom} />, {roleWords(entry.byRole)}. Ledger number{' '}
        {formatNumber(Number(entry.ledgerNumber))}. {what !== null && <Tag>{what}</Tag>}
      </p>
      {toReasons(entry).map((reason) => (
        <p key={reason} className="mt-1 max-w-prose">
          {reason}
        </p>
      ))}
      <ul className="mt-2 grid gap-1.5">
        {others.map((event, index) => (
          <Event
            // One publish can record the same of one subject twice only in different words.
            key={`${event.verb} ${event.subject} ${JSON.stringify(event.after)}`}
            event={event}
            isTitle={index === 0 && toEventWords(event).title === title}
          />
        ))}
      </ul>
      {moved.length > 0 && <Moved events={moved} />}
      {entry.further > 0 && (
        <p className="mt-2">
          {isAlone ? (
            `And ${plural(entry.further, 'further change')} of the same kinds; /changes.json has them all.`
          ) : (
            <a href={address}>{plural(entry.further, 'further change')} of this publish</a>
          )}
        </p>
      )}
    </article>
  );
}
