// The curl lines `serve` prints: each works when pasted into a shell, in order.

import { capillaryCommands } from './samples/capillary.ts';
import { caxtonCommands } from './samples/caxton.ts';
import { customerCommands } from './samples/customer.ts';
import { pledgCommands } from './samples/pledg.ts';
import type { Emulator, EmulatorOptions } from './emulator.ts';

/** A command to paste, with what it shows. */
export interface SampleCommand {
  readonly title: string;
  readonly command: string;
}

/** Titled shell commands for a running emulator. What `options` brought in may be real, and is not shown. */
export function sampleCommands(emulator: Emulator, { capillary, pledg, caxton }: EmulatorOptions): SampleCommand[] {
  return [
    ...capillaryCommands(emulator, capillary?.clients === undefined),
    ...customerCommands(emulator, capillary?.customer === undefined),
    ...pledgCommands(emulator, { client: pledg?.clients === undefined, merchant: pledg?.merchants === undefined }),
    ...caxtonCommands(emulator, caxton?.account === undefined),
  ];
}
