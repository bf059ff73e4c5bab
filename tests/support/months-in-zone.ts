/** Prints months, days and figures as this process makes them; run in several time zones by tests (O5). */
import { daysIn, endOfDayInKyiv, monthOf } from '@/lib/ledger/month';
import { about, day, figuresOf, GENERAL_STAFF, month, total } from '@/tests/fixtures/claims';

const totals = [
  total('2024-03-01', about(414680, 10)),
  total('2024-04-01', about(442880, 10)),
  total('2024-05-01', about(469840, 10)),
];
const { cells } = figuresOf(totals, { source: GENERAL_STAFF, months: ['2024-03', '2024-04'] });

process.stdout.write(
  JSON.stringify({
    minutesBehind: new Date(Date.UTC(2024, 0, 1)).getTimezoneOffset(),
    months: ['2024-03-31', '2024-10-27', '2024-12-31'].map((date) => {
      const of = monthOf(day(date));
      return `${of} ${daysIn(month(of))}`;
    }),
    known: ['2024-03-31', '2024-10-27', '2024-12-31'].map((date) => endOfDayInKyiv(day(date))),
    figures: cells.map((cell) => `${cell.month} ${cell.kind === 'figure' ? cell.best : cell.reason}`),
  }),
);
