//! What several suites need, prepared when the first of them asks and never twice.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;
use std::thread::{self, JoinHandle};

use anyhow::{Result, anyhow, bail};

use super::chromium::Chromium;
use super::environments;
use super::firefox::Firefox;
use super::heard::Heard;
use super::length::Length;
use super::redis::Redis;
use crate::build;
use crate::js_tools::JsTools;
use crate::layout::Layout;
use crate::package::Installed;
use crate::toolchain::{Permission, WasmCargo};

/// The shared preparations of one run. A failure is kept as well: it would be the same again.
pub struct Workshop {
    pub layout: Layout,
    pub permission: Permission,
    pub length: Length,
    pub heard: Heard,
    cargo: Kept<WasmCargo>,
    tools: Kept<JsTools>,
    installed: Kept<Installed>,
    chromium: Kept<Chromium>,
    firefox: Kept<Firefox>,
    redis: Kept<Redis>,
    packages: RefCell<BTreeMap<&'static str, Installation>>,
}

type Kept<T> = OnceCell<Result<T, String>>;
type Installation = JoinHandle<Result<JsTools>>;

impl Workshop {
    pub fn new(layout: Layout, permission: Permission, length: Length) -> Result<Self> {
        let heard = Heard::nothing_yet(layout.target().join("heard"))?;
        let (cargo, tools, installed, chromium, firefox, redis, packages) = Default::default();
        Ok(Self { layout, permission, length, heard, cargo, tools, installed, chromium, firefox, redis, packages })
    }

    pub fn cargo(&self) -> Result<&WasmCargo> {
        keep(&self.cargo, || build::toolchain(&self.layout, self.permission))
    }

    pub fn tools(&self) -> Result<&JsTools> {
        keep(&self.tools, || JsTools::ready(&self.layout, self.permission))
    }

    /// The package, built, packed and installed.
    pub fn installed(&self) -> Result<&Installed> {
        keep(&self.installed, || {
            build::make(&self.layout, self.cargo()?, self.tools()?)?;
            Installed::new(&self.layout)
        })
    }

    pub fn chromium(&self) -> Result<&Chromium> {
        keep(&self.chromium, || Chromium::ready(self.permission))
    }

    pub fn redis(&self) -> Result<&Redis> {
        keep(&self.redis, || Redis::ready(self.permission))
    }

    pub fn firefox(&self) -> Result<&Firefox> {
        keep(&self.firefox, || Firefox::ready(self.permission))
    }

    /// Starts to install a suite's own packages beside whatever runs meanwhile: much to wait for, and little work.
    pub fn begin_installing_packages_of(&self, suite: &'static str) {
        let (folder, permission) = (self.tests().join(suite), self.permission);
        let installation = thread::spawn(move || JsTools::installed_in(folder, permission));
        self.packages.borrow_mut().insert(suite, installation);
    }

    /// They are installed: waits for the installation that has begun.
    pub fn packages_of(&self, suite: &'static str) -> Result<()> {
        if !self.packages.borrow().contains_key(suite) {
            self.begin_installing_packages_of(suite);
        }
        let installation = self.packages.borrow_mut().remove(suite);
        match installation.map(JoinHandle::join) {
            Some(Ok(installed)) => installed.map(|_| ()),
            _ => bail!("installing the packages of tests/{suite} broke off"),
        }
    }

    /// Tells a test written in JavaScript where things are.
    pub fn orient(&self, command: &mut Command) -> Result<()> {
        command
            .current_dir(self.layout.root())
            .env("COMMERCE_AUTH_INSTALL", self.installed()?.folder())
            .env("TOOLS", self.tools()?.folder())
            .env(environments::VARIABLE, self.layout.environments())
            .env("COMMERCE_AUTH_SECRETS", self.heard.secrets_folder())
            .env("NODE_OPTIONS", format!("--import={}", self.recorder()));
        if let Some(Ok(redis)) = self.redis.get() {
            command.env("REDIS_SERVER", &redis.program);
        }
        if let Some(value) = self.length.variable() {
            command.env("COMMERCE_AUTH_LONG", value);
        }
        Ok(())
    }

    /// As an address, so that a blank in the path is no end of the option.
    fn recorder(&self) -> String {
        let path = self.tests().join("secrets").join("recorder.mjs");
        format!("file://{}", path.to_string_lossy().replace('%', "%25").replace(' ', "%20"))
    }

    pub fn tests(&self) -> PathBuf {
        self.layout.tests()
    }
}

fn keep<T>(place: &Kept<T>, make: impl FnOnce() -> Result<T>) -> Result<&T> {
    let kept = place.get_or_init(|| make().map_err(|error| format!("{error:#}")));
    kept.as_ref().map_err(|why| anyhow!(why.clone()))
}
