//! One sprite of the icons that the app names, and of no other.

use std::path::Path;

use crate::{Result, read_text};

// The app's own list, compiled here too: an icon that the app can name is an icon that the page carries.
#[path = "../../src/ui/icon_names.rs"]
mod icon_names;

use icon_names::IconName;

/// An `<svg>` without a picture of its own, for the page: each icon a `<symbol>`, drawn by `<use href="#i-NAME">`.
pub fn sprite(modules: &Path) -> Result<String> {
    let folder = modules.join("@tabler/icons/icons/outline");
    let mut sprite = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" hidden>");
    for icon in IconName::ALL {
        let name = icon.name();
        let source = read_text(&folder.join(format!("{name}.svg")))?;
        sprite.push_str(&format!("<symbol id=\"i-{name}\" viewBox=\"0 0 24 24\">{}</symbol>", shapes(&source)));
    }
    sprite.push_str("</svg>");
    Ok(sprite)
}

/// What stands between `<svg …>` and `</svg>`, on one line, less the empty frame that every icon begins with.
fn shapes(source: &str) -> String {
    let inner = source.find('>').map_or("", |end| &source[end + 1..]);
    let inner = inner.rsplit_once("</svg>").map_or(inner, |(shapes, _)| shapes);
    inner.lines().map(str::trim).filter(|line| !line.contains("M0 0h24v24H0z")).collect()
}

#[cfg(test)]
mod tests {
    use super::shapes;

    #[test]
    fn an_icon_is_reduced_to_its_strokes() {
        let source = "<!-- tags --><svg\n  width=\"24\"\n>\n  <path stroke=\"none\" d=\"M0 0h24v24H0z\" />\n  <path d=\"M1 1l2 2\" />\n</svg>\n";
        assert_eq!(shapes(source.trim_start_matches("<!-- tags -->")), "<path d=\"M1 1l2 2\" />");
    }
}
