/**
 * The server's own log: one JSON line an event on standard output. Nothing of a reader is written, only what went wrong and where.
 */
import 'server-only';
import { pino } from 'pino';

export const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime });
