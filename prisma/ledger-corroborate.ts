/** `npm run ledger -- corroborate`: finds anew which claims agree and which lie apart, over the whole ledger. */
import { corroborateLedger } from '@/lib/data/corroborate-ledger';
import { plural } from '@/lib/formats/text';
import { type LedgerCommand, say } from './ledger-command';

export const corroborate: LedgerCommand = {
  takes: '',
  does: 'finds anew which claims agree and which lie apart',
  async run() {
    const began = performance.now();
    const { compared, changed, badges } = await corroborateLedger();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    say(`${plural(compared, 'claim')} compared in ${seconds} s.`);
    say(
      changed === 0
        ? 'Nothing is another than before.'
        : `${plural(changed, 'claim')} changed, and of these the status of ${plural(badges, 'claim')}.`,
    );
    return 0;
  },
};
