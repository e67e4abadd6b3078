//! What a campaign is called that was given no name. The server names it so, and the web app knows by it whether a name is its
//! writer's own.

/// Characters: a line of a list.
const NAME_OF_TEXT: usize = 40;

/// The whole words that a text begins with.
/// The whole words that a text begins with.
#[must_use]
pub fn name_of_text(text: &str) -> String {
    let mut name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = name.char_indices().nth(NAME_OF_TEXT) else { return name };
    let whole = name[end..].starts_with(' ');
    let words = name[..end].rfind(' ').filter(|_| !whole);
    name.truncate(words.unwrap_or(end));
    name.push('…');
    name
}

#[cfg(test)]
mod tests {
    use super::name_of_text;

    #[test]
    fn a_name_is_made_of_whole_words() {
        assert_eq!(name_of_text(" À  samedi\n! "), "À samedi !");
        assert_eq!(name_of_text("Bonjour $prenom, le marché commence samedi"), "Bonjour $prenom, le marché commence…");
        assert_eq!(
            name_of_text("Bonjour $prenom, le marché commence same di"),
            "Bonjour $prenom, le marché commence same…"
        );
        assert_eq!(name_of_text(&format!("{} 😀é", "a".repeat(37))), format!("{} 😀é", "a".repeat(37)));
        assert_eq!(name_of_text(&format!("{} 😀éé", "a".repeat(38))), format!("{}…", "a".repeat(38)));
        assert_eq!(name_of_text(&"é".repeat(50)), format!("{}…", "é".repeat(40)));
    }
}
