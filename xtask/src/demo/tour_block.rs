//! The program in docs/tour.md: the fenced block after `<!-- demo -->`.

use anyhow::{Context, Result};

const MARK: &str = "<!-- demo -->";
const FENCE: &str = "```";

/// The text of the block, without its fences.
pub fn tour_block(page: &str) -> Result<String> {
    let (_, after) = page.split_once(MARK).with_context(|| format!("docs/tour.md has no line {MARK}"))?;
    let mut lines = after.lines().skip_while(|line| line.trim().is_empty());
    let opening = lines.next().unwrap_or_default();
    if opening.trim_end() != "```js" {
        anyhow::bail!("docs/tour.md has no ```js block right after {MARK}");
    }
    let mut block = String::new();
    for line in lines {
        if line.trim_end() == FENCE {
            return Ok(block);
        }
        block.push_str(line);
        block.push('\n');
    }
    anyhow::bail!("the ```js block after {MARK} in docs/tour.md is never closed")
}

#[cfg(test)]
mod tests {
    use super::tour_block;

    #[test]
    fn the_block_after_the_mark_is_taken() -> anyhow::Result<()> {
        let page =
            "```js\nother();\n```\n\n<!-- demo -->\n\n```js\nfirst();\n\n  second();\n```\nmore\n```js\nlast();\n```\n";
        assert_eq!(tour_block(page)?, "first();\n\n  second();\n");
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (page, why) in [
            ("", "no line"),
            ("<!-- demo -->\ntext\n```js\n```\n", "right after"),
            ("<!-- demo -->\n```sh\n```\n", "right after"),
            ("<!-- demo -->\n```js\nfirst();\n", "never closed"),
        ] {
            let error = tour_block(page).map_err(|error| error.to_string());
            assert!(error.is_err_and(|message| message.contains(why)), "{page:?}");
        }
    }
}
