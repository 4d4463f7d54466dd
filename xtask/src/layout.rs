//! Where everything lies. Every path of the workspace is spelt here and nowhere else.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folders of one checkout.
#[derive(Clone, Debug)]
pub struct Layout {
    root: PathBuf,
    target: PathBuf,
}

impl Layout {
    /// Finds the checkout from the folder that cargo says xtask lives in, or else from the current one upwards.
    pub fn find() -> Result<Self> {
        let root = match env::var_os("CARGO_MANIFEST_DIR") {
            Some(manifest) => PathBuf::from(manifest).parent().map(Path::to_path_buf),
            None => upwards(&env::current_dir().context("the current folder cannot be read")?),
        };
        let root = root.context("no checkout of commerce-auth here: run `cargo xtask` inside one")?;
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        Ok(Self { root, target })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Cargo's folder for everything compiled for wasm32. Apart from the native one, because another cargo may
    /// write it: two compilers in one folder would fight over the lock and over `.rustc_info.json`.
    pub fn cargo_wasm(&self) -> PathBuf {
        self.target.join("cargo-wasm")
    }

    /// Folder of finished WebAssembly: glue and optimised module of one build.
    pub fn wasm(&self, name: &str) -> PathBuf {
        self.target.join("wasm").join(name)
    }

    /// The publishable package.
    pub fn package(&self) -> PathBuf {
        self.root.join("pkg")
    }

    /// The licences of others, kept beside our own.
    pub fn notices(&self) -> PathBuf {
        self.root.join("THIRD-PARTY-LICENSES")
    }

    /// What the package is made of, as CycloneDX.
    pub fn bill_of_materials(&self) -> PathBuf {
        self.target.join("commerce-auth.cdx.json")
    }

    /// The figures that the package may not outgrow.
    pub fn recorded_sizes(&self) -> PathBuf {
        self.root.join("xtask").join("sizes.json")
    }

    pub fn readme(&self) -> PathBuf {
        self.root.join("README.md")
    }

    /// The page whose program the demo runs.
    pub fn tour(&self) -> PathBuf {
        self.root.join("docs").join("tour.md")
    }

    /// The admin page.
    pub fn page(&self) -> PathBuf {
        self.target.join("www")
    }

    /// Where tests leave word of the environments they ran in.
    pub fn environments(&self) -> PathBuf {
        self.target.join("environments")
    }

    /// Folder of the JavaScript tools: their lock file and our scripts.
    pub fn tools(&self) -> PathBuf {
        self.root.join("xtask").join("tools")
    }

    /// Folder of TypeDoc: its lock file and how it is set up. Apart from the other tools, since it reads the declarations
    /// with an older TypeScript than users write.
    pub fn api_docs_tools(&self) -> PathBuf {
        self.root.join("xtask").join("api-docs")
    }

    /// What it makes of the declarations, committed.
    pub fn api_docs(&self) -> PathBuf {
        self.root.join("docs").join("api")
    }

    /// The declarations it reads.
    pub fn declarations(&self) -> PathBuf {
        self.target.join("docs").join("declarations")
    }

    /// The same as pages for a browser.
    pub fn api_pages(&self) -> PathBuf {
        self.target.join("docs").join("js")
    }

    pub fn tests(&self) -> PathBuf {
        self.root.join("tests")
    }
}

fn upwards(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join("xtask").join("Cargo.toml").is_file()).map(Path::to_path_buf)
}
