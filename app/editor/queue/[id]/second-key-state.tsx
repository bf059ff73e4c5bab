import type { Proposal } from '@/lib/data/proposals';
import type { readKeysOf } from '@/lib/data/second-keys';
import { type Actor, permit } from '@/lib/ledger/permissions';
import { secondKey, secondKeyDecision } from '@/lib/routes';

type Keys = Awaited<ReturnType<typeof readKeysOf>>;

/** How far a proposal was keyed a second time, and the way to key it. */
export function SecondKeyState({
  proposal,
  keys,
  actor,
}: {
  readonly proposal: Proposal;
  readonly keys: Keys;
  readonly actor: Actor;
}) {
  const task = secondKey(`proposal:${proposal.id}`);
  const mayKey = permit(actor, 'key.enter', proposal).ok && !keys.some(({ person }) => person.id === actor?.id);
  return (
    <div className="grid gap-2 text-interface">
      {keys.length === 0 && <p>Nobody has keyed it a second time. Published so, it is Attributed.</p>}
      {keys.map((key) => (
        <p key={key.id}>
          {key.person.name} keyed it:{' '}
          {key.outcome === 'agrees' ? (
            'both agree.'
          ) : key.decision === null ? (
            <>
              they differ. <a href={secondKeyDecision(key.id)}>Compare and decide</a>
            </>
          ) : (
            `they differed; decided for ${key.decision === 'neither' ? 'neither' : `the ${key.decision}`}.`
          )}
        </p>
      ))}
      {proposal.state === 'in_review' && mayKey && (
        <p>
          <a href={task}>Key it a second time</a>
          <span className="block text-muted text-small">
            Better somebody who has not read this page: the second key is blind.
          </span>
        </p>
      )}
    </div>
  );
}
