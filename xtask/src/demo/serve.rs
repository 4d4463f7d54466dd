//! The vendor emulator and the admin page, until somebody stops them.

use std::process::ExitCode;

use anyhow::Result;

use super::become_program::become_program;
use crate::command::command;
use crate::layout::Layout;
use crate::package::Installed;
use crate::page;

/// Removes the folder it was started in when it is done: xtask is no longer there to do it. The emulator listens for
/// the first interruption only; an impatient second one must not leave half the folder behind.
const SCRIPT: &str = "\
import { rmSync } from 'node:fs';
import { serve } from 'commerce-auth/testing';
const [server, site] = process.argv.slice(1);
const { startPageServer } = await import(server);
process.on('SIGINT', () => {});
const page = await startPageServer(site);
console.log(`Admin page at ${page.url}`);
await serve();
await page.close();
rmSync(process.cwd(), { recursive: true });";

/// Becomes the emulator, so that Ctrl-C reaches it and nobody else.
pub fn serve(layout: &Layout, installed: Installed) -> Result<ExitCode> {
    let mut node = command("node");
    node.args(["--input-type=module", "-e", SCRIPT, "--"]);
    node.arg(layout.tools().join("page").join("server.mjs")).arg(layout.page().join(page::SITE));
    node.current_dir(installed.keep());
    become_program(&mut node)
}
