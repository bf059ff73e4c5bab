import { ActionForm } from '@/components/ui/action-form';
import type { Proposal } from '@/lib/data/proposals';
import { type Actor, permit } from '@/lib/ledger/permissions';
import { askForChanges, publish, reject, takeBack } from './actions';

/** What can be done with a proposal in review, each its own small form; whoever may not is told why (E13, E16). */
export function Decide({ proposal, actor }: { readonly proposal: Proposal; readonly actor: Actor }) {
  const mayPublish = permit(actor, 'review.publish', proposal);
  const isOwn = actor !== null && proposal.by.includes(actor.id);
  const isClaim = proposal.kind === 'new_claim' || proposal.kind === 'revision';
  const hidden = { id: proposal.id, version: String(proposal.version), isClaim: isClaim ? 'yes' : '' };
  return (
    <div className="grid gap-6">
      {mayPublish.ok ? (
        <>
          <ActionForm
            id="publish"
            action={publish}
            hidden={hidden}
            submit="Publish"
            pending="Publishing"
            look="strong"
            trouble="It was not published"
          />
          <ActionForm
            id="ask"
            folded={{ title: 'Ask for changes' }}
            action={askForChanges}
            hidden={hidden}
            fields={[
              {
                type: 'lines',
                name: 'note',
                label: 'What should change',
                help: 'Its author reads this, and mends the draft.',
              },
            ]}
            submit="Ask for changes"
            trouble="Nothing was sent"
          />
          <ActionForm
            id="reject"
            folded={{ title: 'Reject' }}
            action={reject}
            hidden={hidden}
            fields={[
              {
                type: 'lines',
                name: 'note',
                label: 'Why it is rejected',
                help: 'It stays in the records of the desk, with this reason.',
              },
            ]}
            submit="Reject"
            trouble="It was not rejected"
          />
        </>
      ) : (
        <p className="text-interface">{mayPublish.message}</p>
      )}
      {isOwn && permit(actor, 'draft.take_back', proposal).ok && (
        <ActionForm
          id="take-back"
          action={takeBack}
          hidden={hidden}
          submit="Take back"
          trouble="It was not taken back"
        />
      )}
    </div>
  );
}
