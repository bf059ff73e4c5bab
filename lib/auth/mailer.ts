/**
 * How links reach people: by mail where SMTP_URL is set, else in the server's log, for the person who runs this machine.
 */
import 'server-only';
import { createTransport } from 'nodemailer';
import { readEnvironment } from '@/lib/env';
import { log } from '@/lib/log';

/** A mail that consists of words, one link and a closing line. */
export type LinkMail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly link: string;
  readonly after: string;
};

/** True when mail can be sent. */
export function hasMailer(): boolean {
  return readEnvironment().SMTP_URL !== undefined;
}

/** Delivers a link: `mail` when it was handed to the mail server, `log` when it was written to the log. Throws when the server refuses it. */
export async function deliverLink({ to, subject, text, link, after }: LinkMail): Promise<'mail' | 'log'> {
  const { SMTP_URL, MAIL_FROM } = readEnvironment();
  if (SMTP_URL === undefined) {
    log.info(
      { event: 'link', to, link },
      `${subject}. No mail server is set (SMTP_URL), so pass this link on to ${to}: ${link}`,
    );
    return 'log';
  }
  const transport = createTransport(SMTP_URL, { from: MAIL_FROM });
  try {
    await transport.sendMail({
      to: { name: '', address: to },
      subject,
      text: `${text}\n\n${link}\n\n${after}\n`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return 'mail';
  } finally {
    transport.close();
  }
}
