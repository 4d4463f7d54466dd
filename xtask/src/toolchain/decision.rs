//! The decision: what is known in, the next step out. No command is run here.

use super::TRIPLE;
use super::choice::Choice;
use super::debian::{OLDEST, line_to_run, packages};
use super::facts::{Candidate, Debian, Known, OwnCompiler, Permission, Rustup, Taken, Tried, User};

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    LookAtOwnCompiler,
    AddTarget,
    LookAtDebian,
    /// `apt-get update`.
    RefreshLists,
    /// `apt-get install` of these.
    Install(Vec<String>),
    Take(Taken),
    /// One sentence for the person.
    Stop(String),
}

/// The next step.
pub fn next_step(known: &Known) -> Step {
    match known.choice {
        Choice::Debian => debian_step(known),
        Choice::Rustup => own_step(known).unwrap_or_else(|| Step::Stop(own_refusal(known))),
        Choice::Auto => own_step(known).unwrap_or_else(|| debian_step(known)),
    }
}

/// The user's own compiler; `None` when it will not do.
fn own_step(known: &Known) -> Option<Step> {
    let Some(own) = &known.own else { return Some(Step::LookAtOwnCompiler) };
    match own {
        OwnCompiler::WithTarget(rustc) => Some(Step::Take(Taken::Own(rustc.clone()))),
        OwnCompiler::Missing => None,
        // Adding a target installs it, though nobody has to be root for that.
        OwnCompiler::WithoutTarget(_) => {
            (known.rustup.is_none() && known.permission == Permission::MayInstall).then_some(Step::AddTarget)
        }
    }
}

fn own_refusal(known: &Known) -> String {
    match (&known.own, known.rustup) {
        (Some(OwnCompiler::Missing), _) => {
            format!(
                "WASM_TOOLCHAIN is rustup and there is no rustc: install Rust from https://rustup.rs, then run `rustup target add {TRIPLE}`"
            )
        }
        (_, Some(Rustup::Missing)) => {
            format!(
                "WASM_TOOLCHAIN is rustup, this rustc has no {TRIPLE} and there is no rustup to add it: unset WASM_TOOLCHAIN to let Debian's packages serve"
            )
        }
        _ => format!("this rustc has no {TRIPLE}: run `rustup target add {TRIPLE}`, or unset WASM_TOOLCHAIN"),
    }
}

fn debian_step(known: &Known) -> Step {
    let Some(debian) = &known.debian else { return Step::LookAtDebian };
    match debian {
        Debian::Ready(tools) => Step::Take(Taken::Debian(tools.clone())),
        Debian::NoApt => Step::Stop(format!(
            "nothing here compiles {TRIPLE} and there is no apt-get: install Rust from https://rustup.rs, then run `rustup target add {TRIPLE}`"
        )),
        Debian::Incomplete(candidate) if may_use_apt(known) => install_step(known.tried, candidate.as_ref()),
        Debian::Incomplete(candidate) => Step::Stop(line_for_the_person(known, candidate.as_ref())),
    }
}

fn may_use_apt(known: &Known) -> bool {
    known.permission == Permission::MayInstall && known.user == User::Root
}

/// Old package lists may name an old compiler, or none: they are refreshed before anything is judged.
fn install_step(tried: Tried, candidate: Option<&Candidate>) -> Step {
    match (tried, candidate) {
        (Tried::Nothing, _) => Step::RefreshLists,
        (_, None) => Step::Stop(no_candidate()),
        (_, Some(candidate)) if candidate.version < OLDEST => Step::Stop(too_old(candidate)),
        (Tried::Refresh, Some(candidate)) => Step::Install(packages(candidate.llvm)),
        (Tried::Install, Some(candidate)) => Step::Stop(format!(
            "apt-get did not install a complete Rust (its words are above): mend that, then run `{}`",
            line_to_run(&packages(candidate.llvm))
        )),
    }
}

