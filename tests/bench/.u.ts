import { measureUncached } from './figures';
import { toTable } from './report';
console.log(toTable(await measureUncached(process.env.BASE_URL ?? '', 'now')));
process.exit(0);
