// A plugin of TypeDoc's: pages are headed by what one imports, and not by the file it is declared in.

const importOf = (file) => (file === "index" ? "commerce-auth" : `commerce-auth/${file}`);

/** TypeDoc's number for a file; that of the list of files is 1. */
const MODULE = 2;

export function load(application) {
  application.renderer.on("endPage", (page) => {
    const { kind, name } = page.model ?? {};
    if (kind === MODULE) page.contents = page.contents?.replace(/^# .*/, `# ${importOf(name)}`);
    else page.contents = page.contents?.replace(/^- \[(\w+)\]/gm, (_, file) => `- [${importOf(file)}]`);
  });
}