fn line_for_the_person(known: &Known, candidate: Option<&Candidate>) -> String {
    let why = match known.permission {
        Permission::NoInstall => "--no-install was given",
        Permission::MayInstall => "only root may install Debian's packages",
    };
    let rustup = match (&known.own, known.rustup) {
        (Some(OwnCompiler::WithoutTarget(_)), None) => format!("`rustup target add {TRIPLE}` or "),
        _ => String::new(),
    };
    match candidate {
        None => format!("nothing here compiles {TRIPLE} and {why}: run {rustup}`sudo apt-get update` and try again"),
        Some(candidate) if candidate.version < OLDEST => too_old(candidate),
        Some(candidate) => {
            format!(
                "nothing here compiles {TRIPLE} and {why}: run {rustup}`{}`",
                line_to_run(&packages(candidate.llvm))
            )
        }
    }
}

fn no_candidate() -> String {
    format!(
        "nothing here compiles {TRIPLE} and Debian's package lists name no rustc-web: install Rust from https://rustup.rs, then run `rustup target add {TRIPLE}`"
    )
}

fn too_old(candidate: &Candidate) -> String {
    let (found, oldest) = (candidate.version, OLDEST);
    format!(
        "Debian's rustc-web is {}.{} here and at least {}.{} is needed: enable the distribution's security updates, or install Rust from https://rustup.rs and run `rustup target add {TRIPLE}`",
        found.0, found.1, oldest.0, oldest.1
    )
}

#[cfg(test)]
mod tests {
    use super::super::facts::{DebianTools, Version};
    use super::*;

    fn known(choice: Choice) -> Known {
        Known {
            choice,
            permission: Permission::MayInstall,
            user: User::Root,
            own: None,
            rustup: None,
            debian: None,
            tried: Tried::Nothing,
        }
    }

    fn without_target() -> Option<OwnCompiler> {
        Some(OwnCompiler::WithoutTarget("rustc 1.95.0".into()))
    }

    fn offered(minor: u32) -> Option<Debian> {
        Some(Debian::Incomplete(Some(Candidate { version: Version(1, minor), llvm: 22 })))
    }

    fn tools() -> DebianTools {
        DebianTools { rustc: "rustc 1.96.0".into(), version: Version(1, 96), linker: "wasm-ld-22".into() }
    }

    fn stop(known: &Known) -> String {
        match next_step(known) {
            Step::Stop(why) => why,
            step => format!("no stop: {step:?}"),
        }
    }

    #[test]
    fn auto_and_rustup_look_at_the_own_compiler_first() {
        assert_eq!(next_step(&known(Choice::Auto)), Step::LookAtOwnCompiler);
        assert_eq!(next_step(&known(Choice::Rustup)), Step::LookAtOwnCompiler);
    }

    #[test]
    fn debian_never_looks_at_the_own_compiler() {
        assert_eq!(next_step(&known(Choice::Debian)), Step::LookAtDebian);
        let settled = Known { debian: Some(Debian::Ready(tools())), ..known(Choice::Debian) };
        assert_eq!(next_step(&settled), Step::Take(Taken::Debian(tools())));
    }

    #[test]
    fn an_installed_target_is_taken_and_nothing_else_asked() {
        for choice in [Choice::Auto, Choice::Rustup] {
            let own = Some(OwnCompiler::WithTarget("rustc 1.95.0".into()));
            assert_eq!(next_step(&Known { own, ..known(choice) }), Step::Take(Taken::Own("rustc 1.95.0".into())));
        }
    }

    #[test]
    fn a_missing_target_is_added_by_whoever_runs_this() {
        for user in [User::Root, User::Other] {
            let known = Known { own: without_target(), user, ..known(Choice::Auto) };
            assert_eq!(next_step(&known), Step::AddTarget);
        }
    }

