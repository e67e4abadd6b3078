//! Named by content, compressed once, written beside each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::Result;

/// Characters of the hash in a name: 48 bits, ample for a handful of files that replace one another.
const HASH_CHARS: usize = 12;
/// The best that brotli does; it is paid once a build, and only for what changed.
const BROTLI_QUALITY: u32 = 11;
/// The largest window that every browser accepts (RFC 7932).
const BROTLI_WINDOW: u32 = 22;
const BROTLI_BUFFER: usize = 64 * 1024;

/// Assets by the plain name that other files call them by.
#[derive(Default)]
pub struct Assets {
    files: BTreeMap<String, Vec<u8>>,
}

impl Assets {
    pub fn add(&mut self, name: &str, content: Vec<u8>) {
        self.files.insert(name.to_owned(), content);
    }

    /// Names, rewrites, compresses and writes everything below `out`; what an earlier build left there goes.
    pub fn write(mut self, page: &str, out: &Path) -> Result<String> {
        let folder = out.join("assets");
        fs::create_dir_all(&folder)?;

        let mut order: Vec<String> = self.files.keys().cloned().collect();
        order.sort_by_key(|name| rank(name));
        let mut hashed: Vec<(String, String)> = Vec::new();
        let mut kept = BTreeSet::new();
        let mut wire = 0;
        for name in order {
            let content = self.files.remove(&name).unwrap_or_default();
            let content =
                if is_text(&name) { rewrite(String::from_utf8(content)?, &hashed).into_bytes() } else { content };
            let new_name = hashed_name(&name, &content);
            wire += write_one(&folder, &new_name, &content, &mut kept)?;
            hashed.push((name, new_name));
        }
        remove_others(&folder, &kept)?;

        let page = rewrite(page.to_owned(), &hashed).into_bytes();
        let same = fs::read(out.join("index.html")).is_ok_and(|before| before == page);
        if !same {
            let _ = fs::remove_file(out.join("index.html.br"));
        }
        wire += write_one(out, "index.html", &page, &mut BTreeSet::new())?;
        Ok(format!("{}: {} files, {} KB over the wire", out.display(), hashed.len() + 1, wire / 1024))
    }
}

/// Who refers to nobody comes first: fonts, wasm and pictures; then style sheets; then the glue; then what loads it.
fn rank(name: &str) -> u8 {
    match name.rsplit_once('.') {
        Some((_, "css")) => 1,
        Some(("frontend", "js")) => 2,
        Some((_, "js")) => 3,
        _ => 0,
    }
}

fn is_text(name: &str) -> bool {
    name.ends_with(".css") || name.ends_with(".js")
}

/// Replaces `/assets/NAME` by the hashed name, and drops source map comments: the maps are not shipped.
fn rewrite(text: String, hashed: &[(String, String)]) -> String {
    let mut text = match text.rfind("/*# sourceMappingURL=") {
        Some(at) => text[..at].to_owned(),
        None => text,
    };
    for (name, new_name) in hashed {
        text = text.replace(&format!("/assets/{name}"), &format!("/assets/{new_name}"));
    }
    text
}

fn hashed_name(name: &str, content: &[u8]) -> String {
    let hash: String = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
    let short = &hash[..HASH_CHARS];
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{short}.{extension}"),
        None => format!("{name}-{short}"),
    }
}

/// Writes a file and its `.br`; answers the bytes that a browser loads. Both stay untouched when they are there.
fn write_one(folder: &Path, name: &str, content: &[u8], kept: &mut BTreeSet<String>) -> Result<usize> {
    let path = folder.join(name);
    if !fs::read(&path).is_ok_and(|before| before == content) {
        fs::write(&path, content)?;
    }
    kept.insert(name.to_owned());
    // A woff2 font is brotli already.
    if name.ends_with(".woff2") {
        return Ok(content.len());
    }
    let small_name = format!("{name}.br");
    let small_path = folder.join(&small_name);
    kept.insert(small_name);
    if let Ok(there) = fs::metadata(&small_path) {
        return Ok(usize::try_from(there.len())?);
    }
    let mut small = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut small, BROTLI_BUFFER, BROTLI_QUALITY, BROTLI_WINDOW);
    writer.write_all(content)?;
    drop(writer);
    // Under another name first: a build that is interrupted here must not leave half a file that the next one trusts.
    let unfinished = folder.join(format!("{name}.unfinished"));
    fs::write(&unfinished, &small)?;
    fs::rename(&unfinished, &small_path)?;
    Ok(small.len())
}

fn remove_others(folder: &Path, kept: &BTreeSet<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !kept.contains(entry.file_name().to_string_lossy().as_ref()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_follows_the_content() {
        let out = std::env::temp_dir().join(format!("bundle-test-{}", std::process::id()));
        let build = |color: &str| {
            let mut assets = Assets::default();
            assets.add(
                "app.css",
                format!("body {{ color: {color} }} @font-face {{ src: url(/assets/a.woff2) }}").into_bytes(),
            );
            assets.add("a.woff2", b"font".to_vec());
            assets.add("boot.js", b"import init from '/assets/frontend.js';".to_vec());
            assets.add("frontend.js", b"export default 1;\n".to_vec());
            assets.write("<link href=\"/assets/app.css\"><script src=\"/assets/boot.js\">", &out).unwrap();
            fs::read_to_string(out.join("index.html")).unwrap()
        };
        let before = build("red");
        let after = build("blue");
        assert_ne!(before, after, "the page names another style sheet");
        assert_eq!(before.split("boot-").nth(1), after.split("boot-").nth(1), "what did not change keeps its name");
        let left: Vec<String> = fs::read_dir(out.join("assets"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        assert_eq!(left.len(), 7, "four files, three of them compressed, none of the build before: {left:?}");
        for name in left.iter().filter(|name| !name.ends_with(".br")) {
            let text = fs::read_to_string(out.join("assets").join(name)).unwrap();
            assert!(!text.contains("/assets/frontend.js") && !text.contains("/assets/a.woff2"), "{name}: {text}");
        }
        fs::remove_dir_all(&out).unwrap();
    }
}
