// profile check: whether a profile is sound, and what it would send.

import { jsonOption } from '../context.ts';
import { ExitCode } from '../exit-codes.ts';
import { readProfile, showMistakes } from '../profile-file.ts';
import { plainCredentials, showCredentials, showRequest } from '../profile-output.ts';
import { rehearse } from '../profile-rehearsal.ts';
import type { Command } from '../command.ts';

export const profileCheck: Command = {
  path: ['profile', 'check'],
  summary: 'names every mistake of a profile, and shows what it would send',
  about:
    'Calls nobody, and asks for no credential. Of a profile without a mistake it shows the credentials, the token call and a call: «name» stands for a secret, {name} for a credential that is none. With a mistake it ends with 2.',
  positionals: [{ name: 'FILE', about: 'the profile, as JSON; - is standard input' }],
  options: { ...jsonOption },
  examples: ['npx commerce-auth profile check shop.json'],
  async run(context) {
    const { options, output } = context;
    const { data, check } = await readProfile(context);
    if (check.mistakes.length > 0) {
      showMistakes(context, check);
      return ExitCode.usage;
    }
    const { tokenCall, call } = await rehearse(data, check);
    if (options.json) {
      output.json({ sound: true, name: data.name, credentials: plainCredentials(data, check), tokenCall, call });
      return ExitCode.done;
    }
    output.title(`${data.name}: no mistake`);
    output.line();
    showCredentials(output, data, check);
    output.line();
    if (tokenCall) showRequest(output, 'Token call', tokenCall);
    else output.line('No token call: the credentials go with every call as they are.');
    output.line();
    showRequest(output, 'A call', call);
    return ExitCode.done;
  },
};
