//! target/www: the admin page, made of the package as it is published.

use anyhow::Result;

use crate::command::run;
use crate::js_tools::JsTools;
use crate::layout::Layout;

/// The page as one file, beside its checksum.
pub const FILE: &str = "commerce-auth.html";
/// The same page for a web server.
pub const SITE: &str = "site";

/// Builds it from `www/` and a finished `pkg/`.
pub fn build(layout: &Layout, tools: &JsTools) -> Result<()> {
    run(tools.own_script("page.mjs").arg(layout.root()).arg(layout.page()))
}
