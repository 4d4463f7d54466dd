//! The example in README: the fenced block after `<!-- demo -->`.

use anyhow::{Context, Result};

const MARK: &str = "<!-- demo -->";
const FENCE: &str = "```";

/// The text of the block, without its fences.
pub fn readme_block(readme: &str) -> Result<String> {
    let (_, after) = readme.split_once(MARK).with_context(|| format!("README.md has no line {MARK}"))?;
    let mut lines = after.lines().skip_while(|line| line.trim().is_empty());
    let opening = lines.next().unwrap_or_default();
    if opening.trim_end() != "```js" {
        anyhow::bail!("README.md has no ```js block right after {MARK}");
    }
    let mut block = String::new();
    for line in lines {
        if line.trim_end() == FENCE {
            return Ok(block);
        }
        block.push_str(line);
        block.push('\n');
    }
    anyhow::bail!("the ```js block after {MARK} in README.md is never closed")
}

#[cfg(test)]
mod tests {
    use super::readme_block;

    #[test]
    fn the_block_after_the_mark_is_taken() -> anyhow::Result<()> {
        let readme =
            "```js\nother();\n```\n\n<!-- demo -->\n\n```js\nfirst();\n\n  second();\n```\nmore\n```js\nlast();\n```\n";
        assert_eq!(readme_block(readme)?, "first();\n\n  second();\n");
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (readme, why) in [
            ("", "no line"),
            ("<!-- demo -->\ntext\n```js\n```\n", "right after"),
            ("<!-- demo -->\n```sh\n```\n", "right after"),
            ("<!-- demo -->\n```js\nfirst();\n", "never closed"),
        ] {
            let error = readme_block(readme).map_err(|error| error.to_string());
            assert!(error.is_err_and(|message| message.contains(why)), "{readme:?}");
        }
    }
}
