// Everything pure and synchronous: the rows of `commerce-auth`, and of every entry that has the same functions.

import { capillaryRows } from "./capillary.mjs";
import { caxtonRows } from "./caxton.mjs";
import { customerRows } from "./customer.mjs";
import { pledgRows } from "./pledg.mjs";
import { schemeRows } from "./schemes.mjs";

export function pureRows(api, peers) {
  return [schemeRows, capillaryRows, customerRows, pledgRows, caxtonRows].flatMap((make) => make(api, peers));
}