    #[test]
    fn a_failed_addition_leads_to_debian_in_auto_only() {
        let failed = |choice| Known { own: without_target(), rustup: Some(Rustup::Failed), ..known(choice) };
        assert_eq!(next_step(&failed(Choice::Auto)), Step::LookAtDebian);
        assert!(stop(&failed(Choice::Rustup)).contains("rustup target add wasm32-unknown-unknown"));
    }

    #[test]
    fn an_addition_that_added_nothing_is_not_repeated() {
        let known = Known { own: without_target(), rustup: Some(Rustup::Added), ..known(Choice::Auto) };
        assert_eq!(next_step(&known), Step::LookAtDebian);
    }

    #[test]
    fn no_rustc_leads_to_debian_in_auto_only() {
        let missing = |choice| Known { own: Some(OwnCompiler::Missing), ..known(choice) };
        assert_eq!(next_step(&missing(Choice::Auto)), Step::LookAtDebian);
        assert!(stop(&missing(Choice::Rustup)).contains("there is no rustc"));
    }

    #[test]
    fn without_rustup_the_forced_choice_says_so() {
        let known = Known { own: without_target(), rustup: Some(Rustup::Missing), ..known(Choice::Rustup) };
        assert!(stop(&known).contains("no rustup"));
    }

    #[test]
    fn root_refreshes_then_installs_then_gives_up() {
        let at = |tried| next_step(&Known { debian: offered(96), tried, ..known(Choice::Debian) });
        assert_eq!(at(Tried::Nothing), Step::RefreshLists);
        assert_eq!(at(Tried::Refresh), Step::Install(packages(22)));
        assert!(matches!(at(Tried::Install), Step::Stop(why) if why.contains("did not install")));
    }

    #[test]
    fn others_get_the_line_to_run() {
        let known = Known { user: User::Other, debian: offered(96), ..known(Choice::Debian) };
        assert!(stop(&known).contains("run `sudo apt-get update && sudo apt-get install -y --no-install-recommends --no-remove rustc-web cargo-web rust-web-src rust-web-clippy lld-22`"));
    }

    #[test]
    fn no_install_installs_nothing_even_as_root() {
        let forbidden = |choice| Known { permission: Permission::NoInstall, own: without_target(), ..known(choice) };
        assert_eq!(next_step(&forbidden(Choice::Auto)), Step::LookAtDebian);
        assert!(stop(&forbidden(Choice::Rustup)).contains("rustup target add"));
        let offered = Known { debian: offered(96), ..forbidden(Choice::Auto) };
        let why = stop(&offered);
        assert!(why.contains("--no-install") && why.contains("rustup target add") && why.contains("lld-22"), "{why}");
    }

    #[test]
    fn no_install_still_uses_what_is_there() {
        let known =
            Known { permission: Permission::NoInstall, debian: Some(Debian::Ready(tools())), ..known(Choice::Debian) };
        assert_eq!(next_step(&known), Step::Take(Taken::Debian(tools())));
    }

    #[test]
    fn a_compiler_too_old_is_named_with_both_versions() {
        for user in [User::Root, User::Other] {
            let known = Known { user, debian: offered(85), tried: Tried::Refresh, ..known(Choice::Debian) };
            let why = stop(&known);
            assert!(why.contains("1.85") && why.contains("1.88"), "{why}");
        }
    }

    #[test]
    fn empty_package_lists_are_refreshed_or_named() {
        let empty = Known { debian: Some(Debian::Incomplete(None)), ..known(Choice::Debian) };
        assert_eq!(next_step(&empty), Step::RefreshLists);
        assert!(stop(&Known { tried: Tried::Refresh, ..empty.clone() }).contains("name no rustc-web"));
        assert!(stop(&Known { user: User::Other, ..empty }).contains("sudo apt-get update"));
    }

    #[test]
    fn without_apt_rustup_is_recommended() {
        let known = Known { debian: Some(Debian::NoApt), ..known(Choice::Debian) };
        assert!(stop(&known).contains("https://rustup.rs"));
    }
}
